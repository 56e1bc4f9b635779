package dev.seaworthy.verdict;

import java.util.Comparator;

/// That a deviation speaks of a finding and gives it no relief.
///
/// @param finding the finding
/// @param deviation its id
/// @param code why not
/// @param detail what was found, for people
public record DeviationNote(FindingId finding, String deviation, VerdictError code, String detail)
    implements Comparable<DeviationNote> {

  private static final Comparator<DeviationNote> ORDER =
      Comparator.comparing(DeviationNote::deviation)
          .thenComparing(DeviationNote::finding)
          .thenComparing(DeviationNote::code);

  @Override
  public int compareTo(DeviationNote other) {
    return ORDER.compare(this, other);
  }
}
