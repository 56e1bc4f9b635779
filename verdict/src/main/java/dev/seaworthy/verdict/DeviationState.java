package dev.seaworthy.verdict;

import java.util.Locale;

/// Where a deviation stands. Only an approved one gives relief.
public enum DeviationState {
  PENDING,
  APPROVED,
  REJECTED,
  WITHDRAWN,
  EXPIRED;

  /// The word in reports.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
