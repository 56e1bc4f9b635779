package dev.seaworthy.advisory.version;

/// The explicit list of orderings. An id and a version go into cache keys and evidence: whoever
/// changes how a scheme orders raises its version.
public enum VersionScheme {
  /// Debian's and its relatives' (`deb-version`(7)); opkg orders alike.
  DPKG("dpkg", 1, KeyedVersion.parser(DpkgKey::write)),
  /// `[epoch:]version[-release]` by librpm's segments, tilde and caret.
  RPM("rpm", 1, KeyedVersion.parser(RpmKey::write)),
  /// Alpine's, Wolfi's and Chainguard's, as apk-tools 3 orders.
  APK("apk", 1, KeyedVersion.parser(ApkKey::write)),
  /// Semantic Versioning 2.0.0, build metadata ignored: npm, crates.io, Hex and others.
  SEMVER("semver", 1, KeyedVersion.parser(SemverKey.PLAIN)),
  /// Versions of Go modules, pseudo-versions included.
  GO("go", 1, KeyedVersion.parser(SemverKey.GO)),
  /// Releases of the Go toolchain and its standard library: `go1.21rc2` as well as `1.21.0-rc.2`.
  GO_TOOLCHAIN("go-toolchain", 1, KeyedVersion.parser(GoToolchainKey::write)),
  /// Semantic versions whose build metadata counts, as in Dart's Pub and in Julia.
  PUB("pub", 1, KeyedVersion.parser(SemverKey.PUB)),
  /// Tags of GitHub Actions: semantic, but `v4` is a moving tag that stands for every 4.x.
  GITHUB_ACTIONS("github-actions", 1, KeyedVersion.parser(SemverKey.GITHUB_ACTIONS)),
  /// Bitnami's: semantic, but a single number after the hyphen is a later revision.
  BITNAMI("bitnami", 1, KeyedVersion.parser(SemverKey.BITNAMI)),
  /// Maven 3.9's `ComparableVersion`.
  MAVEN("maven", 1, MavenVersion::parse),
  /// Python's PEP 440.
  PEP440("pep440", 1, KeyedVersion.parser(Pep440Key::write)),
  /// RubyGems' `Gem::Version`.
  RUBYGEMS("rubygems", 1, KeyedVersion.parser(RubyGemsKey::write)),
  /// NuGet's four numbers and case-insensitive labels.
  NUGET("nuget", 1, KeyedVersion.parser(NugetKey::write)),
  /// Composer's normalised versions in PHP's order.
  COMPOSER("composer", 1, KeyedVersion.parser(ComposerKey::write)),
  /// conda's `VersionOrder`.
  CONDA("conda", 1, KeyedVersion.parser(CondaKey::write)),
  /// pacman's `vercmp`.
  PACMAN("pacman", 1, KeyedVersion.parser(PacmanKey::write)),
  /// Gentoo's Package Manager Specification.
  PORTAGE("portage", 1, KeyedVersion.parser(PortageKey::write)),
  /// Haskell's Package Versioning Policy: numbers, and a longer version is later.
  HACKAGE("hackage", 1, KeyedVersion.parser(NumbersKey.HACKAGE)),
  /// R's `package_version`: numbers between dots or hyphens, and a longer version is later.
  CRAN("cran", 1, KeyedVersion.parser(NumbersKey.CRAN)),
  /// For ecosystems that we have no rules of: only what every ordering would answer alike.
  GENERIC("generic", 1, GenericVersion::parse);

  /// No honest version is longer; what is longer is not read.
  static final int LENGTH_MAX = 1024;

  private final String id;
  private final int version;

  /// A pure function, which the compiler can't see.
  @SuppressWarnings("ImmutableEnumChecker")
  private final Parser parser;

  VersionScheme(String id, int version, Parser parser) {
    this.id = id;
    this.version = version;
    this.parser = parser;
  }

  /// Reads a text that is known to be short ASCII.
  @FunctionalInterface
  interface Parser {
    ParsedVersion parse(VersionScheme scheme, String text);
  }

  /// The scheme's name in evidence and cache keys.
  public String id() {
    return id;
  }

  /// Raised whenever the order of any two versions changes.
  public int version() {
    return version;
  }

  /// Reads a version. Never fails: a text that is no version of this ecosystem gives one that is
  /// not [ParsedVersion#isOrdered].
  public ParsedVersion parse(String text) {
    if (text.length() > LENGTH_MAX) {
      return UnorderedVersion.of(this, text, "it has more than " + LENGTH_MAX + " characters");
    }
    if (text.isBlank()) {
      return UnorderedVersion.of(this, text, "it is empty");
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c > '~') {
        return UnorderedVersion.of(this, text, "it has a character outside printable ASCII");
      }
    }
    return parser.parse(this, text);
  }

  /// Where the first version stands relative to the second. Whoever compares one version with many
  /// parses it once instead.
  public VersionOrder compare(String one, String other) {
    return parse(one).order(parse(other));
  }
}
