package dev.seaworthy.image.walk;

import java.util.Arrays;

/// Turns the name of an entry into a normalised path: UTF-8 without leading slash, empty for the
/// root. Like the container runtimes it takes absolute names as relative to the root and resolves
/// `.` and `..` by the text alone, but never beyond the root.
///
/// Names that aren't UTF-8 stay apart from each other: a byte that isn't part of a character
/// becomes `\xNN`, and a backslash that stands before what looks like such an escape becomes
/// `\x5c`.
final class EntryPath {

  /// What a name turned out to be.
  enum Outcome {
    /// A path.
    FINE,
    /// It leads out of the root.
    CLIMBS,
    /// It has a NUL byte, which no file name can have.
    HAS_NUL,
    /// It is longer than the limit.
    TOO_LONG
  }

  private static final String HEX = "0123456789abcdef";

  private byte[] bytes = new byte[512];
  private int length;

  /// The path; valid up to [#length] and until the next call.
  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }

  /// Normalises a name.
  Outcome set(byte[] name, int lengthMax) {
    length = 0;
    if (name.length > lengthMax) {
      return Outcome.TOO_LONG;
    }
    if (bytes.length < name.length + 1) {
      bytes = new byte[name.length * 2];
    }
    boolean isPlain = true;
    int from = 0;
    while (from < name.length) {
      int to = from;
      while (to < name.length && name[to] != '/') {
        isPlain &= name[to] > 0 && name[to] != '\\';
        to++;
      }
      if (!append(name, from, to)) {
        return Outcome.CLIMBS;
      }
      from = to + 1;
    }
    return isPlain ? Outcome.FINE : escape();
  }

  /// @return false if the part leads out of the root
  private boolean append(byte[] name, int from, int to) {
    int own = to - from;
    if (own == 0 || (own == 1 && name[from] == '.')) {
      return true;
    }
    if (own == 2 && name[from] == '.' && name[from + 1] == '.') {
      if (length == 0) {
        return false;
      }
      length = Math.max(lastSlash(), 0);
      return true;
    }
    if (length > 0) {
      bytes[length++] = '/';
    }
    System.arraycopy(name, from, bytes, length, own);
    length += own;
    return true;
  }

  private Outcome escape() {
    byte[] raw = Arrays.copyOf(bytes, length);
    if (bytes.length < raw.length * 4) {
      bytes = new byte[raw.length * 4];
    }
    length = 0;
    int at = 0;
    while (at < raw.length) {
      int unit = raw[at];
      if (unit == 0) {
        return Outcome.HAS_NUL;
      }
      int own = unit > 0 ? 1 : characterLength(raw, at);
      if (own == 0 || (unit == '\\' && looksEscaped(raw, at))) {
        appendEscape(unit & 0xff);
        at++;
      } else {
        System.arraycopy(raw, at, bytes, length, own);
        length += own;
        at += own;
      }
    }
    return Outcome.FINE;
  }

  private void appendEscape(int unit) {
    bytes[length++] = '\\';
    bytes[length++] = 'x';
    bytes[length++] = (byte) HEX.charAt(unit >>> 4);
    bytes[length++] = (byte) HEX.charAt(unit & 15);
  }

  /// Whether what is written here could be one of our escapes, which are all of bytes from 0x80 on.
  private static boolean looksEscaped(byte[] raw, int at) {
    return at + 3 < raw.length
        && raw[at + 1] == 'x'
        && HEX.indexOf(raw[at + 2]) >= 8
        && HEX.indexOf(raw[at + 3]) >= 0;
  }

  /// How long the UTF-8 character is that begins here, or 0 if none does (RFC 3629).
  private static int characterLength(byte[] raw, int at) {
    int first = raw[at] & 0xff;
    int own = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
    if (first < 0xc2 || first > 0xf4 || at + own > raw.length) {
      return 0;
    }
    for (int i = 1; i < own; i++) {
      if ((raw[at + i] & 0xc0) != 0x80) {
        return 0;
      }
    }
    int second = raw[at + 1] & 0xff;
    boolean isOverlong = (first == 0xe0 && second < 0xa0) || (first == 0xf0 && second < 0x90);
    boolean isSurrogate = first == 0xed && second > 0x9f;
    boolean isBeyond = first == 0xf4 && second > 0x8f;
    return isOverlong || isSurrogate || isBeyond ? 0 : own;
  }

  private int lastSlash() {
    int at = length - 1;
    while (at >= 0 && bytes[at] != '/') {
      at--;
    }
    return at;
  }

  /// Where the last part begins.
  int nameStart() {
    return lastSlash() + 1;
  }
}
