package dev.seaworthy.rulebook.deadline;

import java.util.Locale;

/// The classes of FedRAMP certifications under the Consolidated Rules for 2026; B, C and D are
/// about what Low, Moderate and High were.
public enum CertificationClass {
  A,
  B,
  C,
  D;

  /// The word in documents, in lower case.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
