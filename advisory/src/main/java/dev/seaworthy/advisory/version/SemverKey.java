package dev.seaworthy.advisory.version;

/// Semantic Versioning 2.0.0, clauses 9 to 11, and what its users do differently. A leading `v` is
/// forgiven, and a missing minor or patch number is 0, because advisories name bounds so.
enum SemverKey implements KeyedVersion.Writer {
  /// The specification's order; a leading zero makes a number invalid.
  PLAIN(false),
  /// As `golang.org/x/mod/semver`.
  GO(false),
  /// Build metadata orders too, and leading zeros are read over.
  PUB(true),
  /// A tag with a `v` and less than three numbers moves.
  GITHUB_ACTIONS(true),
  /// A lone number after the hyphen is the image's revision, and revision 0 is the release itself.
  BITNAMI(true);

  private static final int PRE_RELEASE = 1;
  private static final int RELEASE = 2;
  private static final int REVISION = 3;

  private static final int IDENTIFIERS_END = 1;
  private static final int NUMBER = 2;
  private static final int WORD = 3;

  private static final int NUMBERS = 3;

  private final boolean allowsLeadingZeros;

  SemverKey(boolean allowsLeadingZeros) {
    this.allowsLeadingZeros = allowsLeadingZeros;
  }

  @Override
  public boolean write(String text, SortKey key) {
    boolean hasPrefix = text.charAt(0) == 'v';
    int place = hasPrefix ? 1 : 0;
    int count = 0;
    while (true) {
      int end = Scan.digitsEnd(text, place);
      if (end == place) {
        return key.refuse("a number is missing at character " + (place + 1));
      }
      if (!allowsLeadingZeros && hasLeadingZero(text, place, end)) {
        return key.refuse("a number has a leading zero");
      }
      key.number(text, place, end);
      place = end;
      count++;
      if (place == text.length() || text.charAt(place) != '.') {
        break;
      }
      if (count == NUMBERS) {
        return key.refuse("it has more than three numbers");
      }
      place++;
    }
    if (this == GITHUB_ACTIONS && hasPrefix && count < NUMBERS && place == text.length()) {
      key.leaveOpen();
      return true;
    }
    for (; count < NUMBERS; count++) {
      key.zero();
    }
    return tail(text, place, key);
  }

  /// What follows the numbers: `-pre.release+build`, each optional.
  private boolean tail(String text, int from, SortKey key) {
    int place = from;
    if (place < text.length() && text.charAt(place) == '-') {
      int end = Scan.next(text, '+', place);
      if (!preRelease(text, place + 1, end, key)) {
        return false;
      }
      place = end;
    } else {
      key.mark(RELEASE);
    }
    if (place == text.length()) {
      if (this == PUB) {
        key.mark(IDENTIFIERS_END);
      }
      return true;
    }
    if (text.charAt(place) != '+') {
      return key.refuse("neither - nor + follows the numbers");
    }
    SortKey build = this == PUB ? key : new SortKey();
    return identifiers(text, place + 1, text.length(), true, build) || key.refuse(build.refusal());
  }

  private boolean preRelease(String text, int from, int to, SortKey key) {
    if (this == BITNAMI && Scan.isNumber(text, from, to)) {
      boolean isZero = true;
      for (int i = from; i < to; i++) {
        isZero &= text.charAt(i) == '0';
      }
      key.mark(isZero ? RELEASE : REVISION);
      if (!isZero) {
        key.number(text, from, to);
      }
      return true;
    }
    key.mark(PRE_RELEASE);
    return identifiers(text, from, to, allowsLeadingZeros, key);
  }

  /// Identifiers between dots: numbers by value and before words, words by their characters, and a
  /// shorter list before the longer ones that it begins.
  private boolean identifiers(String text, int from, int to, boolean leadingZeros, SortKey key) {
    int place = from;
    while (true) {
      int end = Math.min(Scan.next(text, '.', place), to);
      if (end == place) {
        return key.refuse("an identifier is empty");
      }
      if (this == PUB && isNumberToDartAlone(text, place, end)) {
        return key.refuse("an identifier reads as a number in Dart alone");
      }
      if (Scan.isNumber(text, place, end)) {
        if (!leadingZeros && hasLeadingZero(text, place, end)) {
          return key.refuse("a numeric identifier has a leading zero");
        }
        key.mark(NUMBER);
        key.number(text, place, end);
      } else if (isWord(text, place, end)) {
        key.mark(WORD);
        key.text(text, place, end);
      } else {
        return key.refuse("an identifier has a character that is no letter, digit or hyphen");
      }
      if (end == to) {
        key.mark(IDENTIFIERS_END);
        return true;
      }
      place = end + 1;
    }
  }

  /// Writes a pre-release by the plain rules, for schemes that borrow them.
  static boolean writePreRelease(String text, int from, int to, SortKey key) {
    key.mark(PRE_RELEASE);
    return PLAIN.identifiers(text, from, to, true, key);
  }

  /// Writes that there is no pre-release.
  static void writeRelease(SortKey key) {
    key.mark(RELEASE);
  }

  private static boolean isWord(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (!Scan.isAlphanumeric(c) && c != '-') {
        return false;
      }
    }
    return true;
  }

  private static boolean hasLeadingZero(String text, int from, int to) {
    return to - from > 1 && text.charAt(from) == '0';
  }

  /// Dart reads `-5` and `0x1f` as numbers where everyone else sees words.
  private static boolean isNumberToDartAlone(String text, int from, int to) {
    int place = text.charAt(from) == '-' ? from + 1 : from;
    boolean isSigned = place > from && Scan.isNumber(text, place, to);
    boolean isHexadecimal =
        to - place > 2 && text.charAt(place) == '0' && (text.charAt(place + 1) | 0x20) == 'x';
    return isSigned || isHexadecimal;
  }
}
