package dev.seaworthy.verdict.policy;

/// A pattern for names with slashes: `*` stands for anything but a slash, `**` for anything, all
/// else for itself.
///
/// @param text as it is written
public record Glob(String text) {

  /// Whether it fits the whole of a name. Takes time in proportion to the product of both lengths.
  public boolean fits(String name) {
    boolean[] reached = new boolean[name.length() + 1];
    reached[0] = true;
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) != '*') {
        step(reached, name, text.charAt(i));
        continue;
      }
      boolean isAny = i + 1 < text.length() && text.charAt(i + 1) == '*';
      i += isAny ? 1 : 0;
      for (int at = 0; at < name.length(); at++) {
        reached[at + 1] |= reached[at] && (isAny || name.charAt(at) != '/');
      }
    }
    return reached[name.length()];
  }

  private static void step(boolean[] reached, String name, char expected) {
    for (int at = name.length(); at > 0; at--) {
      reached[at] = reached[at - 1] && name.charAt(at - 1) == expected;
    }
    reached[0] = false;
  }

  @Override
  public String toString() {
    return text;
  }
}
