package dev.seaworthy.advisory.version;

import java.util.Arrays;

/// Writes a version as bytes whose unsigned lexicographic order is the ecosystem's order. A scheme
/// whose versions can be written so is a total order by construction, and a comparison is one
/// vectorised search for the first difference.
///
/// Every piece is self-delimiting: no piece is a proper prefix of another that may stand at the
/// same place.
final class SortKey {

  /// What is known of how the key goes on.
  enum End {
    /// It doesn't.
    CLOSED,
    /// In every way.
    SEVERAL,
    /// Nothing.
    BROKEN
  }

  private static final int LONG_NUMBER = 0xFF;

  private byte[] bytes = new byte[48];
  private int length;
  private End end = End.CLOSED;
  private String refusal = "";

  /// A byte that ranks what may stand at this place, 0 to 255.
  void mark(int rank) {
    if (length == bytes.length) {
      bytes = Arrays.copyOf(bytes, length * 2);
    }
    bytes[length++] = (byte) rank;
  }

  /// Two bytes, 0 to 65535.
  void wideMark(int rank) {
    mark(rank >>> 8);
    mark(rank & 0xFF);
  }

  /// The decimal number that stands in `text` from `from` to `to`, of any size, by value; nothing
  /// at all counts as zero.
  void number(String text, int from, int to) {
    int start = from;
    while (start < to && text.charAt(start) == '0') {
      start++;
    }
    int digits = to - start;
    if (digits < LONG_NUMBER) {
      mark(digits);
    } else {
      mark(LONG_NUMBER);
      wideMark(digits);
    }
    for (int i = start; i < to; i++) {
      mark(text.charAt(i));
    }
  }

  /// The number zero.
  void zero() {
    mark(0);
  }

  /// ASCII characters by their codes; a text comes before the longer ones that it begins.
  void text(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      mark(text.charAt(i) + 1);
    }
    mark(0);
  }

  /// Bytes written by another key.
  void append(SortKey other) {
    for (int i = 0; i < other.length; i++) {
      mark(other.bytes[i]);
    }
  }

  /// Says that the version stands for any of those that continue this key: those are neither before
  /// nor after it, all others are.
  void leaveOpen() {
    end = End.SEVERAL;
  }

  /// Says that the text is no version, and why. Always false, to be returned by who writes the key.
  boolean refuse(String reason) {
    refusal = reason;
    return false;
  }

  /// Says that the text that was refused is no version only from there on: what was written so far
  /// orders it where others differ within it. Always true, to be returned by who writes the key.
  boolean breakOff() {
    end = End.BROKEN;
    return true;
  }

  End end() {
    return end;
  }

  String refusal() {
    return refusal;
  }

  byte[] toBytes() {
    return Arrays.copyOf(bytes, length);
  }
}
