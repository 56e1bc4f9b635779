package dev.seaworthy.inspection.secret;

/// Bytes as text, one character each, that may be looked at only so often: expressions are run over
/// foreign bytes, and none may take time without end.
final class ByteText implements CharSequence {

  /// Told when the bytes were looked at too often.
  static final class SpentException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SpentException() {
      super("an expression took too long", null, false, false);
    }
  }

  private final byte[] bytes;
  private int length;
  private int left;

  /// @param bytes may change; matchers are reset before each use
  ByteText(byte[] bytes) {
    this.bytes = bytes;
  }

  /// From now on the first bytes count, and may be looked at so often.
  void use(int newLength, int looks) {
    length = newLength;
    left = looks;
  }

  /// Counts looks that were taken past this text.
  void take(int looks) {
    left -= looks;
    if (left < 0) {
      throw new SpentException();
    }
  }

  /// How often it may be looked at still.
  int left() {
    return Math.max(0, left);
  }

  @Override
  public int length() {
    return length;
  }

  @Override
  public char charAt(int index) {
    if (--left < 0) {
      throw new SpentException();
    }
    return (char) (bytes[index] & 0xff);
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return text(start, end);
  }

  /// A part as text.
  String text(int start, int end) {
    return new String(bytes, start, end - start, java.nio.charset.StandardCharsets.ISO_8859_1);
  }

  @Override
  public String toString() {
    return text(0, length);
  }
}
