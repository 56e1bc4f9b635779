package dev.seaworthy.verdict.policy;

import dev.seaworthy.base.JsonBuilder;
import dev.seaworthy.base.JsonValue.JsonObject;
import dev.seaworthy.verdict.document.DocumentPart;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// That holding a stored inventory against newer data counts as a scan, for findings in packages:
/// then it moves the scan window. Whoever is accountable for the system must have accepted that.
///
/// @param by who accepted it
/// @param on when
/// @param reason why, for people
/// @param untilOrNull the last day of which it holds; null for as long as the policy does
public record Reevaluation(
    String by, LocalDate on, String reason, @Nullable LocalDate untilOrNull) {

  static Reevaluation read(DocumentPart part) {
    part.only(Set.of("by", "on", "reason", "until"));
    return new Reevaluation(
        part.text("by"),
        part.day("on"),
        part.text("reason"),
        part.has("until") ? part.day("until") : null);
  }

  /// The last instant at which it holds; empty when it has no end.
  ///
  /// @param zone in which days are counted: the boundary's
  public Optional<Instant> end(ZoneId zone) {
    return Optional.ofNullable(untilOrNull)
        .map(day -> day.plusDays(1).atStartOfDay(zone).toInstant().minusNanos(1));
  }

  /// Whether it has begun and holds still.
  public boolean holds(Instant now, ZoneId zone) {
    return !now.isBefore(on.atStartOfDay(zone).toInstant())
        && end(zone).filter(now::isAfter).isEmpty();
  }

  JsonObject toJson() {
    JsonBuilder json =
        new JsonBuilder().put("by", by).put("on", on.toString()).put("reason", reason);
    return (untilOrNull == null ? json : json.put("until", untilOrNull.toString())).build();
  }
}
