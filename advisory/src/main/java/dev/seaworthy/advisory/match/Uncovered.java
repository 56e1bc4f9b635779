package dev.seaworthy.advisory.match;

import java.util.Comparator;

/// Components that no statement can be found on because the snapshot has nothing on their
/// ecosystem. "Nothing known" is not "nothing found", so this becomes a finding.
///
/// @param ecosystem OSV's word such as `Debian:13`, or the purl type where there is no such word
/// @param isDistribution whether the operating system's own packages are meant
/// @param components how many
/// @param reason for people
public record Uncovered(String ecosystem, boolean isDistribution, int components, String reason)
    implements Comparable<Uncovered> {

  private static final Comparator<Uncovered> ORDER =
      Comparator.comparing(Uncovered::isDistribution)
          .reversed()
          .thenComparing(Uncovered::ecosystem)
          .thenComparing(Uncovered::reason);

  @Override
  public int compareTo(Uncovered other) {
    return ORDER.compare(this, other);
  }
}
