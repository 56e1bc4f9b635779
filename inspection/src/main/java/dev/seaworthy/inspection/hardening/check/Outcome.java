package dev.seaworthy.inspection.hardening.check;

import java.util.Locale;

/// What a check came to. Only the first is good news.
public enum Outcome {
  /// It was looked at, and all is well.
  PASS,
  /// It was looked at, and at least one condition of the check holds.
  FAIL,
  /// The image has nothing that the check speaks of.
  NOT_APPLICABLE,
  /// It could not be looked at. Never to be taken for a pass.
  NOT_CHECKED;

  /// The word in reports, such as `not-checked`.
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
