package dev.seaworthy.advisory.match;

import dev.seaworthy.advisory.version.ParsedVersion;

/// Where in the database to look a component up, and what of it is compared.
///
/// @param ecosystem OSV's word
/// @param packageName in the component's spelling
/// @param origin whose word it is
/// @param packaging what of the component decides beside its version
record Target(
    String ecosystem,
    String packageName,
    ParsedVersion version,
    Origin origin,
    Packaging packaging) {

  /// Whose word it is.
  sealed interface Origin {}

  /// The component's own ecosystem.
  record OwnEcosystem() implements Origin {}

  /// The distribution.
  record OfDistribution() implements Origin {}

  /// The distribution's channel that not everybody has: what it says decides only where the
  /// component comes from it.
  ///
  /// @param name for people
  /// @param isSource whether the component's version was built in that channel
  /// @param isSubscribed whether the operator has it, so that its fixes can be installed
  record OfChannel(String name, boolean isSource, boolean isSubscribed) implements Origin {}

  static final Origin OWN = new OwnEcosystem();
  static final Origin DISTRIBUTION = new OfDistribution();

  /// What decides beside the version.
  ///
  /// @param module as `nodejs:16`, or empty
  /// @param architecture as the package manager writes it, `src` where the source package is looked
  ///   up, empty where it doesn't matter
  record Packaging(String module, String architecture) {
    static final Packaging PLAIN = new Packaging("", "");
  }

  /// A target that nothing but its version decides.
  static Target of(String ecosystem, String packageName, ParsedVersion version, Origin origin) {
    return new Target(ecosystem, packageName, version, origin, Packaging.PLAIN);
  }

  /// Whether the ecosystem is a distribution's.
  boolean isDistribution() {
    return !(origin instanceof OwnEcosystem);
  }
}
