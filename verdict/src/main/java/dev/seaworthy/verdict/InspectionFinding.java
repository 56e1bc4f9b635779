package dev.seaworthy.verdict;

import dev.seaworthy.inspection.InspectionRule;
import dev.seaworthy.inspection.Observation;
import dev.seaworthy.inspection.SeenContent;
import dev.seaworthy.inspection.Subject;
import dev.seaworthy.rulebook.Rating;
import java.util.List;

/// Something that an inspection saw: a secret, malware or a failed check.
///
/// @param observations of one rule, of which at least one; those that differ in their layer or in
///   the numbers of their path alone stand together, sorted
public record InspectionFinding(FindingId id, List<Observation> observations) implements Finding {

  public InspectionFinding {
    observations = observations.stream().sorted().toList();
    if (observations.isEmpty()) {
      throw new IllegalArgumentException("a finding of nothing");
    }
  }

  /// The rule that fits.
  public InspectionRule rule() {
    return observations.getFirst().rule();
  }

  /// What was looked for.
  public Subject subject() {
    return rule().subject();
  }

  /// How bad it is.
  public Rating rating() {
    return rule().rating();
  }

  /// On what content it rests: what people approved of another doesn't count for it. See
  /// [SeenContent].
  public List<String> contents() {
    return SeenContent.of(observations);
  }

  /// The id that the finding would have in another asset.
  FindingId idIn(AssetClass other) {
    return FindingId.ofObservation(other, observations.getFirst());
  }
}
