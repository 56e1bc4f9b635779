package dev.seaworthy.advisory.match;

import dev.seaworthy.advisory.PackageNames;
import dev.seaworthy.advisory.Scope;
import java.util.Map;

/// Whose word counts more where several sources speak of the same flaw in the same package. Sources
/// of equal weight add up: one that says "affected" is enough.
///
/// @param own the distribution's own data, or empty
/// @param converted the same as OSV has it, or empty
record SourceWeights(String own, String converted) {

  private static final int ORDINARY = 1;
  private static final int CONVERTED = 2;
  private static final int OWN = 3;

  private static final SourceWeights ALL_ALIKE = new SourceWeights("", "");

  private static final Map<String, SourceWeights> BY_ECOSYSTEM =
      Map.of(
          "Red Hat", new SourceWeights("redhat-vex", "osv/redhat"),
          "Debian", new SourceWeights("debian-tracker", "osv/debian"),
          "Alpine", new SourceWeights("alpine-secdb", "osv/alpine"),
          "Wolfi", new SourceWeights("wolfi-secdb", "osv/chainguard"),
          "Chainguard", new SourceWeights("chainguard-secdb", "osv/chainguard"));

  static SourceWeights in(String ecosystem) {
    return BY_ECOSYSTEM.getOrDefault(PackageNames.family(ecosystem), ALL_ALIKE);
  }

  int of(String source) {
    if (source.equals(own)) {
      return OWN;
    }
    return source.equals(converted) ? CONVERTED : ORDINARY;
  }

  /// The weight of a statement at a target. A word on the very binary package weighs more than one
  /// on its source package; a channel's word decides against the others only where the component
  /// comes from that channel.
  static int weight(int ofSource, Target target, Verdict verdict) {
    int weight = 4 * ofSource + (target.packaging().architecture().equals(Scope.SOURCE) ? 0 : 1);
    if (!(target.origin() instanceof Target.OfChannel(_, boolean isSource, _))) {
      return weight;
    }
    return isSource && !verdict.isReported() ? 4 * OWN + 2 : 0;
  }
}
