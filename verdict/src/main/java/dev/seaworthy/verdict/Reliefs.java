package dev.seaworthy.verdict;

import dev.seaworthy.base.Text;
import dev.seaworthy.rulebook.Rating;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Which findings deviations relieve, and which they don't and why.
///
/// @param byFinding the relief of each finding that has one
/// @param notes sorted
record Reliefs(Map<FindingId, Relief> byFinding, List<DeviationNote> notes) {

  Reliefs {
    byFinding = Map.copyOf(byFinding);
    notes = notes.stream().sorted().toList();
  }

  static Reliefs of(Survey survey, Policy policy, List<Finding> findings) {
    Map<FindingId, Relief> reliefs = new HashMap<>();
    List<DeviationNote> notes = new ArrayList<>();
    if (!survey.deviations().isEmpty()) {
      for (Finding finding : findings) {
        new Judge(finding, survey, policy, notes)
            .relief()
            .ifPresent(relief -> reliefs.put(finding.id(), relief));
      }
    }
    return new Reliefs(reliefs, notes);
  }

  Optional<Relief> of(FindingId finding) {
    return Optional.ofNullable(byFinding.get(finding));
  }

  /// Holds deviations against one finding.
  private static final class Judge {
    private static final int CONTENTS_TOLD = 3;

    private final Finding finding;
    private final Survey survey;
    private final Policy policy;
    private final Instant now;
    private final List<DeviationNote> notes;

    Judge(Finding finding, Survey survey, Policy policy, List<DeviationNote> notes) {
      this.finding = finding;
      this.survey = survey;
      this.policy = policy;
      this.now = survey.surveyedAt();
      this.notes = notes;
    }

    Optional<Relief> relief() {
      Subject subject = Subject.of(finding, survey.asset());
      if (subject == null) {
        return Optional.empty();
      }
      Map<DeviationKind, Deviation> usable = new EnumMap<>(DeviationKind.class);
      survey.deviations().stream()
          .filter(subject::isMeant)
          // A class of reports: it changes no rating and no deadline.
          .filter(deviation -> deviation.request().kind() != DeviationKind.ACCEPTED)
          .sorted(Comparator.comparing(deviation -> deviation.request().id()))
          .filter(deviation -> isUsable(deviation, subject))
          .forEach(deviation -> usable.merge(deviation.request().kind(), deviation, this::longer));
      Rating rating =
          Optional.ofNullable(usable.get(DeviationKind.RISK_ADJUSTMENT))
              .map(deviation -> deviation.request().adjustedOrNull())
              .orElse(subject.rating());
      for (DeviationKind kind :
          List.of(DeviationKind.OPERATIONAL_REQUIREMENT, DeviationKind.VENDOR_DEPENDENCY)) {
        Deviation deviation = usable.get(kind);
        if (deviation != null && rating.isAtLeast(Rating.HIGH)) {
          note(
              deviation,
              VerdictError.DEVIATION_RATING_TOO_HIGH,
              "the finding is rated %s, and a %s needs an approved adjustment below high"
                  .formatted(rating.word(), kind.word()));
          usable.remove(kind);
        }
      }
      return usable.isEmpty() ? Optional.empty() : Optional.of(relief(usable));
    }

    private Relief relief(Map<DeviationKind, Deviation> usable) {
      ZoneId zone = policy.zone();
      Deviation adjustment = usable.get(DeviationKind.RISK_ADJUSTMENT);
      Deviation vendor = usable.get(DeviationKind.VENDOR_DEPENDENCY);
      Instant release =
          vendor == null
              ? null
              : vendor.released().map(day -> day.atStartOfDay(zone).toInstant()).orElse(null);
      return new Relief(
          usable.values().stream()
              .sorted(Comparator.comparing(deviation -> deviation.request().id()))
              .toList(),
          usable.containsKey(DeviationKind.FALSE_POSITIVE),
          adjustment == null ? null : adjustment.request().adjustedOrNull(),
          usable.containsKey(DeviationKind.OPERATIONAL_REQUIREMENT),
          vendor != null && release == null,
          release,
          usable.values().stream()
              .map(deviation -> deviation.until(zone))
              .min(Comparator.naturalOrder())
              .orElseThrow());
    }

    private Deviation longer(Deviation one, Deviation other) {
      ZoneId zone = policy.zone();
      return other.until(zone).isAfter(one.until(zone)) ? other : one;
    }

    private boolean isUsable(Deviation deviation, Subject subject) {
      return isInForce(deviation) && isAboutTheSame(deviation, subject);
    }

    private boolean isInForce(Deviation deviation) {
      Deviation.Flaw flaw = deviation.flawOrNull();
      if (flaw != null) {
        return note(deviation, flaw.code(), flaw.detail());
      }
      if (deviation.steps().stream().anyMatch(step -> step.at().isAfter(now))) {
        return note(
            deviation,
            VerdictError.DEVIATION_UNSIGNED,
            "a step is of a later time than %s".formatted(now));
      }
      return switch (deviation.state(now, policy.zone(), Approval.of(policy))) {
        case APPROVED -> true;
        case PENDING ->
            note(
                deviation,
                VerdictError.DEVIATION_UNDECIDED,
                Approval.of(policy) == Approval.OFFICIAL
                    ? "the authorising official's decision is not on record"
                    : "no second person has endorsed it");
        case REJECTED -> note(deviation, VerdictError.DEVIATION_REJECTED, "it was rejected");
        case WITHDRAWN -> note(deviation, VerdictError.DEVIATION_REJECTED, "it was withdrawn");
        case EXPIRED ->
            note(
                deviation,
                VerdictError.DEVIATION_EXPIRED,
                deviation.isOver(now, policy.zone())
                    ? "it counted through " + deviation.request().expires()
                    : "the vendor was last asked on %s, more than 30 days ago"
                        .formatted(deviation.checkedIn(policy.zone())));
      };
    }

    private boolean isAboutTheSame(Deviation deviation, Subject subject) {
      DeviationRequest request = deviation.request();
      if (!subject.names().contains(request.name())) {
        return note(
            deviation,
            VerdictError.DEVIATION_MOVED,
            "it was asked for %s, and the finding is %s"
                .formatted(Text.visible(request.name()), String.join(", ", subject.names())));
      }
      List<String> moved =
          subject.components().stream()
              .filter(each -> !request.components().contains(each))
              .toList();
      if (!moved.isEmpty()) {
        return note(
            deviation,
            VerdictError.DEVIATION_MOVED,
            "it was asked for %s, and now there is %s"
                .formatted(String.join(", ", request.components()), String.join(", ", moved)));
      }
      List<String> changed =
          subject.contents().stream().filter(each -> !request.contents().contains(each)).toList();
      if (!changed.isEmpty()) {
        return note(
            deviation,
            VerdictError.DEVIATION_MOVED,
            request.contents().isEmpty()
                ? "it names no content that it was asked for, and now there is " + told(changed)
                : "it was asked for the content %s, and now there is %s"
                    .formatted(told(request.contents()), told(changed)));
      }
      List<String> appeared =
          subject.fixes().stream().filter(each -> !request.fixes().contains(each)).toList();
      if (!appeared.isEmpty() && deviation.released().isEmpty()) {
        return note(
            deviation,
            VerdictError.DEVIATION_FIX_APPEARED,
            "a fix has appeared since: " + String.join(", ", appeared));
      }
      if (subject.rating().compareTo(request.original()) < 0) {
        return note(
            deviation,
            VerdictError.DEVIATION_MOVED,
            "it was asked for a finding rated %s, which is rated %s now"
                .formatted(request.original().word(), subject.rating().word()));
      }
      return true;
    }

    private static String told(List<String> contents) {
      String some =
          contents.stream()
              .limit(CONTENTS_TOLD)
              .map(Text::visible)
              .collect(Collectors.joining(", "));
      int more = contents.size() - CONTENTS_TOLD;
      return more > 0 ? some + " and %s more".formatted(more) : some;
    }

    private boolean note(Deviation deviation, VerdictError code, String detail) {
      notes.add(new DeviationNote(finding.id(), deviation.request().id(), code, detail));
      return false;
    }
  }

  /// What a deviation can speak of.
  ///
  /// @param names what people may call it
  /// @param components package URLs with versions
  /// @param contents on what something that an inspection saw rests
  private record Subject(
      Finding finding,
      AssetClass asset,
      List<String> names,
      Rating rating,
      List<String> components,
      List<String> contents,
      List<String> fixes) {

    static @Nullable Subject of(Finding finding, AssetClass asset) {
      return switch (finding) {
        case VulnerabilityFinding flaw ->
            new Subject(
                flaw,
                asset,
                flaw.names(),
                flaw.effective(),
                flaw.components().stream()
                    .map(flawed -> flawed.component().purl())
                    .sorted()
                    .distinct()
                    .toList(),
                List.of(),
                flaw.fixedVersions());
        // Nobody can excuse that something wasn't looked at.
        case InspectionFinding blind when blind.rule().isBlindSpot() -> null;
        case InspectionFinding seen ->
            new Subject(
                seen,
                asset,
                List.of(seen.rule().id()),
                seen.rating(),
                List.of(),
                seen.contents(),
                List.of());
        case ConditionFinding _, GapFinding _ -> null;
      };
    }

    boolean isMeant(Deviation deviation) {
      DeviationRequest request = deviation.request();
      if (request.finding().equals(finding.id())) {
        return request.asset().equals(asset);
      }
      return request.carriesOver()
          && asset.isSameImage(request.asset())
          && request.finding().equals(idIn(request.asset()));
    }

    private @Nullable FindingId idIn(AssetClass other) {
      return switch (finding) {
        case VulnerabilityFinding flaw -> flaw.idIn(other);
        case InspectionFinding seen -> seen.idIn(other);
        case ConditionFinding _, GapFinding _ -> null;
      };
    }
  }
}
