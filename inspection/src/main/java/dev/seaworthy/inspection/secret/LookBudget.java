package dev.seaworthy.inspection.secret;

/// How often the expressions of all rules may look at the bytes of one content: often enough for
/// any honest file, and in proportion to its length, so that none made to keep a scanner busy can.
final class LookBudget {

  /// For one keyword. The largest honest match, a private key of 16 KiB, takes twice its length.
  private static final int KEYWORD_LOOKS = 1 << 18;

  /// For a content of any length.
  private static final long FREE_LOOKS = 1L << 24;

  /// How many more for each byte of it.
  private static final int BYTE_LOOKS = 32;

  private long left;
  private boolean isSpent;

  void begin() {
    left = FREE_LOOKS;
    isSpent = false;
  }

  /// The content has so many bytes more.
  void grow(long bytes) {
    left += BYTE_LOOKS * bytes;
  }

  /// How often may be looked for one keyword.
  int forKeyword() {
    return (int) Math.min(KEYWORD_LOOKS, left);
  }

  /// So many looks were taken.
  void take(long looks) {
    left -= looks;
    isSpent |= left <= 0;
  }

  /// Whether there is nothing left for what follows.
  boolean isSpent() {
    return isSpent;
  }
}
