package dev.seaworthy.advisory.match;

import dev.seaworthy.advisory.Advisory;
import dev.seaworthy.advisory.AdvisoryId;
import dev.seaworthy.advisory.MatchStatus;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

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

  /// Whether it says nothing on this component: taken back, or about another module or
  /// architecture.
  boolean isVoid() {
    return judgement.verdict() == Verdict.WITHDRAWN || judgement.verdict() == Verdict.NOT_CONCERNED;
  }

  /// The fix that its channel has, which is one for those alone who have the channel; empty when it
  /// has none to offer, or is no channel's.
  Optional<MatchStatus.Fix> channelFix() {
    return target.origin() instanceof Target.OfChannel(String name, _, boolean isSubscribed)
            && judgement.status() instanceof MatchStatus.Affected(MatchStatus.Fix.Available fix)
        ? Optional.of(isSubscribed ? fix : new MatchStatus.Fix.InChannel(name, fix.version()))
        : Optional.empty();
  }

  /// Where its channel's fix comes from, for people; empty where that is no news.
  String channelWords() {
    return target.origin()
                instanceof Target.OfChannel(String name, boolean isSource, boolean isSubscribed)
            && !isSource
            && isSubscribed
        ? "; %s, to which the policy subscribes, has the fix".formatted(name)
        : "";
  }

  private int gravity() {
    return switch (judgement.verdict()) {
      case IN_RANGE, LISTED -> judgement.hasFix() ? 0 : 1;
      case INCOMPARABLE -> 2;
      case UNDETERMINED -> 3;
      case FIXED -> 4;
      case PAST, BELOW, OUTSIDE -> 5;
      case CONDITIONAL -> 3;
      case SAID_NOT_AFFECTED -> 6;
      case NOT_CONCERNED -> 7;
      case WITHDRAWN -> 8;
    };
  }
}
