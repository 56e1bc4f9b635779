package dev.seaworthy.advisory.feed.osv;

import dev.seaworthy.advisory.AffectedRange;
import dev.seaworthy.advisory.feed.BadRecordException;
import dev.seaworthy.advisory.feed.Fields;
import dev.seaworthy.advisory.version.ParsedVersion;
import dev.seaworthy.advisory.version.VersionOrder;
import dev.seaworthy.advisory.version.VersionScheme;
import dev.seaworthy.base.JsonValue.JsonObject;
import java.util.ArrayList;
import java.util.List;

/// Turns OSV's events into ranges (OSV schema, "affected[].ranges[].events fields").
final class OsvRanges {

  private OsvRanges() {}

  /// One event: a word and a version.
  private record Event(Word word, String version) {
    boolean isFromTheFirst() {
      return word == Word.INTRODUCED && version.equals(AffectedRange.FIRST);
    }
  }

  private enum Word {
    INTRODUCED("introduced"),
    FIXED("fixed"),
    LAST_AFFECTED("last_affected"),
    LIMIT("limit");

    private final String key;

    Word(String key) {
      this.key = key;
    }
  }

  /// The ranges of one `ranges[]` entry that is not of type GIT.
  static List<AffectedRange> of(JsonObject range, VersionScheme scheme) throws BadRecordException {
    List<Event> events = new ArrayList<>();
    String limit = "";
    for (JsonObject object : range.objects("events")) {
      Event event = event(object);
      if (event.word == Word.LIMIT) {
        limit = event.version.equals("*") ? "" : event.version;
      } else {
        events.add(event);
      }
    }
    if (!isInPairs(events)) {
      sort(events, scheme);
    }
    List<AffectedRange> ranges = pair(events);
    return limit.isEmpty() ? ranges : limited(ranges, limit, scheme);
  }

  private static Event event(JsonObject object) throws BadRecordException {
    for (Word word : Word.values()) {
      String version = object.text(word.key);
      if (!version.isEmpty()) {
        return new Event(word, Fields.name(version, "version"));
      }
    }
    throw new BadRecordException(
        "an event of a range is none of introduced, fixed, last_affected, limit");
  }

  /// Whether each introduction is followed by at most one end: then they stand in order already.
  private static boolean isInPairs(List<Event> events) {
    for (int i = 0; i < events.size(); i++) {
      boolean isStart = events.get(i).word == Word.INTRODUCED;
      boolean isAfterStart = i > 0 && events.get(i - 1).word == Word.INTRODUCED;
      if (isStart == isAfterStart) {
        return false;
      }
    }
    return true;
  }

  /// By version; what can't be ordered keeps its place.
  private static void sort(List<Event> events, VersionScheme scheme) {
    List<Event> sorted = new ArrayList<>();
    for (Event event : events) {
      int place = sorted.size();
      while (place > 0 && isBefore(event, sorted.get(place - 1), scheme)) {
        place--;
      }
      sorted.add(place, event);
    }
    events.clear();
    events.addAll(sorted);
  }

  private static boolean isBefore(Event one, Event other, VersionScheme scheme) {
    if (one.isFromTheFirst() || other.isFromTheFirst()) {
      return one.isFromTheFirst() && !other.isFromTheFirst();
    }
    VersionOrder order = scheme.compare(one.version, other.version);
    return order == VersionOrder.Certain.LESS
        || (order == VersionOrder.Certain.EQUAL
            && one.word == Word.FIXED
            && other.word == Word.INTRODUCED);
  }

  private static List<AffectedRange> pair(List<Event> events) {
    List<AffectedRange> ranges = new ArrayList<>();
    String introduced = "";
    for (Event event : events) {
      switch (event.word) {
        case INTRODUCED -> {
          if (introduced.isEmpty()) {
            introduced = event.version;
          }
        }
        case FIXED -> {
          if (!introduced.isEmpty()) {
            ranges.add(new AffectedRange(introduced, event.version, ""));
            introduced = "";
          }
        }
        case LAST_AFFECTED -> {
          if (!introduced.isEmpty()) {
            ranges.add(new AffectedRange(introduced, "", event.version));
            introduced = "";
          }
        }
        case LIMIT -> throw new IllegalStateException("limits are taken out before");
      }
    }
    if (!introduced.isEmpty()) {
      ranges.add(new AffectedRange(introduced, "", ""));
    }
    return ranges;
  }

  /// Nothing at or above the limit is said to be affected.
  private static List<AffectedRange> limited(
      List<AffectedRange> ranges, String limit, VersionScheme scheme) {
    ParsedVersion bound = scheme.parse(limit);
    List<AffectedRange> limited = new ArrayList<>();
    for (AffectedRange range : ranges) {
      String end = range.fixed().isEmpty() ? range.lastAffected() : range.fixed();
      boolean isCut =
          end.isEmpty() || scheme.parse(end).order(bound) == VersionOrder.Certain.GREATER;
      limited.add(isCut ? new AffectedRange(range.introduced(), limit, "") : range);
    }
    return limited;
  }
}
