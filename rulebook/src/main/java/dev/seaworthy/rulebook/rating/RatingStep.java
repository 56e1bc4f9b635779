package dev.seaworthy.rulebook.rating;

import java.util.List;

/// One of the statements that a rule looks for, in its order.
///
/// @param basis what a rating by it is called, such as `nvd-cvss-v3`
/// @param method how it becomes a rating
/// @param kind of the assessments that it takes
/// @param by whose assessments it takes; empty for anybody's
public record RatingStep(String basis, Method method, String kind, List<String> by) {
  public RatingStep {
    by = List.copyOf(by);
  }

  /// How an assessment becomes a rating.
  public enum Method {
    /// The band of the base score.
    SCORE,
    /// The rule's reading of the source's word.
    WORD,
    /// The technical grade of GB/T 30279-2020, computed from the vector.
    GBT_TECHNICAL
  }

  /// Whether it takes an assessment of this kind by this rater.
  boolean takes(String kind, String rater) {
    return this.kind.equals(kind) && (by.isEmpty() || by.contains(rater));
  }
}
