package dev.seaworthy.inspection.hardening.check;

import dev.seaworthy.inspection.InspectionRule;
import dev.seaworthy.inspection.Observation;
import java.util.List;

/// What a check came to for an image.
///
/// @param rule the check's rule, with the rating that the profile gives it
/// @param reason why it doesn't apply or was not checked; empty otherwise
/// @param observations what failed, sorted; also what would have, had not a purpose statement
///   excused it: then its rating is none
public record CheckResult(
    InspectionRule rule, Outcome outcome, String reason, List<Observation> observations)
    implements Comparable<CheckResult> {

  public CheckResult {
    observations = observations.stream().sorted().distinct().toList();
  }

  /// The check's id.
  public String id() {
    return rule.id();
  }

  @Override
  public int compareTo(CheckResult other) {
    return rule.compareTo(other.rule);
  }
}
