package dev.seaworthy.inventory.sbomin;

import dev.seaworthy.inventory.Distribution;
import dev.seaworthy.inventory.PackageUrl;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What documents say of the distribution: one operating system as a whole, or the `distro`
/// qualifier of each package.
final class ClaimedDistribution {

  /// Names that other tools use, and the `ID` of `os-release`.
  private static final Map<String, String> IDS =
      Map.ofEntries(
          Map.entry("alma", "almalinux"),
          Map.entry("amazon", "amzn"),
          Map.entry("cbl-mariner", "mariner"),
          Map.entry("openeuler", "openEuler"),
          Map.entry("opensuse.leap", "opensuse-leap"),
          Map.entry("opensuse.tumbleweed", "opensuse-tumbleweed"),
          Map.entry("oracle", "ol"),
          Map.entry("redhat", "rhel"),
          Map.entry("suse", "sles"));

  /// Distributions that have no releases.
  private static final Set<String> ROLLING =
      Set.of(
          "arch",
          "archarm",
          "chainguard",
          "gentoo",
          "minimos",
          "opensuse-tumbleweed",
          "void",
          "wolfi");

  private ClaimedDistribution() {}

  /// @param name as a document writes it
  static String id(String name) {
    String lower = name.strip().toLowerCase(Locale.ROOT);
    return IDS.getOrDefault(lower, lower);
  }

  /// Whether enough is said to look packages up. A release left open would be taken for the newest
  /// one, in which most flaws are mended.
  static boolean isExact(Distribution distribution) {
    boolean isNamed = !distribution.id().isEmpty() && distribution.id().indexOf(' ') < 0;
    return isNamed
        && (!distribution.versionId().isEmpty()
            || !distribution.codename().isEmpty()
            || ROLLING.contains(distribution.id()));
  }

  /// What a package's purl says, if it says enough.
  static Optional<Distribution> of(PackageUrl purl) {
    String qualifier = purl.qualifiers().getOrDefault("distro", "");
    String id = id(purl.namespace());
    String version = "";
    String codename = "";
    int dash = qualifier.lastIndexOf('-');
    if (dash > 0 && isDigit(qualifier, dash + 1)) {
      id = id(qualifier.substring(0, dash));
      version = qualifier.substring(dash + 1);
    } else if (isDigit(qualifier, 0)) {
      version = qualifier;
    } else {
      String lower = qualifier.toLowerCase(Locale.ROOT);
      String prefix = purl.namespace() + "-";
      codename = lower.startsWith(prefix) ? lower.substring(prefix.length()) : lower;
      codename = codename.equals(id) ? "" : codename;
    }
    Distribution distribution =
        new Distribution(id, version, codename, "", List.of(), "purl of " + purl.name());
    return isExact(distribution) ? Optional.of(distribution) : Optional.empty();
  }

  /// Whether a package of one distribution can be a package of the other, as far as they say.
  static boolean agree(Distribution one, Distribution other) {
    if (!one.id().equals(other.id())) {
      return false;
    }
    String left = one.versionId();
    String right = other.versionId();
    return left.isEmpty()
        || right.isEmpty()
        || left.equals(right)
        || left.startsWith(right + ".")
        || right.startsWith(left + ".");
  }

  private static boolean isDigit(String text, int at) {
    return at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9';
  }
}
