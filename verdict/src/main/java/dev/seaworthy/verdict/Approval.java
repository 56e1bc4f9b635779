package dev.seaworthy.verdict;

import dev.seaworthy.verdict.policy.DeadlineRule;

/// Whose word makes a deviation count.
public enum Approval {
  /// The authorising official's, whose decision is on record; a second person's endorsement leaves
  /// it pending.
  OFFICIAL,
  /// A second person's.
  SECOND_PERSON;

  /// Whose word a policy asks for: policies with FedRAMP's deadlines ask for the official's.
  public static Approval of(Policy policy) {
    return policy.deadlines().stream().anyMatch(Approval::isOfOfficial) ? OFFICIAL : SECOND_PERSON;
  }

  private static boolean isOfOfficial(DeadlineRule rule) {
    return switch (rule) {
      case DeadlineRule.ByRating _, DeadlineRule.ByResponse _ -> true;
      case DeadlineRule.ByDirective _, DeadlineRule.ByExposure _ -> false;
    };
  }
}
