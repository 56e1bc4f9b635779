package dev.seaworthy.advisory;

/// The answer for one component and one advisory.
public sealed interface MatchStatus {

  /// The component is affected.
  record Affected(Fix fix) implements MatchStatus {}

  /// The component is not affected.
  record NotAffected(Reason reason) implements MatchStatus {}

  /// It can't be told.
  ///
  /// @param reason for people, such as that the version can't be compared
  record Unknown(String reason) implements MatchStatus {}

  /// What can be done about it.
  sealed interface Fix {

    /// @param version the lowest fixed version above the installed one
    record Available(String version) implements Fix {}

    /// There is a fix, but only for those who use a channel that this component doesn't come from:
    /// for its users as it is, there is none.
    ///
    /// @param channel for people, such as `Ubuntu Pro`
    /// @param version the lowest fixed version there
    record InChannel(String channel, String version) implements Fix {}

    /// No fixed version is known.
    record None() implements Fix {}

    /// The source says that it won't fix it.
    record WillNotFix() implements Fix {}

    /// The source says that it will fix it later.
    record Deferred() implements Fix {}
  }

  /// Why a component is not affected.
  enum Reason {
    /// Its version is at or above the one that fixed it.
    FIXED,
    /// Its version lies outside every affected range.
    OUTSIDE_RANGES,
    /// The distribution says that its package is not affected.
    VENDOR_NOT_AFFECTED,
    /// A weightier source speaks for this component and says so.
    OVERRULED,
    /// The statement speaks of another module or architecture.
    NOT_CONCERNED,
    /// The advisory was withdrawn.
    WITHDRAWN
  }
}
