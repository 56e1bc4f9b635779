package dev.seaworthy.verdict;

import dev.seaworthy.advisory.SnapshotInfo;
import dev.seaworthy.advisory.SnapshotInfo.FeedInfo;
import dev.seaworthy.advisory.lifecycle.Support;
import dev.seaworthy.advisory.lifecycle.SupportWords;
import dev.seaworthy.advisory.match.Uncovered;
import dev.seaworthy.base.Gap;
import dev.seaworthy.base.Text;
import dev.seaworthy.image.ImageError;
import dev.seaworthy.inspection.Subject;
import dev.seaworthy.inventory.Distribution;
import dev.seaworthy.inventory.Inventory;
import dev.seaworthy.inventory.InventoryError;
import dev.seaworthy.verdict.policy.Demands;
import dev.seaworthy.verdict.policy.RequiredSignature;
import dev.seaworthy.verdict.policy.SignatureWords;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/// Finds whatever keeps a scan from being complete.
final class Conditions {

  /// Clocks differ, and feeds date their records in their own time zones.
  private static final Duration CLOCK_TOLERANCE = Duration.ofDays(1);

  /// Gaps that speak of the image as a whole and have a condition of their own.
  private static final Map<String, Condition> OF_GAP_CODE =
      Map.of(
          ImageError.EMPTY_IMAGE.id(), Condition.EMPTY_IMAGE,
          InventoryError.CONTENT_NOT_SEEN.id(), Condition.CONTENT_NOT_SEEN,
          InventoryError.UNKNOWN_DISTRIBUTION.id(), Condition.UNKNOWN_DISTRIBUTION);

  private final Survey survey;
  private final Policy policy;
  private final Map<FindingId, ConditionFinding> found = new LinkedHashMap<>();

  private Conditions(Survey survey, Policy policy) {
    this.survey = survey;
    this.policy = policy;
  }

  /// The conditions, and then the gaps that are no condition.
  static List<Finding> of(Survey survey, Policy policy) {
    Conditions conditions = new Conditions(survey, policy);
    List<Finding> gaps = conditions.gaps();
    conditions.inventory();
    conditions.support();
    conditions.data();
    conditions.coverage();
    conditions.inspections();
    conditions.origin();
    List<Finding> all = new ArrayList<>(conditions.found.values());
    all.sort(Comparator.comparing(finding -> ((ConditionFinding) finding).condition()));
    all.addAll(gaps);
    return all;
  }

  private List<Finding> gaps() {
    TreeSet<Gap> gaps = new TreeSet<>(survey.gaps());
    gaps.addAll(survey.inventory().gaps());
    gaps.addAll(survey.inspection().gaps());
    List<Finding> others = new ArrayList<>();
    for (Gap gap : gaps) {
      Optional<Condition> condition = Optional.ofNullable(OF_GAP_CODE.get(gap.code()));
      if (condition.isPresent()) {
        add(condition.get(), "", gap.detail());
      } else {
        others.add(
            new GapFinding(
                FindingId.ofGap(survey.asset(), gap.code(), gap.location().path()), gap));
      }
    }
    return others;
  }

  private void inventory() {
    Inventory inventory = survey.inventory();
    Optional<Distribution> distribution = inventory.distribution();
    boolean hasSystemPackages =
        inventory.components().stream().anyMatch(ComponentClass::isSystemPackage);
    if (distribution.isPresent() && !hasSystemPackages) {
      add(
          Condition.NO_SYSTEM_PACKAGES,
          "",
          "%s says that it is %s, and no package database that is read lists a package"
              .formatted(
                  Text.shorten(distribution.get().evidence(), 80),
                  Text.shorten(distribution.get().purlQualifier(), 80)));
    } else if (inventory.components().isEmpty() && found.isEmpty()) {
      add(Condition.NOTHING_RECOGNISED, "", "it has files, and no component was found in them");
    }
  }

  private void support() {
    switch (survey.support()) {
      case Support.Supported _, Support.NoDistribution _ -> {
        // Nothing to tell.
      }
      case Support.Ended ended ->
          add(Condition.END_OF_LIFE, distributionName(), SupportWords.ended(ended));
      case Support.Unknown(String reason) ->
          add(Condition.SUPPORT_UNKNOWN, distributionName(), reason);
    }
  }

  private String distributionName() {
    return survey.inventory().distribution().map(Distribution::purlQualifier).orElse("");
  }

  private void data() {
    SnapshotInfo data = survey.data();
    Instant dated = data.dataDate();
    if (data.isStarterSet()) {
      add(
          Condition.STARTER_SET,
          "",
          "no advisory database is installed; the starter set knows %s advisories only"
              .formatted(data.advisoryCount()));
    } else if (dated.equals(Instant.EPOCH)) {
      add(Condition.STALE_DATA, "", "no source says how old they are");
    } else if (dated.plus(Duration.ofDays(policy.dataAgeDaysMax())).isBefore(survey.surveyedAt())) {
      long days = Duration.between(dated, survey.surveyedAt()).toDays();
      add(
          Condition.STALE_DATA,
          "",
          "they are of %s UTC, %s%s days old; policy %s allows %s days"
              .formatted(
                  day(dated),
                  days == policy.dataAgeDaysMax() ? "more than " : "",
                  days,
                  policy.name(),
                  policy.dataAgeDaysMax()));
    }
    if (dated.minus(CLOCK_TOLERANCE).isAfter(survey.surveyedAt())) {
      add(
          Condition.FUTURE_DATA,
          "",
          "they are of %s UTC, and this machine's clock says %s"
              .formatted(day(dated), day(survey.surveyedAt())));
    }
    for (FeedInfo feed : data.sources()) {
      if (feed.damaged() > 0) {
        add(
            Condition.DAMAGED_DATA,
            feed.name(),
            "%s of the records of %s could not be read when the database was built"
                .formatted(feed.damaged(), Text.shorten(feed.name(), 80)));
      }
    }
  }

  private void coverage() {
    for (Uncovered uncovered : survey.uncovered()) {
      String detail =
          "%s (%s %s)"
              .formatted(
                  Text.shorten(uncovered.reason(), 160),
                  uncovered.components(),
                  uncovered.components() == 1 ? "component" : "components");
      if (!uncovered.isDistribution()) {
        add(Condition.UNCOVERED_ECOSYSTEM, uncovered.ecosystem(), detail);
      } else if (survey.inventory().distribution().isEmpty()) {
        add(Condition.UNKNOWN_DISTRIBUTION, "", detail);
      } else {
        add(Condition.UNCOVERED_DISTRIBUTION, uncovered.ecosystem(), detail);
      }
    }
  }

  private void inspections() {
    for (Subject subject : policy.demanded()) {
      if (survey.inspection().engines().stream().noneMatch(each -> each.subject() == subject)) {
        add(
            Condition.NOT_INSPECTED,
            subject.word(),
            "policy %s refuses an image for %s, and nothing looked for it"
                .formatted(policy.name(), subject.words()));
      }
    }
  }

  /// Where the image comes from, as far as the policy asks.
  private void origin() {
    Demands demands = policy.demands();
    Circumstances known = survey.circumstances();
    String repository = survey.asset().repository();
    String misfit = demands.scope().misfit(repository, known.labels());
    if (!misfit.isEmpty()) {
      add(
          Condition.NOT_IN_SCOPE,
          "",
          "policy %s is for others: %s".formatted(policy.name(), Text.shorten(misfit, 200)));
    }
    if (!demands.allowsRepository(repository)) {
      add(
          Condition.REPOSITORY_NOT_ALLOWED,
          "",
          repository.isEmpty()
              ? "it has no name in a registry, and policy %s allows certain repositories only"
                  .formatted(policy.name())
              : "policy %s doesn't allow %s".formatted(policy.name(), repository));
    }
    if (!demands.allowsBase(known.baseNames())) {
      add(Condition.BASE_NOT_ALLOWED, "", base(known));
    }
    if (!demands.allowsBuilder(known.builder())) {
      add(
          Condition.BUILDER_NOT_VALIDATED,
          "",
          known.builder().isEmpty()
              ? "nobody says who built it"
              : "it was built by " + Text.shorten(known.builder(), 160));
    }
    if (!demands.validatedPipelines().isEmpty()) {
      known.manualSteps().stream()
          .filter(step -> !step.isReviewed())
          .forEach(step ->
              add(
                  Condition.MANUAL_STEP_UNREVIEWED,
                  Text.shorten(step.what(), 80),
                  "policy %s wants validated pipelines, and somebody did by hand: %s"
                      .formatted(policy.name(), Text.shorten(step.what(), 160))));
    }
    for (RequiredSignature signature : demands.requiredSignatures()) {
      if (!signature.isMetBy(known.signatures().facts())) {
        add(
            Condition.SIGNATURE_MISSING,
            signature.toString(),
            "policy %s asks for one by %s; %s"
                .formatted(
                    policy.name(),
                    Text.shorten(signature.toString(), 160),
                    SignatureWords.missing(known.signatures())));
      }
    }
  }

  private static String base(Circumstances known) {
    List<String> names = known.baseNames();
    return names.isEmpty()
        ? "no base that was given is proven by its layers"
        : "it is built on " + Text.shorten(String.join(", ", names), 200);
  }

  private void add(Condition condition, String subject, String detail) {
    FindingId id = FindingId.ofCondition(survey.asset(), condition, subject);
    found.putIfAbsent(id, new ConditionFinding(id, condition, subject, detail));
  }

  private static LocalDate day(Instant instant) {
    return LocalDate.ofInstant(instant, ZoneOffset.UTC);
  }
}
