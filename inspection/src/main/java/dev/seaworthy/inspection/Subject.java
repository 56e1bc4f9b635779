package dev.seaworthy.inspection;

import java.util.Locale;

/// What an observation is about.
public enum Subject {
  SECRET("secrets"),
  MALWARE("malware"),
  CHECK("failed checks");

  private final String words;

  Subject(String words) {
    this.words = words;
  }

  /// For sentences: several of them.
  public String words() {
    return words;
  }

  /// The word in reports, in lower case.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
