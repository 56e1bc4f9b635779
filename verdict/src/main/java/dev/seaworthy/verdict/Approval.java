package dev.seaworthy.verdict;

/// Whose word makes a deviation count.
public enum Approval {
  /// The authorising official's, whose decision is on record; a second person's endorsement leaves
  /// it pending.
  OFFICIAL,
  /// A second person's.
  SECOND_PERSON;

  /// Whose word a policy asks for: policies with FedRAMP's deadlines ask for the official's.
  public static Approval of(Policy policy) {
    return policy.deadlinesOrNull() == null ? SECOND_PERSON : OFFICIAL;
  }
}
