package dev.seaworthy.verdict;

import dev.seaworthy.advisory.Match;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// Whether an image may sail, and why.
///
/// @param inTheWay the findings that refuse it, what to fix first at the top
/// @param others the findings that don't, in the same order
/// @param notAffected what the sources deny, where no finding already holds it; sorted
public record Verdict(
    Outcome outcome,
    Policy policy,
    AssetClass asset,
    Instant surveyedAt,
    List<Finding> inTheWay,
    List<Finding> others,
    List<Match> notAffected) {

  public Verdict {
    inTheWay = List.copyOf(inTheWay);
    others = List.copyOf(others);
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

  /// Decides. Vulnerabilities and what inspections saw refuse by the policy; whatever keeps the
  /// scan from being complete (a gap, most conditions of the data or the image) always refuses.
  public static Verdict decide(Survey survey, Policy policy) {
    Findings findings = Findings.of(survey, policy);
    List<Finding> inTheWay =
        findings.all().stream().filter(finding -> refuses(finding, policy)).toList();
    List<Finding> others =
        findings.all().stream().filter(finding -> !refuses(finding, policy)).toList();
    return new Verdict(
        inTheWay.isEmpty() ? Outcome.CLEARED : Outcome.REFUSED,
        policy,
        survey.asset(),
        survey.surveyedAt(),
        inTheWay,
        others,
        findings.notAffected());
  }

  private static boolean refuses(Finding finding, Policy policy) {
    return switch (finding) {
      case VulnerabilityFinding vulnerability ->
          policy.refuses(vulnerability.effective(), vulnerability.standing());
      case InspectionFinding seen -> policy.refuses(seen.subject(), seen.rating());
      case ConditionFinding condition -> condition.condition().refuses();
      case GapFinding _ -> true;
    };
  }

  /// Every finding, those in the way first.
  public Stream<Finding> findings() {
    return Stream.concat(inTheWay.stream(), others.stream());
  }
}
