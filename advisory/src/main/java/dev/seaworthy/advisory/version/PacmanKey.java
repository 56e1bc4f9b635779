package dev.seaworthy.advisory.version;

/// pacman's order (`vercmp`): epoch, version and release, each in segments of letters or digits. A
/// word that follows at once comes before the end, one after a separator comes after it, and more
/// separators come after fewer. A version without release stands for all of its releases.
final class PacmanKey {

  private static final int WORD_AT_ONCE = 1;
  private static final int END = 2;
  private static final int NUMBER_AT_ONCE = 3;
  private static final int AFTER_SEPARATORS = 4;

  private static final int WORD = 1;
  private static final int NUMBER = 2;

  private PacmanKey() {}

  static boolean write(String text, SortKey key) {
    int epochEnd = Scan.digitsEnd(text, 0);
    boolean hasEpoch = epochEnd < text.length() && text.charAt(epochEnd) == ':';
    int from = hasEpoch ? epochEnd + 1 : 0;
    int hyphen = text.lastIndexOf('-');
    boolean hasRelease = hyphen >= from;
    key.number(text, 0, hasEpoch ? epochEnd : 0);
    if (!part(text.substring(from, hasRelease ? hyphen : text.length()), key)) {
      return false;
    }
    if (hasRelease) {
      return part(text.substring(hyphen + 1), key);
    }
    key.leaveOpen();
    return true;
  }

  private static boolean part(String part, SortKey key) {
    int place = 0;
    while (place < part.length()) {
      int from = place;
      while (from < part.length() && !Scan.isAlphanumeric(part.charAt(from))) {
        from++;
      }
      if (from == part.length()) {
        // vercmp puts such a version above 1..a and below 1.0, which puts it above 1..a again.
        return key.refuse("pacman has no consistent place for a separator at the end");
      }
      boolean isNumber = Scan.isDigit(part.charAt(from));
      if (from == place) {
        key.mark(isNumber ? NUMBER_AT_ONCE : WORD_AT_ONCE);
      } else {
        key.mark(AFTER_SEPARATORS);
        key.wideMark(from - place);
        key.mark(isNumber ? NUMBER : WORD);
      }
      place = isNumber ? Scan.digitsEnd(part, from) : Scan.lettersEnd(part, from);
      if (isNumber) {
        key.number(part, from, place);
      } else {
        key.text(part, from, place);
      }
    }
    key.mark(END);
    return true;
  }
}
