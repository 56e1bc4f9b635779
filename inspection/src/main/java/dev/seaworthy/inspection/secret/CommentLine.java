package dev.seaworthy.inspection.secret;

/// Tells lines of comments from others, as far as their first characters do.
final class CommentLine {

  /// How far back the line's beginning is looked for.
  private static final int LINE_MAX = 1 << 10;

  private CommentLine() {}

  /// Whether the line in which a place lies begins as comments do: `//`, `/*`, `*` or `#` with a
  /// blank behind it.
  static boolean holds(byte[] bytes, int place) {
    int start = place;
    while (start > 0 && place - start < LINE_MAX && bytes[start - 1] != '\n') {
      start--;
    }
    boolean isBeginning = start == 0 || bytes[start - 1] == '\n';
    while (start < place && (bytes[start] == ' ' || bytes[start] == '\t')) {
      start++;
    }
    if (!isBeginning || place - start < 2) {
      return false;
    }
    byte first = bytes[start];
    byte second = bytes[start + 1];
    boolean isBlank = second == ' ' || second == '\t';
    return switch (first) {
      case '/' -> second == '/' || second == '*';
      case '*' -> isBlank || second == '/' || second == '*';
      case '#' -> isBlank;
      default -> false;
    };
  }
}
