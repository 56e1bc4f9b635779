package dev.seaworthy.verdict;

import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.base.Text;
import dev.seaworthy.rulebook.Rating;
import java.util.List;
import java.util.Locale;

/// Reads the ratings that a person may name as the one to refuse from.
public final class Threshold {

  private static final List<Rating> RATINGS =
      List.of(Rating.CRITICAL, Rating.HIGH, Rating.MODERATE, Rating.LOW);

  private Threshold() {}

  /// Reads one of critical, high, moderate and low.
  ///
  /// @throws SeaworthyException [VerdictError#BAD_RATING]
  public static Rating parse(String text) {
    for (Rating rating : RATINGS) {
      if (rating.word().equals(text)) {
        return rating;
      }
    }
    String meant =
        switch (text.toLowerCase(Locale.ROOT)) {
          case "important" -> "high";
          case "medium" -> "moderate";
          case "minor", "negligible" -> "low";
          default -> text.toLowerCase(Locale.ROOT);
        };
    boolean isMeant = RATINGS.stream().anyMatch(rating -> rating.word().equals(meant));
    throw new SeaworthyException(
        VerdictError.BAD_RATING,
        "\"%s\" is not a rating to refuse from".formatted(Text.shorten(text, 40)),
        isMeant ? "Did you mean \"" + meant + "\"?" : VerdictError.BAD_RATING.hint(),
        null);
  }
}
