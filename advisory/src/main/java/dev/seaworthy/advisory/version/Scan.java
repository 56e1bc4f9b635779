package dev.seaworthy.advisory.version;

/// The character classes of versions, which are ASCII whatever the locale.
final class Scan {

  private Scan() {}

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  static boolean isLetter(char c) {
    return isLowerCase(c) || isUpperCase(c);
  }

  static boolean isLowerCase(char c) {
    return c >= 'a' && c <= 'z';
  }

  static boolean isUpperCase(char c) {
    return c >= 'A' && c <= 'Z';
  }

  static boolean isAlphanumeric(char c) {
    return isDigit(c) || isLetter(c);
  }

  /// Where the digits end that begin at `from`.
  static int digitsEnd(String text, int from) {
    int i = from;
    while (i < text.length() && isDigit(text.charAt(i))) {
      i++;
    }
    return i;
  }

  /// Where the letters end that begin at `from`.
  static int lettersEnd(String text, int from) {
    int i = from;
    while (i < text.length() && isLetter(text.charAt(i))) {
      i++;
    }
    return i;
  }

  /// Whether the whole range is digits, and at least one.
  static boolean isNumber(String text, int from, int to) {
    return from < to && digitsEnd(text, from) >= to;
  }

  /// Where `c` next stands at or after `from`, else the end of the text.
  static int next(String text, char c, int from) {
    int place = text.indexOf(c, from);
    return place < 0 ? text.length() : place;
  }

  /// Lower case of ASCII letters alone.
  static String toLowerCase(String text) {
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      out.append(isUpperCase(c) ? (char) (c + ('a' - 'A')) : c);
    }
    return out.toString();
  }
}
