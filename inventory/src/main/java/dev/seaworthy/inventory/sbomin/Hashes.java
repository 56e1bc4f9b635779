package dev.seaworthy.inventory.sbomin;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Names of hash algorithms as the formats write them, and ours.
final class Hashes {

  private static final Set<String> KNOWN = Set.of("md5", "sha1", "sha256", "sha384", "sha512");

  private Hashes() {}

  /// Adds a hash under our name of its algorithm, unless we have none.
  static void put(Map<String, String> hashes, String algorithm, String hex) {
    String name = algorithm.toLowerCase(Locale.ROOT).replace("-", "");
    if (KNOWN.contains(name) && !hex.isEmpty()) {
      hashes.putIfAbsent(name, hex);
    }
  }
}
