package dev.seaworthy.advisory.version;

/// Debian's order: epoch, then upstream version, then revision, each in turns of non-digits, where
/// a tilde comes before the end and letters before other signs, and of digits (Debian Policy,
/// 5.6.12; `deb-version`(7)). What dpkg only warns of is ordered as it orders it.
final class DpkgKey {

  private static final int TILDE = 1;
  private static final int END = 2;
  private static final int OTHER_SIGN = 128;

  private DpkgKey() {}

  static boolean write(String text, SortKey key) {
    int colon = text.indexOf(':');
    if (colon == 0) {
      return key.refuse("its epoch is empty");
    }
    if (colon > 0 && !Scan.isNumber(text, 0, colon)) {
      return key.refuse("its epoch is not a number");
    }
    if (text.indexOf(' ') >= 0) {
      return key.refuse("it has a space in it");
    }
    int from = colon + 1;
    int hyphen = text.lastIndexOf('-');
    int versionEnd = hyphen < from ? text.length() : hyphen;
    if (from == versionEnd) {
      return key.refuse("nothing stands where the upstream version belongs");
    }
    if (hyphen == text.length() - 1) {
      return key.refuse("its revision is empty");
    }
    key.number(text, 0, Math.max(colon, 0));
    part(text, from, versionEnd, key);
    part(text, Math.min(versionEnd + 1, text.length()), text.length(), key);
    return true;
  }

  /// An absent revision is written as an empty part, which equals `0` in dpkg's order.
  private static void part(String text, int from, int to, SortKey key) {
    int i = from;
    do {
      while (i < to && !Scan.isDigit(text.charAt(i))) {
        char c = text.charAt(i++);
        key.mark(c == '~' ? TILDE : Scan.isLetter(c) ? c : c + OTHER_SIGN);
      }
      key.mark(END);
      int digitsEnd = Math.min(Scan.digitsEnd(text, i), to);
      key.number(text, i, digitsEnd);
      i = digitsEnd;
    } while (i < to);
    key.mark(END);
  }
}
