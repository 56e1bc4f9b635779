package dev.seaworthy.inspection;

import java.util.Locale;

/// What an observation is about.
public enum Subject {
  SECRET,
  MALWARE,
  CHECK;

  /// The word in reports, in lower case.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
