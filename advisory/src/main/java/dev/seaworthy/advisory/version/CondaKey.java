package dev.seaworthy.advisory.version;

/// conda's order (`conda.models.version.VersionOrder`): epoch, components between dots and
/// underscores, each a run of numbers and words that begins with a number; words before numbers,
/// `dev` before other words, `post` after all numbers, missing parts as zeros; then the local
/// version alike.
final class CondaKey {

  private static final int NUMBER = 1;
  private static final int INFINITY = 2;

  private CondaKey() {}

  static boolean write(String text, SortKey key) {
    String version = Scan.toLowerCase(text);
    if (version.indexOf('_') < 0) {
      version = version.replace('-', '_');
    }
    for (int i = 0; i < version.length(); i++) {
      char c = version.charAt(i);
      if (!Scan.isAlphanumeric(c) && ".*+!_".indexOf(c) < 0) {
        return key.refuse("conda doesn't allow what stands at character " + (i + 1));
      }
    }
    int mark = version.indexOf('!');
    boolean isBadEpoch = mark >= 0 && !Scan.isNumber(version, 0, mark);
    if (isBadEpoch || version.indexOf('!', mark + 1) >= 0) {
      return key.refuse("its epoch is not one number");
    }
    int plus = version.indexOf('+', mark + 1);
    if (plus >= 0 && version.indexOf('+', plus + 1) >= 0) {
      return key.refuse("it has two local versions");
    }
    String main = version.substring(mark + 1, plus < 0 ? version.length() : plus);
    key.number(version, 0, Math.max(mark, 0));
    if (!components(main, true, key)) {
      return false;
    }
    if (plus < 0) {
      key.append(new PaddedSequence().finish());
      return true;
    }
    return components(version.substring(plus + 1), false, key);
  }

  /// An underscore at the very end of the main version belongs to the last component.
  private static boolean components(String text, boolean isMain, SortKey key) {
    PaddedSequence sequence = new PaddedSequence();
    int from = 0;
    do {
      int to = from;
      while (to < text.length() && !isSeparator(text, to, isMain)) {
        to++;
      }
      if (to == from) {
        return key.refuse("one of its components is empty");
      }
      PaddedSequence component = component(text, from, to);
      int sign = component.sign();
      if (sign == 0) {
        sequence.addZero();
      } else if (sign < 0) {
        sequence.addNegative(component.finish());
      } else {
        sequence.addPositive(component.finish());
      }
      from = to + 1;
    } while (from <= text.length());
    key.append(sequence.finish());
    return true;
  }

  private static boolean isSeparator(String text, int place, boolean isMain) {
    char c = text.charAt(place);
    return c == '.' || (c == '_' && !(isMain && place == text.length() - 1));
  }

  private static PaddedSequence component(String text, int from, int to) {
    PaddedSequence parts = new PaddedSequence();
    if (!Scan.isDigit(text.charAt(from))) {
      parts.addZero();
    }
    int place = from;
    while (place < to) {
      int end = place + 1;
      while (end < to && kind(text.charAt(end)) == kind(text.charAt(place))) {
        end++;
      }
      part(text.substring(place, end), parts);
      place = end;
    }
    return parts;
  }

  private static int kind(char c) {
    if (Scan.isDigit(c)) {
      return 0;
    }
    return c == '*' ? 1 : 2;
  }

  private static void part(String part, PaddedSequence parts) {
    SortKey key = new SortKey();
    if (part.equals("post")) {
      key.mark(INFINITY);
      parts.addPositive(key);
    } else if (!Scan.isDigit(part.charAt(0))) {
      // Upper case puts it before every other word, after a star.
      String word = part.equals("dev") ? "DEV" : part;
      key.text(word, 0, word.length());
      parts.addNegative(key);
    } else {
      key.mark(NUMBER);
      key.number(part, 0, part.length());
      if (part.chars().allMatch(c -> c == '0')) {
        parts.addZero();
      } else {
        parts.addPositive(key);
      }
    }
  }
}
