package dev.seaworthy.advisory.match;

import dev.seaworthy.advisory.Advisory;
import dev.seaworthy.advisory.AdvisoryId;
import dev.seaworthy.advisory.Match;
import dev.seaworthy.advisory.MatchStatus;
import dev.seaworthy.inventory.Component;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The answer on one flaw for whatever is looked up at the same place in the same version: the many
/// binary packages of one source package share it.
///
/// @param flaw the best of the ids
/// @param aliases the other ids, best first
/// @param others what further sources say, weightiest first
/// @param isOfDistribution whether a distribution's statement decided
record Answer(
    AdvisoryId flaw,
    List<AdvisoryId> aliases,
    Advisory advisory,
    List<Advisory> others,
    MatchStatus status,
    String comparison,
    boolean isOfDistribution) {

  /// As the matches of one component are ordered.
  static final Comparator<Answer> ORDER =
      Comparator.comparing(Answer::flaw)
          .thenComparing(answer -> answer.advisory().id())
          .thenComparing(answer -> answer.advisory().source())
          .thenComparing(answer -> answer.advisory().ecosystem());

  /// @param group candidates for one flaw, best first, never empty
  static Answer of(List<Candidate> group) {
    Candidate winner = winner(group);
    if (group.size() == 1) {
      List<AdvisoryId> ids = winner.ids();
      return answer(ids.getFirst(), ids.subList(1, ids.size()), winner, List.of(), group);
    }
    TreeSet<AdvisoryId> ids = new TreeSet<>();
    List<Advisory> others = new ArrayList<>();
    for (Candidate candidate : group) {
      ids.addAll(candidate.ids());
      Advisory other = candidate.advisory();
      if (!other.equals(winner.advisory()) && !others.contains(other)) {
        others.add(other);
      }
    }
    AdvisoryId best = ids.removeFirst();
    return answer(best, List.copyOf(ids), winner, others, group);
  }

  private static Answer answer(
      AdvisoryId best,
      List<AdvisoryId> aliases,
      Candidate winner,
      List<Advisory> others,
      List<Candidate> group) {
    Candidate offering = offering(winner, group);
    return new Answer(
        best,
        List.copyOf(aliases),
        winner.advisory(),
        List.copyOf(others),
        offering == null
            ? winner.judgement().status()
            : new MatchStatus.Affected(offering.channelFix().orElseThrow()),
        winner.judgement().words() + (offering == null ? "" : offering.channelWords()),
        winner.target().isDistribution());
  }

  /// Where the winner itself knows no fix and a channel does, the one that speaks for the channel:
  /// the best that the operator can install from, else the best.
  private static @Nullable Candidate offering(Candidate winner, List<Candidate> group) {
    boolean isWithoutFix =
        winner.judgement().status() instanceof MatchStatus.Affected(MatchStatus.Fix fix)
            && (!(fix instanceof MatchStatus.Fix.Available) || winner.channelFix().isPresent());
    if (!isWithoutFix) {
      return null;
    }
    Candidate first = null;
    for (Candidate candidate : group) {
      MatchStatus.Fix offered = candidate.channelFix().orElse(null);
      if (offered instanceof MatchStatus.Fix.Available) {
        return candidate;
      }
      first = first == null && offered != null ? candidate : first;
    }
    return first;
  }

  /// The statement that decides: the best that stands.
  private static Candidate winner(List<Candidate> bestFirst) {
    for (Candidate candidate : bestFirst) {
      if (!candidate.isVoid()) {
        return candidate;
      }
    }
    return bestFirst.getFirst();
  }

  boolean isReported() {
    return !(status instanceof MatchStatus.NotAffected);
  }

  Match match(Component component) {
    return new Match(
        component,
        flaw,
        aliases,
        advisory,
        others,
        status,
        comparison,
        isOfDistribution ? MatchingRule.DISTRIBUTION_FIRST : MatchingRule.ECOSYSTEM);
  }

  /// The match where the distribution decides against the component's own ecosystem.
  Match overruled(Component component, String why) {
    return new Match(
        component,
        flaw,
        aliases,
        advisory,
        others,
        new MatchStatus.NotAffected(MatchStatus.Reason.OVERRULED),
        comparison + "; " + why,
        MatchingRule.DISTRIBUTION_FIRST);
  }
}
