package dev.seaworthy.advisory.match;

import dev.seaworthy.advisory.DebianReleases;
import dev.seaworthy.inventory.Distribution;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the feeds call a distribution that names itself by os-release.
final class DistributionEcosystems {

  private static final Pattern MAJOR_MINOR = Pattern.compile("([0-9]+)\\.([0-9]+).*");
  private static final Pattern UBUNTU_LTS = Pattern.compile("[0-9]*[02468]\\.04");

  private DistributionEcosystems() {}

  /// The ecosystems that may hold statements, the best first; a distribution that no feed has a
  /// word for gives its own id and version.
  static List<String> of(Distribution distribution) {
    String version = distribution.versionId();
    String major = major(version);
    return switch (distribution.id()) {
      case "debian" -> List.of(debian(distribution));
      case "ubuntu" -> ubuntu(version);
      case "alpine" -> List.of("Alpine:" + alpineBranch(distribution));
      case "wolfi" -> List.of("Wolfi");
      case "chainguard" -> List.of("Chainguard", "Wolfi");
      case "minimos" -> List.of("MinimOS");
      case "echo" -> List.of("Echo");
      case "alpaquita" -> List.of("Alpaquita:" + (version.isEmpty() ? "stream" : version));
      case "almalinux" -> List.of("AlmaLinux:" + major);
      case "rocky" -> List.of("Rocky Linux:" + major);
      case "rhel" -> List.of("Red Hat:enterprise_linux:" + major);
      case "centos" -> List.of("CentOS:" + major);
      case "fedora" -> List.of("Fedora:" + version);
      case "amzn" -> List.of("Amazon Linux:" + version);
      case "ol" -> List.of("Oracle Linux:" + major);
      case "opensuse-leap" -> List.of("openSUSE:Leap " + version);
      case "opensuse-tumbleweed" -> List.of("openSUSE:Tumbleweed");
      case "sles" -> List.of("SUSE:Linux Enterprise Server " + version.replace(".", " SP"));
      case "azurelinux", "mariner" -> List.of("Azure Linux:" + major);
      case "photon" -> List.of("Photon OS:" + version);
      case "mageia" -> List.of("Mageia:" + version);
      case "openeuler" -> List.of(openEuler(distribution));
      default -> List.of(distribution.id() + (version.isEmpty() ? "" : ":" + version));
    };
  }

  /// The service pack is a release of its own: `openEuler:22.03-LTS-SP3`.
  private static String openEuler(Distribution distribution) {
    String pack = distribution.codename().toUpperCase(Locale.ROOT);
    return "openEuler:" + distribution.versionId() + (pack.isEmpty() ? "" : "-" + pack);
  }

  private static String debian(Distribution distribution) {
    String version = distribution.versionId();
    if (version.isEmpty()) {
      // Testing and unstable have no number; "trixie/sid" is how both name themselves.
      String codename = distribution.codename();
      int slash = codename.indexOf('/');
      return DebianReleases.ecosystem(
          codename.isEmpty() ? "sid" : slash < 0 ? codename : codename.substring(0, slash));
    }
    // Up to sarge the second number was part of the release's name.
    return "Debian:" + (version.startsWith("3.") ? version : major(version));
  }

  private static List<String> ubuntu(String version) {
    String plain = "Ubuntu:" + version;
    return UBUNTU_LTS.matcher(version).matches() ? List.of(plain + ":LTS", plain) : List.of(plain);
  }

  private static String alpineBranch(Distribution distribution) {
    Matcher release = MAJOR_MINOR.matcher(distribution.versionId());
    boolean isEdge =
        distribution.versionId().contains("_alpha")
            || distribution.prettyName().endsWith(" edge")
            || distribution.versionId().equals("edge");
    return isEdge || !release.matches() ? "edge" : "v" + release.group(1) + "." + release.group(2);
  }

  private static String major(String version) {
    int dot = version.indexOf('.');
    return dot < 0 ? version : version.substring(0, dot);
  }
}
