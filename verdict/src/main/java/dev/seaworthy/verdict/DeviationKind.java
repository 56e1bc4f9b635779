package dev.seaworthy.verdict;

import dev.seaworthy.base.Text;
import java.util.Arrays;
import java.util.Locale;

/// What a deviation asks for (FedRAMP Deviation Request form v2.1 and POA&M template; see
/// `docs/concept-deviations.md`).
public enum DeviationKind {
  /// The flaw isn't there, or can't be exploited there: closes the finding.
  FALSE_POSITIVE,
  /// The rating is lower here: the deadline is counted anew by it, still from first detection.
  RISK_ADJUSTMENT,
  /// It can't be fixed without breaking operation: never while the rating is high.
  OPERATIONAL_REQUIREMENT,
  /// The fix is a vendor's to make. No deviation request: it lasts from one check-in to 30 days
  /// later.
  VENDOR_DEPENDENCY,
  /// A class of reports of the rules of 2026: nobody will fix it. It never lengthens anything.
  ACCEPTED;

  /// The word in files and reports, such as `false-positive`.
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// Whether the authorising official is asked at all.
  public boolean isRequest() {
    return switch (this) {
      case FALSE_POSITIVE, RISK_ADJUSTMENT, OPERATIONAL_REQUIREMENT -> true;
      case VENDOR_DEPENDENCY, ACCEPTED -> false;
    };
  }

  /// @throws IllegalArgumentException when it is none
  public static DeviationKind of(String word) {
    return Arrays.stream(values())
        .filter(kind -> kind.word().equals(word))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "\"%s\" is none of %s"
                    .formatted(
                        Text.shorten(word, 40),
                        String.join(
                            ", ", Arrays.stream(values()).map(DeviationKind::word).toList()))));
  }
}
