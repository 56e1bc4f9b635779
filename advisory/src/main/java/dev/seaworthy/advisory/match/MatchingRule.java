package dev.seaworthy.advisory.match;

/// The ids of the rules by which a statement wins; in evidence and reports, so never renamed.
public final class MatchingRule {

  /// The distribution's word decides for what the distribution ships: its packages, and the
  /// libraries that these packages installed.
  public static final String DISTRIBUTION_FIRST = "matching.distribution-first";

  /// What no distribution ships is judged by its own ecosystem; any source that stands is enough.
  public static final String ECOSYSTEM = "matching.ecosystem";

  private MatchingRule() {}
}
