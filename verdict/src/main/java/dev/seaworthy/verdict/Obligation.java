package dev.seaworthy.verdict;

import dev.seaworthy.rulebook.deadline.Deadline;
import java.time.Instant;
import java.util.Comparator;

/// That an open finding must be gone by a time.
///
/// @param finding the finding's id
/// @param name the finding's short name, such as `CVE-2026-34182`
/// @param firstDetected when it was first seen in the asset class
/// @param deadline by when it must be gone
public record Obligation(FindingId finding, String name, Instant firstDetected, Deadline deadline)
    implements Comparable<Obligation> {

  private static final Comparator<Obligation> ORDER =
      Comparator.comparing(Obligation::deadline).thenComparing(Obligation::finding);

  @Override
  public int compareTo(Obligation other) {
    return ORDER.compare(this, other);
  }
}
