package dev.seaworthy.inspection.dockerfile;

/// A shell pattern with `*` and `?`; `\` takes the meaning from the next character. Follows all its
/// readings at once, so that no pattern takes longer than the product of the lengths.
final class Glob {

  /// More would not fit the set of readings.
  static final int CHARS_MAX = 60;

  private final char[] wanted = new char[CHARS_MAX];
  private final boolean[] isAny = new boolean[CHARS_MAX];
  private final boolean[] isStar = new boolean[CHARS_MAX];
  private int length;

  /// @param pattern of at most [#CHARS_MAX] characters
  Glob(String pattern) {
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      boolean isEscaped = c == '\\' && i + 1 < pattern.length();
      if (isEscaped) {
        i++;
        c = pattern.charAt(i);
      }
      wanted[length] = c;
      isAny[length] = c == '?' && !isEscaped;
      isStar[length] = c == '*' && !isEscaped;
      length++;
    }
  }

  boolean fits(String text) {
    return end(text, 0, true) == text.length();
  }

  /// Where the longest or the shortest part ends that begins here and fits; -1 if none does.
  int end(String text, int begin, boolean isLongest) {
    long readings = overStars(1);
    int found = isWhole(readings) ? begin : -1;
    for (int i = begin; i < text.length() && readings != 0; i++) {
      if (found >= 0 && !isLongest) {
        return found;
      }
      readings = next(readings, text.charAt(i));
      if (isWhole(readings)) {
        found = i + 1;
      }
    }
    return found;
  }

  private boolean isWhole(long readings) {
    return (readings >> length & 1) == 1;
  }

  private long next(long readings, char c) {
    long next = 0;
    for (int i = 0; i < length; i++) {
      if ((readings >> i & 1) == 1) {
        if (isStar[i]) {
          next |= 1L << i;
        } else if (isAny[i] || wanted[i] == c) {
          next |= 1L << (i + 1);
        }
      }
    }
    return overStars(next);
  }

  /// A star may stand for nothing.
  private long overStars(long readings) {
    long all = readings;
    for (int i = 0; i < length; i++) {
      if (isStar[i] && (all >> i & 1) == 1) {
        all |= 1L << (i + 1);
      }
    }
    return all;
  }
}
