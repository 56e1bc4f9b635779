package dev.seaworthy.advisory.version;

/// NuGet's order: up to four numbers, then release labels whose case doesn't count, then metadata
/// that doesn't count at all (NuGet.Versioning, `VersionComparer.Default`).
final class NugetKey {

  private static final int PRE_RELEASE = 1;
  private static final int RELEASE = 2;

  private static final int LABELS_END = 1;
  private static final int NUMBER = 2;
  private static final int WORD = 3;

  private static final int NUMBERS = 4;

  private NugetKey() {}

  static boolean write(String text, SortKey key) {
    int numbersEnd = Math.min(Scan.next(text, '-', 0), Scan.next(text, '+', 0));
    int place = 0;
    for (int count = 0; count < NUMBERS; count++) {
      int end = Scan.digitsEnd(text, place);
      if (place < numbersEnd || count == 0) {
        if (end == place || !isInt32(text, place, end)) {
          return key.refuse("its numbers are not 32-bit numbers between dots");
        }
      }
      key.number(text, place, end);
      place = end;
      if (place < numbersEnd && text.charAt(place) == '.' && place + 1 < numbersEnd) {
        place++;
        if (count == NUMBERS - 1) {
          return key.refuse("it has more than four numbers");
        }
      }
    }
    if (place < numbersEnd) {
      return key.refuse("its numbers are not 32-bit numbers between dots");
    }
    return labels(text, numbersEnd, key);
  }

  private static boolean labels(String text, int from, SortKey key) {
    int plus = Scan.next(text, '+', from);
    if (from == plus) {
      key.mark(RELEASE);
      return metadata(text, plus, key);
    }
    key.mark(PRE_RELEASE);
    String lower = Scan.toLowerCase(text);
    int place = from + 1;
    while (true) {
      int end = Math.min(Scan.next(lower, '.', place), plus);
      if (!isLabel(lower, place, end)) {
        return key.refuse("a release label is empty or has a foreign character");
      }
      if (Scan.isNumber(lower, place, end)) {
        if (end - place > 1 && lower.charAt(place) == '0') {
          return key.refuse("a numeric release label has a leading zero");
        }
      } else if (lower.charAt(place) == '-' && Scan.isNumber(lower, place + 1, end)) {
        return key.refuse("NuGet may read one of its release labels as a negative number");
      }
      // A number beyond 32 bits is a word to NuGet.
      boolean isNumber = isInt32(lower, place, end);
      key.mark(isNumber ? NUMBER : WORD);
      if (isNumber) {
        key.number(lower, place, end);
      } else {
        key.text(lower, place, end);
      }
      if (end == plus) {
        key.mark(LABELS_END);
        return metadata(text, plus, key);
      }
      place = end + 1;
    }
  }

  private static boolean metadata(String text, int plus, SortKey key) {
    int place = plus;
    while (place < text.length()) {
      int end = Scan.next(text, '.', place + 1);
      if (!isLabel(text, place + 1, end)) {
        return key.refuse("its metadata is empty or has a foreign character");
      }
      place = end;
    }
    return true;
  }

  private static boolean isLabel(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (!Scan.isAlphanumeric(text.charAt(i)) && text.charAt(i) != '-') {
        return false;
      }
    }
    return from < to;
  }

  private static boolean isInt32(String text, int from, int to) {
    int start = from;
    while (start < to && text.charAt(start) == '0') {
      start++;
    }
    return Scan.isNumber(text, from, to)
        && to - start <= 10
        && (start == to || Long.parseLong(text, start, to, 10) <= Integer.MAX_VALUE);
  }
}
