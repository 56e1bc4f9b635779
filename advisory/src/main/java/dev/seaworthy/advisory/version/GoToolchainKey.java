package dev.seaworthy.advisory.version;

/// Releases of Go as the toolchain names them (`go1.21rc2`, `go1.21.3`) and as Go's advisories do
/// (`1.21.0-rc.2`, `1.20.0-0`), in the one order of `go/version`: from 1.21 on, `1.21` alone is the
/// language and comes before `1.21rc1`.
final class GoToolchainKey {

  private static final int LANGUAGE = 1;
  private static final int RELEASE = 2;

  private static final int FIRST_MINOR_WITH_PATCH_ZERO = 21;

  private GoToolchainKey() {}

  static boolean write(String text, SortKey key) {
    if (text.contains("devel")) {
      return key.refuse("a development build stands between releases");
    }
    boolean isName = text.startsWith("go");
    int from = isName ? 2 : text.charAt(0) == 'v' ? 1 : 0;
    // " X:…" lists experiments, "+…" and a named toolchain's "-…" are the builder's own.
    int to = Math.min(Scan.next(text, ' ', from), Scan.next(text, '+', from));
    if (isName) {
      to = Math.min(to, Scan.next(text, '-', from));
    }
    return numbers(text.substring(from, to), key);
  }

  private static boolean numbers(String text, SortKey key) {
    int majorEnd = Scan.digitsEnd(text, 0);
    if (majorEnd == 0) {
      return key.refuse("it doesn't begin with a number");
    }
    key.number(text, 0, majorEnd);
    if (majorEnd == text.length()) {
      key.zero();
      return release(text, majorEnd, majorEnd, key);
    }
    int minorEnd = Scan.digitsEnd(text, majorEnd + 1);
    if (text.charAt(majorEnd) != '.' || minorEnd == majorEnd + 1) {
      return key.refuse("no minor version follows the major one");
    }
    key.number(text, majorEnd + 1, minorEnd);
    if (minorEnd == text.length()) {
      if (isLanguage(text.substring(majorEnd + 1, minorEnd))) {
        key.mark(LANGUAGE);
        return true;
      }
      return release(text, minorEnd, minorEnd, key);
    }
    if (text.charAt(minorEnd) == '.') {
      int patchEnd = Scan.digitsEnd(text, minorEnd + 1);
      if (patchEnd == minorEnd + 1) {
        return key.refuse("no patch version follows the minor one");
      }
      return release(text, minorEnd + 1, patchEnd, key);
    }
    return candidate(text, minorEnd, key);
  }

  private static boolean isLanguage(String minor) {
    return minor.length() > 2
        || (minor.length() == 2 && Integer.parseInt(minor) >= FIRST_MINOR_WITH_PATCH_ZERO);
  }

  /// A patch version, absent for 0, and a pre-release as in semantic versions.
  private static boolean release(String text, int from, int to, SortKey key) {
    key.mark(RELEASE);
    key.number(text, from, to);
    if (to == text.length()) {
      SemverKey.writeRelease(key);
      return true;
    }
    if (text.charAt(to) != '-') {
      return key.refuse("nothing but a pre-release may follow the patch version");
    }
    return SemverKey.writePreRelease(text, to + 1, text.length(), key);
  }

  /// `rc2` after a minor version is the pre-release `rc.2` of patch 0.
  private static boolean candidate(String text, int from, SortKey key) {
    int wordEnd = Scan.lettersEnd(text, from);
    int numberEnd = Scan.digitsEnd(text, wordEnd);
    if (wordEnd == from || numberEnd < text.length()) {
      return key.refuse("what follows the minor version is no pre-release");
    }
    String word = text.substring(from, wordEnd);
    String identifiers = numberEnd == wordEnd ? word : word + "." + text.substring(wordEnd);
    key.mark(RELEASE);
    key.zero();
    return SemverKey.writePreRelease(identifiers, 0, identifiers.length(), key);
  }
}
