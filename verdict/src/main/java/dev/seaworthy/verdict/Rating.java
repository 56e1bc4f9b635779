package dev.seaworthy.verdict;

import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.base.Text;
import java.util.Locale;
import java.util.Optional;

/// How bad a flaw is, from worst to least. The bands of CVSS v3 and v4 are the standard's own (CVSS
/// v3.1 section 5, v4.0 section 6); CVSS v2 has no `critical`. `docs/reference-ratings.md` holds
/// every word of every source beside the rating that it becomes.
public enum Rating {
  CRITICAL,
  HIGH,
  MODERATE,
  LOW,
  /// Rated, and without impact: a score of 0.0.
  NONE,
  /// Nobody has rated it yet. A policy says as what it counts.
  UNRATED;

  /// The band of a CVSS v3 or v4 score.
  ///
  /// @param scoreTenths the score times ten, 0 to 100
  static Rating ofScore(int scoreTenths) {
    if (scoreTenths >= 90) {
      return CRITICAL;
    }
    return ofScoreWithoutCritical(scoreTenths);
  }

  /// The band of a CVSS v2 score (NVD's bands for version 2).
  ///
  /// @param scoreTenths the score times ten, 0 to 100
  static Rating ofScoreWithoutCritical(int scoreTenths) {
    if (scoreTenths >= 70) {
      return HIGH;
    }
    if (scoreTenths >= 40) {
      return MODERATE;
    }
    return scoreTenths > 0 ? LOW : NONE;
  }

  /// The rating that a source's own word stands for; none for words that rate nothing, such as
  /// Debian's `not yet assigned`.
  static Optional<Rating> ofWord(String word) {
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "critical" -> Optional.of(CRITICAL);
      case "high", "important" -> Optional.of(HIGH);
      case "medium", "moderate" -> Optional.of(MODERATE);
      case "low", "minor", "negligible", "unimportant" -> Optional.of(LOW);
      case "none" -> Optional.of(NONE);
      default -> Optional.empty();
    };
  }

  /// Reads one of the ratings that a threshold may name: critical, high, moderate or low.
  ///
  /// @throws SeaworthyException [VerdictError#BAD_RATING]
  public static Rating parseThreshold(String text) {
    for (Rating rating : new Rating[] {CRITICAL, HIGH, MODERATE, LOW}) {
      if (rating.word().equals(text)) {
        return rating;
      }
    }
    String hint =
        ofWord(text)
            .filter(meant -> meant != NONE)
            .map(meant -> "Did you mean \"" + meant.word() + "\"?")
            .orElse(VerdictError.BAD_RATING.hint());
    throw new SeaworthyException(
        VerdictError.BAD_RATING,
        "\"%s\" is not a rating to refuse from".formatted(Text.shorten(text, 40)),
        hint,
        null);
  }

  /// The word in reports and configuration, in lower case.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The word for people, such as `High`.
  public String title() {
    return name().charAt(0) + name().substring(1).toLowerCase(Locale.ROOT);
  }

  /// Whether this is as bad as the other or worse.
  public boolean isAtLeast(Rating other) {
    return compareTo(other) <= 0;
  }
}
