package dev.seaworthy.inspection.hardening.check;

import dev.seaworthy.base.Location;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/// Something that a condition of a check saw.
///
/// @param key tells sights of one check at one place apart; empty where there can be only one
/// @param evidence for people; foreign text has been made visible
/// @param details more of the proof by name
record Sight(
    Location location, int line, String key, String evidence, SortedMap<String, String> details) {

  Sight {
    details = Collections.unmodifiableSortedMap(new TreeMap<>(details));
  }

  static Sight at(Location location, String evidence) {
    return new Sight(location, 0, "", evidence, new TreeMap<>());
  }

  static Sight keyed(Location location, String key, String evidence) {
    return new Sight(location, 0, key, evidence, new TreeMap<>());
  }

  /// In a part of the image's config, such as `config/User`.
  static Sight inConfig(String place, String evidence) {
    return at(Location.ofPath(place), evidence);
  }

  Sight onLine(int newLine) {
    return new Sight(location, newLine, key, evidence, details);
  }

  Sight with(String name, String value) {
    SortedMap<String, String> more = new TreeMap<>(details);
    more.put(name, value);
    return new Sight(location, line, key, evidence, more);
  }
}
