package dev.seaworthy.advisory.match;

import dev.seaworthy.advisory.Advisory;
import dev.seaworthy.advisory.AdvisoryId;
import java.util.Comparator;
import java.util.List;

/// One statement held against one component for one flaw.
///
/// @param flaw the one of the statement's flaws that is meant
/// @param weight of its source
record Candidate(
    Target target, Advisory advisory, AdvisoryId flaw, Judgement judgement, int weight) {

  /// Which of equals is shown: the weightier, the affected, then by name.
  static final Comparator<Candidate> BEST_FIRST =
      Comparator.comparingInt(Candidate::weight)
          .reversed()
          .thenComparingInt(Candidate::gravity)
          .thenComparing(candidate -> candidate.advisory.id())
          .thenComparing(candidate -> candidate.advisory.source())
          .thenComparing(candidate -> candidate.advisory.ecosystem())
          .thenComparing(candidate -> candidate.advisory.ranges().toString());

  /// The ids under which other statements may speak of the same flaw. A bulletin's own id is none
  /// of them when it is about several flaws.
  List<AdvisoryId> ids() {
    return advisory.upstream().size() > 1 ? List.of(flaw) : advisory.allIds();
  }

  private int gravity() {
    return switch (judgement.kind()) {
      case IN_RANGE, LISTED -> hasFix() ? 0 : 1;
      case INCOMPARABLE -> 2;
      case UNDETERMINED -> 3;
      case FIXED -> 4;
      case PAST, BELOW, OUTSIDE -> 5;
      case SAID_NOT_AFFECTED -> 6;
      case WITHDRAWN -> 7;
    };
  }

  private boolean hasFix() {
    return judgement.range() != null && !judgement.range().fixed().isEmpty();
  }
}
