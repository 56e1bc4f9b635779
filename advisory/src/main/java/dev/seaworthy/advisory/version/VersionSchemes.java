package dev.seaworthy.advisory.version;

/// Which ordering an ecosystem uses.
public final class VersionSchemes {

  private VersionSchemes() {}

  /// The ordering of an ecosystem by OSV's word for it, with or without a release behind a colon
  /// (`Debian:12`, `Red Hat:enterprise_linux:9::baseos`). An ecosystem that we don't know gets
  /// [VersionScheme#GENERIC], which rather doesn't answer than guess.
  public static VersionScheme forEcosystem(String osvEcosystem) {
    int colon = osvEcosystem.indexOf(':');
    String name = colon < 0 ? osvEcosystem : osvEcosystem.substring(0, colon);
    return switch (name) {
      case "Debian", "Ubuntu", "Echo", "OpenWrt" -> VersionScheme.DPKG;
      case "AlmaLinux",
          "Amazon Linux",
          "Azure Linux",
          "CentOS",
          "Fedora",
          "Mageia",
          "openEuler",
          "openSUSE",
          "Oracle Linux",
          "Photon OS",
          "Red Hat",
          "Rocky Linux",
          "SUSE" ->
          VersionScheme.RPM;
      case "Alpaquita",
          "Alpine",
          "BellSoft Hardened Containers",
          "Chainguard",
          "MinimOS",
          "Wolfi" ->
          VersionScheme.APK;
      case "crates.io", "DHI", "Docker Hardened Images", "Hex", "npm", "SwiftURL", "VSCode" ->
          VersionScheme.SEMVER;
      case "Bitnami" -> VersionScheme.BITNAMI;
      case "Go" -> VersionScheme.GO;
      case "GitHub Actions" -> VersionScheme.GITHUB_ACTIONS;
      case "Julia", "Pub" -> VersionScheme.PUB;
      case "Maven" -> VersionScheme.MAVEN;
      case "PyPI" -> VersionScheme.PEP440;
      case "RubyGems" -> VersionScheme.RUBYGEMS;
      case "NuGet" -> VersionScheme.NUGET;
      case "Packagist" -> VersionScheme.COMPOSER;
      case "conda" -> VersionScheme.CONDA;
      case "Arch Linux" -> VersionScheme.PACMAN;
      case "Gentoo" -> VersionScheme.PORTAGE;
      case "GHC", "Hackage" -> VersionScheme.HACKAGE;
      case "Bioconductor", "CRAN" -> VersionScheme.CRAN;
      // "Root:Debian:12" and the like repackage another ecosystem.
      case "Root" ->
          colon < 0 ? VersionScheme.GENERIC : forEcosystem(osvEcosystem.substring(colon + 1));
      default -> VersionScheme.GENERIC;
    };
  }

  /// The ordering of one package: Go's standard library and toolchain are versioned as Go's
  /// releases are, not as modules.
  public static VersionScheme forPackage(String osvEcosystem, String packageName) {
    VersionScheme scheme = forEcosystem(osvEcosystem);
    boolean isToolchain = packageName.equals("stdlib") || packageName.equals("toolchain");
    return scheme == VersionScheme.GO && isToolchain ? VersionScheme.GO_TOOLCHAIN : scheme;
  }
}
