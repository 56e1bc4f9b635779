package dev.seaworthy.advisory.version;

/// A version that was read by the rules of its ecosystem. Comparing two of them neither allocates
/// nor looks at the text again. Immutable.
public sealed interface ParsedVersion
    permits KeyedVersion, MavenVersion, GenericVersion, UnorderedVersion {

  /// By whose rules it was read.
  VersionScheme scheme();

  /// The version as it was written.
  String text();

  /// Where this version stands relative to another one of the same scheme.
  ///
  /// @throws IllegalArgumentException when the other was read by another scheme's rules
  VersionOrder order(ParsedVersion other);

  /// Whether the scheme understood the whole text. Where it did not, the version equals its own
  /// text, and it is ordered only where the ecosystem's tool decides by what stands before the
  /// flaw.
  boolean isOrdered();

  /// Refuses what can't be compared at all.
  private static void requireSameScheme(ParsedVersion one, ParsedVersion other) {
    if (one.scheme() != other.scheme()) {
      throw new IllegalArgumentException(
          "tried to compare a version of %s with one of %s"
              .formatted(one.scheme().id(), other.scheme().id()));
    }
  }

  /// The order where at least one side was not understood.
  static VersionOrder orderUnless(ParsedVersion one, ParsedVersion other) {
    requireSameScheme(one, other);
    if (one.text().equals(other.text())) {
      return VersionOrder.Certain.EQUAL;
    }
    return one instanceof UnorderedVersion(_, _, VersionOrder.Incomparable why)
        ? why
        : ((UnorderedVersion) other).why();
  }
}
