package dev.seaworthy.advisory.match;

import dev.seaworthy.advisory.PackageNames;
import java.util.Map;

/// Whose word counts more where several sources speak of the same flaw in the same package. Sources
/// of equal weight add up: one that says "affected" is enough.
final class SourceWeights {

  private static final int ORDINARY = 1;
  private static final int CONVERTED = 2;
  private static final int OWN = 3;

  /// By ecosystem: the distribution's own data, which OSV's are converted from.
  private static final Map<String, String> OWN_SOURCE =
      Map.of(
          "Debian", "debian-tracker",
          "Alpine", "alpine-secdb",
          "Wolfi", "wolfi-secdb",
          "Chainguard", "chainguard-secdb");

  private static final Map<String, String> CONVERTED_SOURCE =
      Map.of(
          "Debian", "osv/debian",
          "Alpine", "osv/alpine",
          "Wolfi", "osv/chainguard",
          "Chainguard", "osv/chainguard");

  private SourceWeights() {}

  static int of(String ecosystem, String source) {
    String family = PackageNames.family(ecosystem);
    if (source.equals(OWN_SOURCE.get(family))) {
      return OWN;
    }
    return source.equals(CONVERTED_SOURCE.get(family)) ? CONVERTED : ORDINARY;
  }
}
