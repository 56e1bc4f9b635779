package dev.seaworthy.rulebook.deadline;

import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.rulebook.Rating;
import dev.seaworthy.rulebook.RuleDocument;
import dev.seaworthy.rulebook.RuleHeader;
import dev.seaworthy.rulebook.deadline.SystemFacts.Exposure;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Days from first detection by rating and exposure, as Chinese operators set them.
///
/// @param header what it is and where it is written
/// @param days by exposure and rating; a rating that isn't there has no deadline
public record ExposureDeadlines(RuleHeader header, Map<Exposure, Map<Rating, Integer>> days) {

  private static final int DAYS_MAX = 3_650;

  public ExposureDeadlines {
    days = Map.copyOf(days);
  }

  /// Those for systems under the Chinese MLPS.
  public static ExposureDeadlines mlps() {
    return read(RuleDocument.resource(ExposureDeadlines.class, "mlps-remediation-1.json"));
  }

  /// @throws SeaworthyException [dev.seaworthy.rulebook.RulebookError#BAD_RULE]
  static ExposureDeadlines read(RuleDocument document) {
    RuleHeader header = document.header("days");
    RuleDocument part = document.part("days").only("internet", "internal");
    Map<Exposure, Map<Rating, Integer>> days = new EnumMap<>(Exposure.class);
    for (Exposure exposure : Exposure.values()) {
      RuleDocument row = part.part(exposure.word()).only("critical", "high", "moderate", "low");
      Map<Rating, Integer> ofExposure = new EnumMap<>(Rating.class);
      for (Rating rating : List.of(Rating.CRITICAL, Rating.HIGH, Rating.MODERATE, Rating.LOW)) {
        ofExposure.put(rating, row.number(rating.word(), 1, DAYS_MAX));
      }
      days.put(exposure, Map.copyOf(ofExposure));
    }
    return new ExposureDeadlines(header, days);
  }

  /// By when a finding must be remediated.
  ///
  /// @param exposureOrNull undeclared counts as the internet
  public Optional<Deadline> of(
      Rating effective, @Nullable Exposure exposureOrNull, Instant firstDetected, ZoneId zone) {
    Exposure exposure = exposureOrNull == null ? Exposure.INTERNET : exposureOrNull;
    return Optional.ofNullable(days.getOrDefault(exposure, Map.of()).get(effective))
        .map(count -> {
          LocalDate seen = LocalDate.ofInstant(firstDetected, zone);
          return Deadline.through(
              seen.plusDays(count),
              zone,
              header.reference(),
              "%s, %s: %s days from %s".formatted(effective.title(), exposure.word(), count, seen));
        });
  }
}
