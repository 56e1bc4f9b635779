package dev.seaworthy.inspection;

import dev.seaworthy.base.Location;
import java.util.Collections;
import java.util.Comparator;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Something that an inspection saw in an image, with its proof.
///
/// @param rule the rule that fits
/// @param location the file and its layer; a part of the image's config is a path without leading
///   slash, such as `config/Env/DB_PASSWORD` or `history/3`
/// @param line counted from 1; 0 where lines don't apply
/// @param key tells observations of one rule at one place apart (a keyed hash of a secret, a
///   signature's name, a package's name); empty where there can be only one. It stays the same as
///   long as what was seen does, for finding ids are made of it
/// @param evidence what was seen, for people; secret values are redacted, foreign text has been
///   made visible
/// @param details more of the proof by name, such as `engine`, `signature`, `sha256`, `deletedIn`
public record Observation(
    InspectionRule rule,
    Location location,
    long line,
    String key,
    String evidence,
    SortedMap<String, String> details)
    implements Comparable<Observation> {

  private static final Comparator<Observation> ORDER =
      Comparator.comparing(Observation::rule)
          .thenComparing(Observation::location)
          .thenComparingLong(Observation::line)
          .thenComparing(Observation::key)
          .thenComparing(Observation::evidence);

  public Observation {
    if (line < 0) {
      throw new IllegalArgumentException("line " + line);
    }
    details = Collections.unmodifiableSortedMap(new TreeMap<>(details));
  }

  /// Without details.
  public Observation(
      InspectionRule rule, Location location, long line, String key, String evidence) {
    this(rule, location, line, key, evidence, new TreeMap<>());
  }

  /// The same with one detail more.
  Observation with(String name, String value) {
    SortedMap<String, String> more = new TreeMap<>(details);
    more.put(name, value);
    return new Observation(rule, location, line, key, evidence, more);
  }

  /// The value of a detail, or null.
  public @Nullable String detailOrNull(String name) {
    return details.get(name);
  }

  @Override
  public int compareTo(Observation other) {
    return ORDER.compare(this, other);
  }
}
