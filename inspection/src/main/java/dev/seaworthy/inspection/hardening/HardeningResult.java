package dev.seaworthy.inspection.hardening;

import dev.seaworthy.inspection.Inspection;
import dev.seaworthy.inspection.hardening.check.CheckResult;
import dev.seaworthy.inspection.hardening.check.Outcome;
import java.util.List;

/// How an image stands against a profile.
///
/// @param results of every check that the profile chooses, by id
/// @param inspection what failed, what a purpose statement excused, and what could not be checked
public record HardeningResult(Profile profile, List<CheckResult> results, Inspection inspection) {

  public HardeningResult {
    results = List.copyOf(results);
  }

  /// How many checks came to this.
  public long count(Outcome outcome) {
    return results.stream().filter(result -> result.outcome() == outcome).count();
  }
}
