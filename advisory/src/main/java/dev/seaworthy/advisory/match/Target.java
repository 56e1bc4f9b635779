package dev.seaworthy.advisory.match;

import dev.seaworthy.advisory.version.ParsedVersion;

/// Where in the database to look a component up, and the version to compare.
///
/// @param ecosystem OSV's word
/// @param packageName in the component's spelling
/// @param isDistribution whether the ecosystem is a distribution's
record Target(
    String ecosystem, String packageName, ParsedVersion version, boolean isDistribution) {}
