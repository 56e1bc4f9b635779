package dev.seaworthy.verdict;

/// Something that a person did in a pipeline. FedRAMP's requirements for containers (requirement 2)
/// leave room for manual steps in no automated process but for deliberate review of quality, so
/// each needs the reason and who reviewed.
///
/// @param what was done
/// @param reason why it was a review of quality, or empty
/// @param reviewer who did it, or empty
public record ManualStep(String what, String reason, String reviewer) {

  private static final int CHARS_MAX = 1_000;

  public ManualStep {
    if (what.isBlank()) {
      throw new IllegalArgumentException("a manual step of nothing");
    }
    if (Math.max(what.length(), Math.max(reason.length(), reviewer.length())) > CHARS_MAX) {
      throw new IllegalArgumentException("longer than %s characters".formatted(CHARS_MAX));
    }
  }

  /// Whether its review is on record.
  boolean isReviewed() {
    return !reason.isBlank() && !reviewer.isBlank();
  }
}
