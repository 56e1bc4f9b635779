package dev.seaworthy.advisory.version;

/// Gentoo's order (Package Manager Specification, "Version comparison"): numbers, of which those
/// after the first are compared as decimal fractions when one has a leading zero; a letter;
/// suffixes; a revision.
final class PortageKey {

  private static final int NUMBERS_END = 1;
  private static final int NUMBER = 2;

  private static final int FRACTION = 1;
  private static final int WHOLE = 2;

  private static final int SUFFIXES_END = 5;

  private PortageKey() {}

  static boolean write(String text, SortKey key) {
    int place = Scan.digitsEnd(text, 0);
    if (place == 0) {
      return key.refuse("it doesn't begin with a number");
    }
    key.number(text, 0, place);
    while (place < text.length() && text.charAt(place) == '.') {
      int end = Scan.digitsEnd(text, place + 1);
      if (end == place + 1) {
        return key.refuse("no number follows a dot");
      }
      number(text, place + 1, end, key);
      place = end;
    }
    key.mark(NUMBERS_END);
    if (place < text.length() && Scan.isLowerCase(text.charAt(place))) {
      key.mark(text.charAt(place++));
    } else {
      key.mark(0);
    }
    return suffixes(text, place, key);
  }

  private static void number(String text, int from, int to, SortKey key) {
    key.mark(NUMBER);
    if (text.charAt(from) != '0') {
      key.mark(WHOLE);
      key.number(text, from, to);
      return;
    }
    int end = to;
    while (end > from && text.charAt(end - 1) == '0') {
      end--;
    }
    key.mark(FRACTION);
    key.text(text, from, end);
  }

  private static boolean suffixes(String text, int from, SortKey key) {
    int place = from;
    while (place < text.length() && text.charAt(place) == '_') {
      int wordEnd = Scan.lettersEnd(text, place + 1);
      int rank = rank(text.substring(place + 1, wordEnd));
      if (rank == 0) {
        return key.refuse("Gentoo knows no such suffix");
      }
      place = Scan.digitsEnd(text, wordEnd);
      key.mark(rank);
      key.number(text, wordEnd, place);
    }
    key.mark(SUFFIXES_END);
    if (place < text.length()) {
      if (!text.startsWith("-r", place) || !Scan.isNumber(text, place + 2, text.length())) {
        return key.refuse("Gentoo doesn't allow what stands at character " + (place + 1));
      }
      key.number(text, place + 2, text.length());
    } else {
      key.zero();
    }
    return true;
  }

  private static int rank(String suffix) {
    return switch (suffix) {
      case "alpha" -> 1;
      case "beta" -> 2;
      case "pre" -> 3;
      case "rc" -> 4;
      case "p" -> 6;
      default -> 0;
    };
  }
}
