package dev.seaworthy.advisory.database;

/// The trees of a database. The codes are in the format: never reused.
enum TreeKind {
  /// Ecosystem and package to the statements on it.
  PACKAGES(1),
  /// Id to the packages whose statements carry it, and to the flaws that it stands for.
  IDS(2),
  /// Flaw to its texts and severities.
  FLAWS(3),
  /// Flaw to what else is known about it.
  ENRICHMENTS(4),
  /// Product to the lifecycles of its releases.
  LIFECYCLES(5);

  private final int code;

  TreeKind(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }
}
