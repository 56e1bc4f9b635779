package dev.seaworthy.advisory.version;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Composer's order: a version is normalised to four numbers (or a date) and stabilities, and those
/// are compared as PHP's `version_compare` does: dev, alpha, beta, RC, the release, a further
/// number, a patch level. Branches have no order.
final class ComposerKey {

  private static final int DEV = 1;
  private static final int ALPHA = 2;
  private static final int BETA = 3;
  private static final int CANDIDATE = 4;
  private static final int END = 5;
  private static final int NUMBER = 6;
  private static final int PATCH = 7;
  private static final int STABLE = 8;

  private static final int NUMBERS = 4;
  private static final int FIRST_DIGITS_MAX = 5;
  private static final int YEAR_DIGITS = 4;
  private static final int DATE_CHARS_MAX = 40;

  /// What composer puts for a wildcard in the name of a numeric branch, so that it is above every
  /// release.
  private static final String WILDCARD = "9999999";

  private record Word(String text, int rank) {}

  /// Longer words before those that begin them.
  private static final List<Word> STABILITIES =
      List.of(
          new Word("stable", STABLE),
          new Word("beta", BETA),
          new Word("b", BETA),
          new Word("rc", CANDIDATE),
          new Word("alpha", ALPHA),
          new Word("a", ALPHA),
          new Word("patch", PATCH),
          new Word("pl", PATCH),
          new Word("p", PATCH));

  private ComposerKey() {}

  static boolean write(String text, SortKey key) {
    if (text.indexOf(' ') >= 0 || text.indexOf(',') >= 0) {
      return key.refuse("it has a space or a comma in it");
    }
    String version = withoutStabilityFlag(Scan.toLowerCase(text));
    if (version.startsWith("dev-")
        || version.equals("master")
        || version.equals("trunk")
        || version.equals("default")) {
      return key.refuse("it names a branch");
    }
    int plus = version.indexOf('+');
    if (plus > 0 && plus < version.length() - 1) {
      version = version.substring(0, plus);
    }
    int from = version.startsWith("v") ? 1 : 0;
    return classical(version, from, key)
        || dated(version, from, key)
        || branch(version, from, key)
        || key.refuse("it is neither numbers with a stability nor a date");
  }

  private static String withoutStabilityFlag(String version) {
    int at = version.lastIndexOf('@');
    if (at < 0) {
      return version;
    }
    return switch (version.substring(at + 1)) {
      case "stable", "rc", "beta", "alpha", "dev" -> version.substring(0, at);
      default -> version;
    };
  }

  /// One to four numbers, the first of at most five digits.
  private static boolean classical(String version, int from, SortKey key) {
    int place = Scan.digitsEnd(version, from);
    if (place == from || place - from > FIRST_DIGITS_MAX) {
      return false;
    }
    int count = 1;
    while (count < NUMBERS && isNumberAfterDot(version, place)) {
      place = Scan.digitsEnd(version, place + 1);
      count++;
    }
    SortKey modifier = modifier(version, place);
    if (modifier == null) {
      return false;
    }
    numbers(version, from, place, key);
    for (; count < NUMBERS; count++) {
      key.mark(NUMBER);
      key.zero();
    }
    key.append(modifier);
    return true;
  }

  private static boolean isNumberAfterDot(String version, int place) {
    return place + 1 < version.length()
        && version.charAt(place) == '.'
        && Scan.isDigit(version.charAt(place + 1));
  }

  /// Every run of digits in the range, whatever separates them.
  private static void numbers(String version, int from, int to, SortKey key) {
    int place = from;
    while (place < to) {
      int end = Math.min(Scan.digitsEnd(version, place), to);
      key.mark(NUMBER);
      key.number(version, place, end);
      place = end + 1;
    }
  }

  /// A year and pairs of digits, with or without separators.
  private static boolean dated(String version, int from, SortKey key) {
    int place = from;
    while (place < version.length() && isDateChar(version, place)) {
      place++;
    }
    for (int end = place; end > from + YEAR_DIGITS; end--) {
      SortKey modifier = modifier(version, end);
      if (modifier != null && isDate(version, from, end)) {
        numbers(version, from, end, key);
        key.append(modifier);
        return true;
      }
    }
    return false;
  }

  private static boolean isDateChar(String version, int place) {
    char c = version.charAt(place);
    return Scan.isDigit(c) || c == '.' || c == ':' || c == '-';
  }

  private static boolean isDate(String version, int from, int to) {
    return to - from <= DATE_CHARS_MAX
        && Scan.digitsEnd(version, from) >= from + YEAR_DIGITS
        && isDateRest(version, from + YEAR_DIGITS, to, 0, 0);
  }

  /// One to six pairs of digits, then up to two groups of one to three, each after at most one
  /// separator.
  private static boolean isDateRest(String version, int place, int to, int pairs, int groups) {
    if (place == to) {
      return pairs > 0;
    }
    int from = Scan.isDigit(version.charAt(place)) ? place : place + 1;
    int digits = Math.min(Scan.digitsEnd(version, from), to) - from;
    if (groups == 0
        && pairs < 6
        && digits >= 2
        && isDateRest(version, from + 2, to, pairs + 1, 0)) {
      return true;
    }
    if (pairs == 0 || groups == 2) {
      return false;
    }
    for (int length = Math.min(digits, 3); length > 0; length--) {
      if (isDateRest(version, from + length, to, pairs, groups + 1)) {
        return true;
      }
    }
    return false;
  }

  /// `2.x-dev` and the like: a numeric branch, above all that its numbers begin.
  private static boolean branch(String version, int from, SortKey key) {
    if (!version.endsWith("dev")) {
      return false;
    }
    int to = version.length() - "dev".length();
    if (to > from && (version.charAt(to - 1) == '-' || version.charAt(to - 1) == '.')) {
      to--;
    }
    SortKey numbers = new SortKey();
    int place = from;
    for (int count = 0; count < NUMBERS; count++) {
      numbers.mark(NUMBER);
      if (place >= to) {
        numbers.number(WILDCARD, 0, WILDCARD.length());
        continue;
      }
      boolean isWildcard =
          count > 0 && (version.charAt(place) == 'x' || version.charAt(place) == '*');
      int end = isWildcard ? place + 1 : Scan.digitsEnd(version, place);
      boolean isFollowed = end < to && (version.charAt(end) != '.' || end == to - 1);
      if (end == place || isFollowed) {
        return false;
      }
      if (isWildcard) {
        numbers.number(WILDCARD, 0, WILDCARD.length());
      } else {
        numbers.number(version, place, end);
      }
      place = end + 1;
    }
    if (place < to) {
      return false;
    }
    key.append(numbers);
    key.mark(DEV);
    key.mark(END);
    return true;
  }

  /// The key of what follows the numbers; null when it is none.
  private static @Nullable SortKey modifier(String version, int from) {
    SortKey key = new SortKey();
    int place = from;
    if (place < version.length() && isSeparator(version.charAt(place))) {
      place++;
    }
    boolean isStable = false;
    for (Word word : STABILITIES) {
      if (version.startsWith(word.text, place)) {
        isStable = word.rank == STABLE;
        if (!isStable) {
          key.mark(word.rank);
        }
        place = stabilityNumbers(version, place + word.text.length(), key);
        break;
      }
    }
    if (place < version.length()) {
      int dev = version.charAt(place) == '.' || version.charAt(place) == '-' ? place + 1 : place;
      if (!version.startsWith("dev", dev) || dev + 3 != version.length()) {
        return null;
      }
      key.mark(DEV);
    }
    // "stable" drops its numbers and a "-dev" after it.
    SortKey result = isStable ? new SortKey() : key;
    result.mark(END);
    return result;
  }

  private static int stabilityNumbers(String version, int from, SortKey key) {
    int place = from;
    while (place < version.length()) {
      char c = version.charAt(place);
      int digits = c == '.' || c == '-' ? place + 1 : place;
      int end = Scan.digitsEnd(version, digits);
      if (end == digits) {
        return place;
      }
      key.mark(NUMBER);
      key.number(version, digits, end);
      place = end;
    }
    return place;
  }

  private static boolean isSeparator(char c) {
    return c == '.' || c == '_' || c == '-';
  }
}
