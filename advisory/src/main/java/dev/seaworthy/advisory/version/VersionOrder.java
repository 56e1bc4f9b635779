package dev.seaworthy.advisory.version;

/// What a comparison of two versions says.
public sealed interface VersionOrder {

  /// The order is certain.
  enum Certain implements VersionOrder {
    LESS,
    EQUAL,
    GREATER;

    /// The order that a comparator's result stands for.
    static Certain of(int comparison) {
      if (comparison == 0) {
        return EQUAL;
      }
      return comparison < 0 ? LESS : GREATER;
    }
  }

  /// The ecosystem's rules don't order the two, so nothing may be concluded from them.
  ///
  /// @param reason for people: which version, and what is wrong with it
  record Incomparable(String reason) implements VersionOrder {}
}
