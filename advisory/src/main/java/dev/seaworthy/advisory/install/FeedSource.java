package dev.seaworthy.advisory.install;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Where a feed is fetched from.
///
/// @param path where it is kept below the folder of downloads, with `/`; its name tells the form
/// @param address http or https
public record FeedSource(String path, URI address) {

  private static final String OSV = "https://osv-vulnerabilities.storage.googleapis.com/";
  private static final String DEBIAN_TRACKER =
      "https://security-tracker.debian.org/tracker/data/json";
  private static final String ALPINE_SECDB = "https://secdb.alpinelinux.org/";

  /// The ecosystems that catalogers find. Debian and Alpine have feeds of their own.
  private static final List<String> OSV_ECOSYSTEMS =
      List.of(
          "AlmaLinux",
          "Bitnami",
          "CRAN",
          "GitHub Actions",
          "Go",
          "Hackage",
          "Hex",
          "Maven",
          "NuGet",
          "Packagist",
          "Pub",
          "PyPI",
          "Rocky Linux",
          "RubyGems",
          "SwiftURL",
          "Ubuntu",
          "crates.io",
          "npm");

  private static final List<String> ALPINE_BRANCHES =
      List.of("v3.18", "v3.19", "v3.20", "v3.21", "v3.22", "edge");

  /// The feeds' own addresses.
  public static List<FeedSource> standard() {
    return from(OSV, DEBIAN_TRACKER, ALPINE_SECDB, OSV_ECOSYSTEMS, ALPINE_BRANCHES);
  }

  /// The same layout at other addresses, as a mirror has it.
  ///
  /// @param osv the folder that holds `<ecosystem>/all.zip`; ends with `/`
  /// @param debianTracker the tracker's JSON
  /// @param alpineSecdb the folder that holds `<branch>/main.json`; ends with `/`
  public static List<FeedSource> from(
      String osv,
      String debianTracker,
      String alpineSecdb,
      List<String> osvEcosystems,
      List<String> alpineBranches) {
    List<FeedSource> sources = new ArrayList<>();
    for (String ecosystem : osvEcosystems) {
      String encoded = URLEncoder.encode(ecosystem, StandardCharsets.UTF_8).replace("+", "%20");
      sources.add(
          new FeedSource("osv/" + ecosystem + "/all.zip", URI.create(osv + encoded + "/all.zip")));
    }
    sources.add(new FeedSource("debian/tracker.json", URI.create(debianTracker)));
    for (String branch : alpineBranches) {
      for (String repository : List.of("main", "community")) {
        String path = branch + "/" + repository + ".json";
        sources.add(new FeedSource("alpine/" + path, URI.create(alpineSecdb + path)));
      }
    }
    return List.copyOf(sources);
  }
}
