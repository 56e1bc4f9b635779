package dev.seaworthy.advisory.match;

import dev.seaworthy.advisory.Advisory;
import dev.seaworthy.advisory.AdvisoryId;
import java.util.Comparator;
import java.util.List;

/// One statement held against one component for one flaw.
///
/// @param ids the ids under which other statements may speak of the same flaw, best first
/// @param weight of its source
record Candidate(
    Target target, Advisory advisory, List<AdvisoryId> ids, Judgement judgement, int weight) {

  /// Which of equals is shown: the weightier, the affected, then by name.
  static final Comparator<Candidate> BEST_FIRST =
      Comparator.comparingInt(Candidate::weight)
          .reversed()
          .thenComparingInt(Candidate::gravity)
          .thenComparing(candidate -> candidate.advisory.id())
          .thenComparing(candidate -> candidate.advisory.source())
          .thenComparing(candidate -> candidate.advisory.ecosystem())
          .thenComparing(candidate -> candidate.advisory.ranges().toString());

  /// A candidate for each flaw that the statement speaks of. A bulletin's own id names none of them
  /// when they are several.
  static List<Candidate> of(Target target, Advisory advisory, Judgement judgement, int weight) {
    if (advisory.upstream().size() < 2) {
      return List.of(new Candidate(target, advisory, advisory.allIds(), judgement, weight));
    }
    return advisory.upstream().stream()
        .map(flaw -> new Candidate(target, advisory, List.of(flaw), judgement, weight))
        .toList();
  }

  boolean isWithdrawn() {
    return judgement.verdict() == Verdict.WITHDRAWN;
  }

  private int gravity() {
    return switch (judgement.verdict()) {
      case IN_RANGE, LISTED -> judgement.hasFix() ? 0 : 1;
      case INCOMPARABLE -> 2;
      case UNDETERMINED -> 3;
      case FIXED -> 4;
      case PAST, BELOW, OUTSIDE -> 5;
      case SAID_NOT_AFFECTED -> 6;
      case WITHDRAWN -> 7;
    };
  }
}
