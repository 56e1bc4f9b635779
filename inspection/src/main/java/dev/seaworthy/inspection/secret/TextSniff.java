package dev.seaworthy.inspection.secret;

/// Tells whether a content is text: whether its first bytes hold no NUL. Longer runs of zeros don't
/// count, since logs and the like have holes.
final class TextSniff {

  /// How many bytes beside the holes tell.
  private static final int BYTES = 8 << 10;

  /// From so many zeros on they are a hole.
  private static final int HOLE_BYTES = 512;

  private int seen;
  private long zeros;
  private boolean isText;
  private boolean isDecided;

  void begin() {
    seen = 0;
    zeros = 0;
    isText = true;
    isDecided = false;
  }

  /// The next bytes.
  void look(byte[] bytes, int offset, int length) {
    for (int at = offset; at < offset + length && !isDecided; at++) {
      if (bytes[at] == 0) {
        zeros++;
      } else {
        endZeros();
        seen++;
        isDecided |= seen == BYTES;
      }
    }
  }

  /// So many zeros come next.
  void skip(long count) {
    zeros += count;
  }

  void end() {
    endZeros();
    isDecided = true;
  }

  private void endZeros() {
    if (!isDecided && zeros > 0 && zeros < HOLE_BYTES) {
      isText = false;
      isDecided = true;
    }
    zeros = 0;
  }

  /// Whether it is text, as far as is known.
  boolean isText() {
    return isText;
  }
}
