package dev.seaworthy.rulebook.deadline;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// By when something must be done.
///
/// @param lateFrom the first instant at which it is late
/// @param dayOrNull the due date, where the rule counts in days: it holds through its end in the
///   boundary's time zone; null where the rule counts in hours
/// @param rule which rule says so, such as `fedramp.remediation@1`
/// @param reason how it comes about, for people
public record Deadline(Instant lateFrom, @Nullable LocalDate dayOrNull, String rule, String reason)
    implements Comparable<Deadline> {

  /// A day that holds through its end. Where the clocks are set forward at midnight, the next day
  /// begins at one o'clock.
  static Deadline through(LocalDate day, ZoneId zone, String rule, String reason) {
    return new Deadline(day.plusDays(1).atStartOfDay(zone).toInstant(), day, rule, reason);
  }

  /// The date in CISA's catalogue of known exploited vulnerabilities.
  public static Deadline knownExploited(LocalDate due, ZoneId zone) {
    return through(due, zone, "cisa.kev", "known exploited: CISA's due date " + due);
  }

  /// An instant that still holds.
  static Deadline until(Instant instant, String rule, String reason) {
    return new Deadline(instant.plusNanos(1), null, rule, reason);
  }

  /// The due date, where the rule counts in days.
  public Optional<LocalDate> day() {
    return Optional.ofNullable(dayOrNull);
  }

  /// Whether it is missed at this time.
  public boolean isLate(Instant now) {
    return !now.isBefore(lateFrom);
  }

  /// The last instant at which it isn't late.
  public Instant holdsThrough() {
    return lateFrom.minusNanos(1);
  }

  @Override
  public int compareTo(Deadline other) {
    int byTime = lateFrom.compareTo(other.lateFrom);
    return byTime != 0 ? byTime : rule.compareTo(other.rule);
  }
}
