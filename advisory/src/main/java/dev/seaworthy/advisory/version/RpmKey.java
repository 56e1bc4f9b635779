package dev.seaworthy.advisory.version;

/// rpm's order: epoch, version, release; each in segments of letters or of digits between signs
/// that only separate. A tilde comes before the end, a caret right after it, digits after letters
/// (rpm-version(7)). A missing epoch is 0 and a missing release comes before any.
final class RpmKey {

  private static final int TILDE = 1;
  private static final int END = 2;
  private static final int CARET = 3;
  private static final int LETTERS = 4;
  private static final int DIGITS = 5;

  private RpmKey() {}

  static boolean write(String text, SortKey key) {
    int epochEnd = Scan.digitsEnd(text, 0);
    boolean hasEpoch = epochEnd < text.length() && text.charAt(epochEnd) == ':';
    int from = hasEpoch ? epochEnd + 1 : 0;
    int hyphen = text.lastIndexOf('-');
    boolean hasRelease = hyphen >= from;
    key.number(text, 0, hasEpoch ? epochEnd : 0);
    part(text, from, hasRelease ? hyphen : text.length(), key);
    key.mark(hasRelease ? 1 : 0);
    if (hasRelease) {
      part(text, hyphen + 1, text.length(), key);
    }
    return true;
  }

  private static void part(String text, int from, int to, SortKey key) {
    int i = from;
    while (i < to) {
      char c = text.charAt(i);
      int end = i + 1;
      if (c == '~') {
        key.mark(TILDE);
      } else if (c == '^') {
        key.mark(CARET);
      } else if (Scan.isDigit(c)) {
        end = Math.min(Scan.digitsEnd(text, i), to);
        key.mark(DIGITS);
        key.number(text, i, end);
      } else if (Scan.isLetter(c)) {
        end = Math.min(Scan.lettersEnd(text, i), to);
        key.mark(LETTERS);
        key.text(text, i, end);
      }
      i = end;
    }
    key.mark(END);
  }
}
