package dev.seaworthy.verdict;

import dev.seaworthy.advisory.AdvisoryId;
import dev.seaworthy.advisory.Match;
import java.util.Comparator;

/// Chooses the id of an alias set that identities are made of: CVE before GHSA before others, then
/// by year and number. It leans on the ids alone, so that more data don't change a finding's id.
final class EarliestId {

  static final Comparator<AdvisoryId> ORDER =
      Comparator.comparingInt(AdvisoryId::rank).thenComparing(EarliestId::byNumbers);

  private EarliestId() {}

  static AdvisoryId of(Match match) {
    AdvisoryId earliest = match.flaw();
    for (AdvisoryId alias : match.aliases()) {
      if (ORDER.compare(alias, earliest) < 0) {
        earliest = alias;
      }
    }
    return earliest;
  }

  /// Compares runs of digits by their value and everything else by character.
  private static int byNumbers(AdvisoryId a, AdvisoryId b) {
    String left = a.value();
    String right = b.value();
    int i = 0;
    int j = 0;
    while (i < left.length() && j < right.length()) {
      if (isDigit(left.charAt(i)) && isDigit(right.charAt(j))) {
        int leftEnd = endOfNumber(left, i);
        int rightEnd = endOfNumber(right, j);
        int byValue = compareNumbers(left.substring(i, leftEnd), right.substring(j, rightEnd));
        if (byValue != 0) {
          return byValue;
        }
        i = leftEnd;
        j = rightEnd;
      } else {
        int byCharacter = Character.compare(left.charAt(i++), right.charAt(j++));
        if (byCharacter != 0) {
          return byCharacter;
        }
      }
    }
    int byLength = Integer.compare(left.length() - i, right.length() - j);
    return byLength != 0 ? byLength : left.compareTo(right);
  }

  private static int compareNumbers(String left, String right) {
    String a = withoutZeros(left);
    String b = withoutZeros(right);
    int byLength = Integer.compare(a.length(), b.length());
    return byLength != 0 ? byLength : a.compareTo(b);
  }

  private static String withoutZeros(String digits) {
    int i = 0;
    while (i < digits.length() - 1 && digits.charAt(i) == '0') {
      i++;
    }
    return digits.substring(i);
  }

  private static int endOfNumber(String text, int from) {
    int i = from;
    while (i < text.length() && isDigit(text.charAt(i))) {
      i++;
    }
    return i;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
