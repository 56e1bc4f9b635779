package dev.seaworthy.verdict;

import dev.seaworthy.advisory.Match;
import dev.seaworthy.rulebook.Rating;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Whether an image may sail, and why.
///
/// @param inTheWay the findings that refuse it, what to fix first at the top
/// @param others the findings that don't, in the same order
/// @param obligations by when the open findings must be gone, the earliest first; empty where the
///   policy has no deadlines
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
    Map<FindingId, Relief> reliefs,
    List<DeviationNote> notes,
    List<Match> notAffected) {

  public Verdict {
    inTheWay = List.copyOf(inTheWay);
    others = List.copyOf(others);
    obligations = List.copyOf(obligations);
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
  /// image) always refuses.
  public static Verdict decide(Survey survey, Policy policy) {
    Findings findings = Findings.of(survey, policy);
    Reliefs reliefs = Reliefs.of(survey, policy, findings.all());
    List<Obligation> obligations = Obligations.of(survey, policy, findings.all(), reliefs);
    Set<FindingId> late =
        obligations.stream()
            .filter(obligation -> obligation.deadline().isLate(survey.surveyedAt()))
            .map(Obligation::finding)
            .collect(Collectors.toSet());
    List<Finding> inTheWay = new ArrayList<>();
    List<Finding> others = new ArrayList<>();
    for (Finding finding : findings.all()) {
      boolean isRefused =
          refuses(finding, policy, reliefs.of(finding.id()).orElse(null))
              || late.contains(finding.id());
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
        reliefs.byFinding(),
        reliefs.notes(),
        findings.notAffected());
  }

  private static Outcome outcome(List<Finding> inTheWay, Reliefs reliefs) {
    if (!inTheWay.isEmpty()) {
      return Outcome.REFUSED;
    }
    return reliefs.byFinding().isEmpty() ? Outcome.CLEARED : Outcome.CLEARED_WITH_DEVIATIONS;
  }

  /// A flaw that is known to be exploited refuses whatever it is rated, unless it isn't there.
  private static boolean refuses(Finding finding, Policy policy, @Nullable Relief relief) {
    if (relief != null && relief.isClosed()) {
      return false;
    }
    boolean isExcused = relief != null && relief.isExcused();
    return switch (finding) {
      case VulnerabilityFinding flaw ->
          (!isExcused && policy.refuses(rating(relief, flaw.effective()), flaw.standing()))
              || policy.refusesKnownExploited(flaw);
      case InspectionFinding seen ->
          !isExcused && policy.refuses(seen.subject(), rating(relief, seen.rating()));
      case ConditionFinding condition -> condition.condition().refuses();
      case GapFinding _ -> true;
    };
  }

  private static Rating rating(@Nullable Relief relief, Rating original) {
    return relief == null ? original : relief.rating(original);
  }

  /// Every finding, those in the way first.
  public Stream<Finding> findings() {
    return Stream.concat(inTheWay.stream(), others.stream());
  }
}
