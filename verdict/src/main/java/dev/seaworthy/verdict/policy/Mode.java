package dev.seaworthy.verdict.policy;

import java.util.Locale;

/// What comes of a refusal.
public enum Mode {
  /// It ends the pipeline.
  ENFORCE,
  /// It is told, and the pipeline goes on. The verdict is the same, and so is the certificate.
  ADVISE;

  /// The word in policies.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
