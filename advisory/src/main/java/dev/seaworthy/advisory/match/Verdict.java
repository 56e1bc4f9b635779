package dev.seaworthy.advisory.match;

/// How one statement's judgement of one version ended.
enum Verdict {
  /// The statement was taken back.
  WITHDRAWN,
  /// The statement speaks of another module or architecture.
  NOT_CONCERNED,
  /// The version is in a range, if something is there too that an inventory doesn't show.
  CONDITIONAL,
  /// The source says that the package is not affected.
  SAID_NOT_AFFECTED,
  /// The version lies in an affected range.
  IN_RANGE,
  /// The version is listed as affected.
  LISTED,
  /// It lies before the range.
  BELOW,
  /// It is the fixed version or a later one.
  FIXED,
  /// It lies after the last affected version.
  PAST,
  /// There is no range to compare with, and it is not listed.
  OUTSIDE,
  /// The source doesn't know.
  UNDETERMINED,
  /// The ecosystem's rules don't order the versions.
  INCOMPARABLE;

  /// Whether it has to be reported: the version is affected, or nobody can tell.
  boolean isReported() {
    return switch (this) {
      case IN_RANGE, LISTED, CONDITIONAL, UNDETERMINED, INCOMPARABLE -> true;
      case WITHDRAWN, NOT_CONCERNED, SAID_NOT_AFFECTED, BELOW, FIXED, PAST, OUTSIDE -> false;
    };
  }

  /// Of several ranges that the version lies outside of, the one that it left last tells most.
  int telling() {
    return switch (this) {
      case FIXED -> 3;
      case PAST -> 2;
      case BELOW -> 1;
      case WITHDRAWN,
          NOT_CONCERNED,
          CONDITIONAL,
          SAID_NOT_AFFECTED,
          IN_RANGE,
          LISTED,
          OUTSIDE,
          UNDETERMINED,
          INCOMPARABLE ->
          0;
    };
  }
}
