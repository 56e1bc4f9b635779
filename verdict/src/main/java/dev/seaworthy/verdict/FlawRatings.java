package dev.seaworthy.verdict;

import dev.seaworthy.advisory.Severity;
import dev.seaworthy.rulebook.rating.Assessment;
import dev.seaworthy.rulebook.rating.FlawRating;
import dev.seaworthy.rulebook.rating.Rater;
import dev.seaworthy.rulebook.rating.RatingRule;
import java.util.Collection;
import java.util.List;

/// Rates flaws by a policy's rule and, to be shown beside it, by every other rulebook's. For one
/// thread.
public final class FlawRatings {

  private final Rater rater;
  private final List<Rater> others;

  /// By every rule that comes with the program, in a fixed order.
  public static List<FlawRating> byEveryRule(Collection<Severity> severities) {
    List<Assessment> assessments = assessments(severities);
    return RatingRule.builtIn().stream().map(rule -> new Rater(rule).rate(assessments)).toList();
  }

  FlawRatings(Policy policy) {
    this.rater = new Rater(policy.ratingRule());
    this.others =
        RatingRule.builtIn().stream()
            .filter(rule -> !rule.reference().equals(policy.ratingRule().reference()))
            .map(Rater::new)
            .toList();
  }

  /// By the policy's rule.
  FlawRating rate(Collection<Severity> severities) {
    return rater.rate(assessments(severities));
  }

  /// By the other rules, in their order.
  List<FlawRating> rateByOthers(Collection<Severity> severities) {
    List<Assessment> assessments = assessments(severities);
    return others.stream().map(other -> other.rate(assessments)).toList();
  }

  private static List<Assessment> assessments(Collection<Severity> severities) {
    return severities.stream()
        .map(severity -> new Assessment(severity.kind(), severity.value(), severity.by()))
        .toList();
  }
}
