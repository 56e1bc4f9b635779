package dev.seaworthy.verdict;

import dev.seaworthy.rulebook.deadline.Deadline;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/// That an open finding must be gone by a time.
///
/// @param finding the finding's id
/// @param name the finding's short name, such as `CVE-2026-34182`
/// @param firstDetected when it was first seen in the asset class
/// @param deadline by when it must be gone
/// @param reasoning what the deadline rests on beyond its own reason, one step a line: declared
///   facts, evaluations, and what was presumed for want of them
public record Obligation(
    FindingId finding,
    String name,
    Instant firstDetected,
    Deadline deadline,
    List<String> reasoning)
    implements Comparable<Obligation> {

  private static final Comparator<Obligation> ORDER =
      Comparator.comparing(Obligation::deadline).thenComparing(Obligation::finding);

  public Obligation {
    reasoning = List.copyOf(reasoning);
  }

  /// With nothing behind the deadline but its own reason.
  public Obligation(FindingId finding, String name, Instant firstDetected, Deadline deadline) {
    this(finding, name, firstDetected, deadline, List.of());
  }

  @Override
  public int compareTo(Obligation other) {
    return ORDER.compare(this, other);
  }
}
