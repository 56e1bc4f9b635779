package dev.seaworthy.advisory.update;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What Red Hat's `changes.csv` and `deletions.csv` say: which documents changed and which went
/// since the archive that holds them all was made. A line is a quoted path and a quoted date.
///
/// @param changed paths such as `2024/cve-2024-1234.json`, with when they changed; none that went
///   afterwards
/// @param deleted paths of those that went and did not come back
record VexChanges(Map<String, Instant> changed, Map<String, Instant> deleted) {

  /// The only words from outside that become part of a path of ours.
  private static final Pattern LINE =
      Pattern.compile("\"([0-9]{4}/cve-[0-9]{4}-[0-9]{4,12}\\.json)\",\"([0-9TZ:.+-]{10,40})\"");

  VexChanges {
    changed = Map.copyOf(changed);
    deleted = Map.copyOf(deleted);
  }

  /// A line that is none of theirs.
  static final class BadLineException extends Exception {
    private static final long serialVersionUID = 1;

    BadLineException(String line) {
      super(line);
    }
  }

  static VexChanges read(List<String> changes, List<String> deletions) throws BadLineException {
    Map<String, Instant> changed = dates(changes);
    Map<String, Instant> deleted = dates(deletions);
    deleted
        .entrySet()
        .removeIf(each -> {
          Instant change = changed.get(each.getKey());
          return change != null && change.isAfter(each.getValue());
        });
    deleted.keySet().forEach(changed::remove);
    return new VexChanges(changed, deleted);
  }

  private static Map<String, Instant> dates(List<String> lines) throws BadLineException {
    Map<String, Instant> dates = new HashMap<>();
    for (String line : lines) {
      Matcher matcher = LINE.matcher(line);
      if (!matcher.matches()) {
        throw new BadLineException(line);
      }
      try {
        Instant date = OffsetDateTime.parse(matcher.group(2)).toInstant();
        dates.merge(matcher.group(1), date, (one, other) -> one.isAfter(other) ? one : other);
      } catch (DateTimeException e) {
        throw new BadLineException(line);
      }
    }
    return dates;
  }

  /// The documents that changed at that moment or later, sorted.
  List<String> changedSince(Instant moment) {
    return changed.entrySet().stream()
        .filter(each -> !each.getValue().isBefore(moment))
        .map(Entry::getKey)
        .sorted()
        .toList();
  }

  /// What an archive made then has, and must not speak any more.
  TreeSet<String> supersededSince(Instant moment) {
    TreeSet<String> superseded = new TreeSet<>(changedSince(moment));
    superseded.addAll(deleted.keySet());
    return superseded;
  }
}
