package dev.seaworthy.rulebook.deadline;

import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.rulebook.Rating;
import dev.seaworthy.rulebook.RuleDocument;
import dev.seaworthy.rulebook.RuleHeader;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Days from first detection by rating, as FedRAMP's remediation times are until a provider follows
/// the rules of 2026.
///
/// @param header what it is and where it is written
/// @param days by rating; a rating that isn't there has no deadline
public record RatingDeadlines(RuleHeader header, Map<Rating, Integer> days) {

  private static final int DAYS_MAX = 3_650;

  public RatingDeadlines {
    days = Map.copyOf(days);
  }

  /// FedRAMP's.
  public static RatingDeadlines fedramp() {
    return read(RuleDocument.resource(RatingDeadlines.class, "fedramp-remediation-1.json"));
  }

  /// @throws SeaworthyException [dev.seaworthy.rulebook.RulebookError#BAD_RULE]
  static RatingDeadlines read(RuleDocument document) {
    RuleHeader header = document.header("days");
    RuleDocument part = document.part("days").only("critical", "high", "moderate", "low");
    Map<Rating, Integer> days = new EnumMap<>(Rating.class);
    for (Rating rating : List.of(Rating.CRITICAL, Rating.HIGH, Rating.MODERATE, Rating.LOW)) {
      days.put(rating, part.number(rating.word(), 1, DAYS_MAX));
    }
    return new RatingDeadlines(header, days);
  }

  /// By when a finding must be remediated: the earlier of what its rating and what a catalogue of
  /// known exploited flaws says.
  ///
  /// @param effective the rating that counts: that of an approved risk adjustment, else the
  ///   original one
  /// @param firstDetected when it was first seen in the asset class; it never changes
  /// @param exploitedDueOrNull the due date in CISA's catalogue; null when it isn't in it, or when
  ///   the digest isn't in production yet (then it may not enter at all)
  /// @param zone the boundary's time zone
  public Optional<Deadline> of(
      Rating effective,
      Instant firstDetected,
      @Nullable LocalDate exploitedDueOrNull,
      ZoneId zone) {
    Optional<Deadline> byRating =
        Optional.ofNullable(days.get(effective))
            .map(count -> {
              LocalDate seen = LocalDate.ofInstant(firstDetected, zone);
              return Deadline.through(
                  seen.plusDays(count),
                  zone,
                  header.reference(),
                  "%s: %s days from %s".formatted(effective.title(), count, seen));
            });
    if (exploitedDueOrNull == null) {
      return byRating;
    }
    Deadline byCatalogue =
        Deadline.through(
            exploitedDueOrNull,
            zone,
            header.reference(),
            "known exploited: CISA's due date " + exploitedDueOrNull);
    return Optional.of(
        byRating.filter(deadline -> deadline.compareTo(byCatalogue) < 0).orElse(byCatalogue));
  }
}
