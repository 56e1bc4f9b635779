package dev.seaworthy.rulebook.deadline;

import java.util.Locale;

/// Potential Agency Impact N-rating (FedRAMP Consolidated Rules for 2026): what a flaw could do to
/// the agencies that use the system.
public enum ImpactRating {
  /// Minimal.
  N1,
  /// Narrow.
  N2,
  /// Disruptive for one agency.
  N3,
  /// Debilitating for one, or disruptive for more than one.
  N4,
  /// Debilitating for more than one; what isn't known counts as this.
  N5;

  /// The word in documents, in lower case.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
