package dev.seaworthy.verdict;

import dev.seaworthy.advisory.Match;
import dev.seaworthy.inspection.Subject;
import dev.seaworthy.rulebook.Rating;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Whether an image may sail, and why.
///
/// @param inTheWay the findings that refuse it, what to fix first at the top
/// @param others the findings that don't, in the same order
/// @param obligations by when the open findings must be gone, the earliest first; empty where the
///   policy has no deadlines
/// @param firstDetected when each finding with a rating was first seen
/// @param reliefs what deviations change, by finding
/// @param notes which deviations give no relief, and why; sorted
/// @param notAffected what the sources deny, where no finding already holds it; sorted
public record Verdict(
    Outcome outcome,
    Policy policy,
    AssetClass asset,
    Instant surveyedAt,
    List<Finding> inTheWay,
    List<Finding> others,
    List<Obligation> obligations,
    Map<FindingId, Instant> firstDetected,
    Map<FindingId, Relief> reliefs,
    List<DeviationNote> notes,
    List<Match> notAffected) {

  public Verdict {
    inTheWay = List.copyOf(inTheWay);
    others = List.copyOf(others);
    obligations = List.copyOf(obligations);
    firstDetected = Map.copyOf(firstDetected);
    reliefs = Map.copyOf(reliefs);
    notes = List.copyOf(notes);
    notAffected = List.copyOf(notAffected);
    if (inTheWay.isEmpty() == (outcome == Outcome.REFUSED)) {
      throw new IllegalArgumentException(
          outcome + " with " + inTheWay.size() + " findings in the way");
    }
  }

  /// The three answers.
  public enum Outcome {
    CLEARED,
    /// Cleared only thanks to deviations that someone approved.
    CLEARED_WITH_DEVIATIONS,
    REFUSED;

    /// The word in reports and certificates, such as `cleared-with-deviations`.
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /// Decides. A missed deadline refuses. Vulnerabilities and what inspections saw refuse by the
  /// policy; whatever keeps the scan from being complete (a gap, most conditions of the data or the
  /// image) always refuses. Where the policy allows to replace an image by one that isn't worse, a
  /// rating alone doesn't refuse what was open in the image before.
  public static Verdict decide(Survey survey, Policy policy) {
    Findings findings = Findings.of(survey, policy);
    Reliefs reliefs = Reliefs.of(survey, policy, findings.all());
    List<Obligation> obligations = Obligations.of(survey, policy, findings.all(), reliefs);
    Set<FindingId> late =
        obligations.stream()
            .filter(obligation -> obligation.deadline().isLate(survey.surveyedAt()))
            .map(Obligation::finding)
            .collect(Collectors.toSet());
    Set<FindingId> tolerated = tolerated(survey, policy, findings.all(), reliefs);
    List<Finding> inTheWay = new ArrayList<>();
    List<Finding> others = new ArrayList<>();
    for (Finding finding : findings.all()) {
      boolean isRefused =
          late.contains(finding.id())
              || refusesAtOnce(finding, survey, policy, reliefs)
              || (refusesByRating(finding, policy, reliefs) && !tolerated.contains(finding.id()));
      (isRefused ? inTheWay : others).add(finding);
    }
    return new Verdict(
        outcome(inTheWay, reliefs),
        policy,
        survey.asset(),
        survey.surveyedAt(),
        inTheWay,
        others,
        obligations,
        firstDetected(survey, findings.all()),
        reliefs.byFinding(),
        reliefs.notes(),
        findings.notAffected());
  }

  private static Map<FindingId, Instant> firstDetected(Survey survey, List<Finding> findings) {
    Map<FindingId, Instant> all = new HashMap<>();
    for (Finding finding : findings) {
      switch (finding) {
        case VulnerabilityFinding _, InspectionFinding _ ->
            all.put(finding.id(), survey.firstDetected(finding));
        case ConditionFinding _, GapFinding _ -> {
          // They have no clock.
        }
      }
    }
    return all;
  }

  private static Outcome outcome(List<Finding> inTheWay, Reliefs reliefs) {
    if (!inTheWay.isEmpty()) {
      return Outcome.REFUSED;
    }
    return reliefs.byFinding().isEmpty() ? Outcome.CLEARED : Outcome.CLEARED_WITH_DEVIATIONS;
  }

  /// By its rating; the policy may tolerate it in an image that isn't worse than the one before.
  private static boolean refusesByRating(Finding finding, Policy policy, Reliefs reliefs) {
    Optional<Relief> relief = reliefs.of(finding.id());
    if (relief.filter(each -> each.isClosed() || each.isExcused()).isPresent()) {
      return false;
    }
    return switch (finding) {
      case VulnerabilityFinding flaw ->
          policy.refuses(rating(relief, flaw.effective()), flaw.standing());
      case InspectionFinding seen -> policy.refuses(seen.subject(), rating(relief, seen.rating()));
      case ConditionFinding _, GapFinding _ -> false;
    };
  }

  private static Rating rating(Optional<Relief> relief, Rating original) {
    return relief.map(each -> each.rating(original)).orElse(original);
  }

  /// Whatever the image before was, and whatever it is rated; only what isn't there doesn't.
  private static boolean refusesAtOnce(
      Finding finding, Survey survey, Policy policy, Reliefs reliefs) {
    if (reliefs.of(finding.id()).filter(Relief::isClosed).isPresent()) {
      return false;
    }
    return switch (finding) {
      case VulnerabilityFinding flaw ->
          policy.refusesKnownExploited(flaw)
              && !(survey.circumstances().isInProduction() && hasCatalogueDate(flaw));
      case InspectionFinding seen ->
          seen.subject() == Subject.MALWARE && policy.refuses(seen.subject(), seen.rating());
      case ConditionFinding condition -> condition.condition().refuses();
      case GapFinding _ -> true;
    };
  }

  /// Whether CISA says by when it must be gone; then that deadline stands for the refusal.
  private static boolean hasCatalogueDate(VulnerabilityFinding flaw) {
    return FlawFacts.of(flaw.beside().enrichments()).dueOrNull() != null;
  }

  /// What refuses by its rating, if all of it was open in the image before; else nothing. An image
  /// that was never cleared excuses none: it isn't in production.
  private static Set<FindingId> tolerated(
      Survey survey, Policy policy, List<Finding> findings, Reliefs reliefs) {
    Circumstances.Predecessor before = survey.circumstances().predecessorOrNull();
    if (before == null || !before.isCleared() || !policy.demands().allowsNotWorse()) {
      return Set.of();
    }
    Set<FindingId> refused =
        findings.stream()
            .filter(finding -> refusesByRating(finding, policy, reliefs))
            .map(Finding::id)
            .collect(Collectors.toSet());
    return before.open().containsAll(refused) ? refused : Set.of();
  }

  /// Every finding, those in the way first.
  public Stream<Finding> findings() {
    return Stream.concat(inTheWay.stream(), others.stream());
  }
}
