package dev.seaworthy.advisory;

import java.util.Map;
import java.util.Optional;

/// What OSV calls the ecosystems of languages and tools that purl has types for. Those of
/// distributions depend on the release, which a purl's type doesn't say.
public final class PurlEcosystems {

  private static final Map<String, String> BY_TYPE =
      Map.ofEntries(
          Map.entry("bioconductor", "Bioconductor"),
          Map.entry("bitnami", "Bitnami"),
          Map.entry("cargo", "crates.io"),
          Map.entry("composer", "Packagist"),
          Map.entry("conan", "ConanCenter"),
          Map.entry("conda", "conda"),
          Map.entry("cran", "CRAN"),
          Map.entry("gem", "RubyGems"),
          Map.entry("githubactions", "GitHub Actions"),
          Map.entry("golang", "Go"),
          Map.entry("hackage", "Hackage"),
          Map.entry("hex", "Hex"),
          Map.entry("julia", "Julia"),
          Map.entry("maven", "Maven"),
          Map.entry("npm", "npm"),
          Map.entry("nuget", "NuGet"),
          Map.entry("pub", "Pub"),
          Map.entry("pypi", "PyPI"),
          Map.entry("swift", "SwiftURL"),
          Map.entry("vscode-extension", "VSCode"));

  private PurlEcosystems() {}

  /// The ecosystem of a purl type; empty for types of distributions and for those without
  /// advisories.
  public static Optional<String> of(String purlType) {
    return Optional.ofNullable(BY_TYPE.get(purlType));
  }
}
