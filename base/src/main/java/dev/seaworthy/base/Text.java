package dev.seaworthy.base;

import java.util.Locale;

/// Makes foreign text safe to show to a person.
public final class Text {

  private Text() {}

  /// At most `charsMax` characters of the text, with an ellipsis where it was cut, and every
  /// control, format or bidirectional character written as `\\u....` so that a terminal or a log
  /// can't be fooled.
  public static String shorten(String text, int charsMax) {
    StringBuilder out = new StringBuilder(Math.min(text.length(), charsMax) + 1);
    int i = 0;
    while (i < text.length() && out.length() < charsMax) {
      int codePoint = text.codePointAt(i);
      appendVisible(out, codePoint);
      i += Character.charCount(codePoint);
    }
    if (i < text.length()) {
      out.append('…');
    }
    return out.toString();
  }

  /// The whole text with control, format and bidirectional characters written as `\\u....`.
  public static String visible(String text) {
    return shorten(text, Integer.MAX_VALUE);
  }

  /// A whole number for people, its thousands set apart as in `11,534,336`, whatever the locale.
  public static String grouped(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private static void appendVisible(StringBuilder out, int codePoint) {
    int type = Character.getType(codePoint);
    boolean hidden =
        type == Character.CONTROL
            || type == Character.FORMAT
            || type == Character.SURROGATE
            || type == Character.LINE_SEPARATOR
            || type == Character.PARAGRAPH_SEPARATOR
            || type == Character.UNASSIGNED;
    if (!hidden) {
      out.appendCodePoint(codePoint);
      return;
    }
    for (char unit : Character.toChars(codePoint)) {
      out.append("\\u");
      String hex = Integer.toHexString(unit);
      out.repeat('0', 4 - hex.length()).append(hex);
    }
  }
}
