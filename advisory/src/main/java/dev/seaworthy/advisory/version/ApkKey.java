package dev.seaworthy.advisory.version;

/// Alpine's order as apk-tools 3 has it: numbers between dots, one letter, suffixes such as `_rc1`,
/// a commit hash after `~`, a revision `-r1`. Where one version ends, a suffix that means
/// pre-release puts the other before it, anything else after it. A text that apk calls invalid is
/// read as far as apk reads it: real advisories have such texts, and most are decided before the
/// flaw.
final class ApkKey {

  private static final int PRE_RELEASE = 1;
  private static final int END = 2;
  private static final int REVISION = 3;
  private static final int HASH = 4;
  private static final int SUFFIX_NUMBER = 5;
  private static final int POST_RELEASE = 6;
  private static final int LETTER = 7;
  private static final int NUMBER = 8;

  private static final int LEADING_ZERO = 1;
  private static final int NO_LEADING_ZERO = 2;

  private final String text;
  private final SortKey key;
  private int place;

  private ApkKey(String text, SortKey key) {
    this.text = text;
    this.key = key;
  }

  static boolean write(String text, SortKey key) {
    return new ApkKey(text, key).write();
  }

  private boolean write() {
    if (!Scan.isDigit(text.charAt(0))) {
      return key.refuse("it doesn't begin with a digit");
    }
    return (numbers() && letter() && suffixes() && hash() && revision() && end()) || key.breakOff();
  }

  private boolean numbers() {
    number();
    while (at('.')) {
      place++;
      if (!atDigit()) {
        return key.refuse("no number follows a dot");
      }
      numberAfterDot();
    }
    return true;
  }

  private boolean letter() {
    if (place < text.length() && Scan.isLowerCase(text.charAt(place))) {
      key.mark(LETTER);
      key.mark(text.charAt(place++));
    }
    return true;
  }

  /// A number with a leading zero is a decimal fraction's digits, so it is compared as text.
  private void numberAfterDot() {
    key.mark(NUMBER);
    if (at('0')) {
      int end = Scan.digitsEnd(text, place);
      key.mark(LEADING_ZERO);
      key.text(text, place, end);
      place = end;
    } else {
      key.mark(NO_LEADING_ZERO);
      number();
    }
  }

  private boolean suffixes() {
    while (at('_')) {
      int from = place + 1;
      int end = from;
      while (end < text.length() && Scan.isLowerCase(text.charAt(end))) {
        end++;
      }
      int rank = rank(text.substring(from, end));
      if (rank == 0) {
        return key.refuse("apk knows no such suffix");
      }
      place = end;
      key.mark(rank < rank("cvs") ? PRE_RELEASE : POST_RELEASE);
      key.mark(rank);
      if (atDigit()) {
        key.mark(SUFFIX_NUMBER);
        number();
      }
    }
    return true;
  }

  private boolean hash() {
    if (at('~')) {
      int from = ++place;
      while (place < text.length() && isLowerHex(text.charAt(place))) {
        place++;
      }
      if (place == from) {
        return key.refuse("no commit hash follows the tilde");
      }
      key.mark(HASH);
      key.text(text, from, place);
    }
    return true;
  }

  private boolean revision() {
    if (text.startsWith("-r", place)) {
      place += 2;
      if (!atDigit()) {
        return key.refuse("no number follows -r");
      }
      key.mark(REVISION);
      number();
    }
    return true;
  }

  private boolean end() {
    if (place < text.length()) {
      return key.refuse("apk doesn't allow what stands at character " + (place + 1));
    }
    key.mark(END);
    return true;
  }

  private void number() {
    int end = Scan.digitsEnd(text, place);
    key.number(text, place, end);
    place = end;
  }

  private boolean at(char c) {
    return place < text.length() && text.charAt(place) == c;
  }

  private boolean atDigit() {
    return place < text.length() && Scan.isDigit(text.charAt(place));
  }

  private static boolean isLowerHex(char c) {
    return Scan.isDigit(c) || (c >= 'a' && c <= 'f');
  }

  private static int rank(String suffix) {
    return switch (suffix) {
      case "alpha" -> 1;
      case "beta" -> 2;
      case "pre" -> 3;
      case "rc" -> 4;
      case "cvs" -> 5;
      case "svn" -> 6;
      case "git" -> 7;
      case "hg" -> 8;
      case "p" -> 9;
      default -> 0;
    };
  }
}
