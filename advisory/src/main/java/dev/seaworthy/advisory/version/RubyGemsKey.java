package dev.seaworthy.advisory.version;

/// RubyGems' order: runs of digits and runs of letters, a word before any number, missing segments
/// as zeros; `-` begins a pre-release (`Gem::Version`).
final class RubyGemsKey {

  private RubyGemsKey() {}

  static boolean write(String text, SortKey key) {
    if (!isCorrect(text)) {
      return key.refuse("it is not numbers and words between dots");
    }
    PaddedSequence segments = new PaddedSequence();
    boolean hasWord = false;
    int place = 0;
    while (place < text.length()) {
      char c = text.charAt(place);
      int end = place + 1;
      if (Scan.isDigit(c)) {
        end = Scan.digitsEnd(text, place);
        number(text, place, end, segments);
      } else if (Scan.isLetter(c) || c == '-') {
        // Zeros right before the first word don't count: 1.0.a is 1.a.
        if (!hasWord) {
          segments.dropZeros();
        }
        hasWord = true;
        end = c == '-' ? end : Scan.lettersEnd(text, place);
        // RubyGems reads a hyphen as ".pre.".
        String word = c == '-' ? "pre" : text.substring(place, end);
        segments.addNegative(word(word));
      }
      place = end;
    }
    key.append(segments.finish());
    return true;
  }

  private static void number(String text, int from, int to, PaddedSequence segments) {
    int start = from;
    while (start < to && text.charAt(start) == '0') {
      start++;
    }
    if (start == to) {
      segments.addZero();
      return;
    }
    SortKey number = new SortKey();
    number.number(text, start, to);
    segments.addPositive(number);
  }

  private static SortKey word(String word) {
    SortKey key = new SortKey();
    key.text(word, 0, word.length());
    return key;
  }

  /// `digits(.alphanumerics)*(-identifiers between dots)?`, where identifiers may have hyphens.
  private static boolean isCorrect(String text) {
    int place = Scan.digitsEnd(text, 0);
    if (place == 0) {
      return false;
    }
    boolean afterHyphen = false;
    while (place < text.length()) {
      char mark = text.charAt(place);
      if (mark != '.' && (mark != '-' || afterHyphen)) {
        return false;
      }
      afterHyphen |= mark == '-';
      int end = place + 1;
      while (end < text.length() && isPart(text.charAt(end), afterHyphen)) {
        end++;
      }
      if (end == place + 1) {
        return false;
      }
      place = end;
    }
    return true;
  }

  private static boolean isPart(char c, boolean afterHyphen) {
    return Scan.isAlphanumeric(c) || (afterHyphen && c == '-');
  }
}
