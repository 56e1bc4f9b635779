package dev.seaworthy.inspection.dockerfile;

/// White space as BuildKit sees it: Unicode's property White_Space, as Go has it.
final class Blank {

  private Blank() {}

  static boolean is(char c) {
    return switch (c) {
      case '\t', '\n', '\u000B', '\f', '\r', ' ', '\u0085', '\u00A0' -> true;
      default -> c > 0xFF && (Character.isSpaceChar(c) && c != '\u200B');
    };
  }

  /// Which of these part an instruction from its arguments, and a list's items.
  static boolean parts(char c) {
    return c == ' ' || c == '\t' || c == '\u000B' || c == '\f' || c == '\r';
  }

  static String stripLeading(String text) {
    int begin = 0;
    while (begin < text.length() && is(text.charAt(begin))) {
      begin++;
    }
    return text.substring(begin);
  }
}
