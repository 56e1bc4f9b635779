package dev.seaworthy.advisory.match;

import dev.seaworthy.advisory.Advisory;
import dev.seaworthy.advisory.AdvisoryDatabase;
import dev.seaworthy.advisory.AdvisoryId;
import dev.seaworthy.advisory.Match;
import dev.seaworthy.advisory.MatchStatus;
import dev.seaworthy.advisory.Statements;
import dev.seaworthy.inventory.Component;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/// Holds one component against the statements at its targets.
final class ComponentMatcher {

  private final AdvisoryDatabase database;

  ComponentMatcher(AdvisoryDatabase database) {
    this.database = database;
  }

  /// The flaws that have to be reported for a component: affected, or nobody can tell.
  List<Match> reported(Component component, List<Target> targets, Ownership ownership) {
    FlawGroups groups = new FlawGroups();
    boolean isAny = false;
    int lightest = Integer.MAX_VALUE;
    int heaviest = 0;
    for (Target target : targets) {
      Statements at = database.statements(target.ecosystem(), target.packageName());
      while (at.next()) {
        int weight = SourceWeights.of(target.ecosystem(), at.source());
        heaviest = Math.max(heaviest, weight);
        Judgement judgement = Judgement.of(at, target.version());
        if (judgement.isReported()) {
          add(target, at, judgement, weight, groups, _ -> true);
          lightest = Math.min(lightest, weight);
          isAny = true;
        }
      }
    }
    if (!isAny) {
      return List.of();
    }
    if (lightest < heaviest) {
      addContradictions(targets, lightest, groups);
    }
    List<Match> matches = new ArrayList<>();
    for (List<Candidate> group : groups.groups()) {
      Match match = match(component, group, ownership);
      if (!(match.status() instanceof MatchStatus.NotAffected)) {
        matches.add(match);
      }
    }
    return matches;
  }

  /// What weightier sources say against the flaws found so far.
  private void addContradictions(List<Target> targets, int lightest, FlawGroups groups) {
    for (Target target : targets) {
      Statements at = database.statements(target.ecosystem(), target.packageName());
      while (at.next()) {
        int weight = SourceWeights.of(target.ecosystem(), at.source());
        if (weight > lightest && !at.isWithdrawn()) {
          Judgement judgement = Judgement.of(at, target.version());
          if (!judgement.isReported()) {
            add(target, at, judgement, weight, groups, groups::knows);
          }
        }
      }
    }
  }

  /// Every flaw that any statement speaks of, whatever the answer.
  List<Match> all(Component component, List<Target> targets, Ownership ownership) {
    FlawGroups groups = new FlawGroups();
    for (Target target : targets) {
      Statements at = database.statements(target.ecosystem(), target.packageName());
      while (at.next()) {
        int weight = SourceWeights.of(target.ecosystem(), at.source());
        add(target, at, Judgement.of(at, target.version()), weight, groups, _ -> true);
      }
    }
    List<Match> matches = new ArrayList<>();
    for (List<Candidate> group : groups.groups()) {
      matches.add(match(component, group, ownership));
    }
    return matches;
  }

  private static void add(
      Target target,
      Statements at,
      Judgement judgement,
      int weight,
      FlawGroups groups,
      Predicate<AdvisoryId> isWanted) {
    for (AdvisoryId flaw : at.flaws()) {
      if (isWanted.test(flaw)) {
        groups.add(new Candidate(target, at.advisory(), flaw, judgement, weight));
      }
    }
  }

  /// @param group best first, never empty
  private Match match(Component component, List<Candidate> group, Ownership ownership) {
    Candidate winner = winner(group);
    Set<AdvisoryId> ids = new TreeSet<>();
    List<Advisory> others = new ArrayList<>();
    for (Candidate candidate : group) {
      ids.addAll(candidate.ids());
      boolean isOther =
          !candidate.advisory().equals(winner.advisory()) && !others.contains(candidate.advisory());
      if (isOther) {
        others.add(candidate.advisory());
      }
    }
    AdvisoryId best = ids.iterator().next();
    ids.remove(best);
    MatchStatus status = winner.judgement().status();
    String comparison = winner.judgement().words(winner.target().version());
    boolean isOfDistribution = winner.target().isDistribution();
    if (!isOfDistribution && winner.judgement().isReported()) {
      String overruling = ownership.overruling(best, ids);
      if (!overruling.isEmpty()) {
        status = new MatchStatus.NotAffected(MatchStatus.Reason.OVERRULED);
        comparison = comparison + "; " + overruling;
        isOfDistribution = true;
      }
    }
    return new Match(
        component,
        best,
        List.copyOf(ids),
        winner.advisory(),
        others,
        status,
        comparison,
        isOfDistribution ? MatchingRule.DISTRIBUTION_FIRST : MatchingRule.ECOSYSTEM);
  }

  /// The statement that decides: of the weightiest sources that stand, the one that says
  /// "affected", else the one that doesn't know, else any.
  private static Candidate winner(List<Candidate> bestFirst) {
    for (Candidate candidate : bestFirst) {
      if (candidate.judgement().kind() != Judgement.Kind.WITHDRAWN) {
        return candidate;
      }
    }
    return bestFirst.getFirst();
  }
}
