package dev.seaworthy.advisory.match;

import dev.seaworthy.advisory.AdvisoryDatabase;
import dev.seaworthy.advisory.AdvisoryId;
import dev.seaworthy.advisory.Match;
import dev.seaworthy.advisory.Statements;
import dev.seaworthy.inventory.Component;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Holds the components of one inventory against the statements at their targets.
final class ComponentMatcher {

  private final AdvisoryDatabase database;
  private final boolean isAll;
  private final Map<List<Target>, List<Answer>> answers = new HashMap<>();

  /// @param isAll whether flaws that don't affect the component are wanted too
  ComponentMatcher(AdvisoryDatabase database, boolean isAll) {
    this.database = database;
    this.isAll = isAll;
  }

  /// One component's matches, in their order.
  List<Match> matches(Component component, List<Target> targets, Ownership ownership) {
    boolean isShared = targets.getFirst().isDistribution();
    List<Answer> found =
        isShared ? answers.computeIfAbsent(targets, this::answers) : answers(targets);
    if (found.isEmpty()) {
      return List.of();
    }
    List<Match> matches = new ArrayList<>(found.size());
    for (Answer answer : found) {
      String overruling =
          answer.isOfDistribution() || !answer.isReported()
              ? ""
              : ownership.overruling(answer.flaw(), answer.aliases());
      if (overruling.isEmpty()) {
        matches.add(answer.match(component));
      } else if (isAll) {
        matches.add(answer.overruled(component, overruling));
      }
    }
    return matches;
  }

  private List<Answer> answers(List<Target> targets) {
    FlawGroups groups = new FlawGroups();
    int lightest = Integer.MAX_VALUE;
    int heaviest = 0;
    for (Target target : targets) {
      SourceWeights weights = SourceWeights.in(target.ecosystem());
      Statements at = database.statements(target.ecosystem(), target.packageName());
      StatementJudge judge = new StatementJudge(at, target);
      while (at.next()) {
        Verdict verdict = judge.judge();
        int weight = SourceWeights.weight(weights.of(at.source()), target, verdict);
        heaviest = Math.max(heaviest, verdict == Verdict.NOT_CONCERNED ? 0 : weight);
        if (verdict.isReported() || (isAll && !isSilent(target, verdict))) {
          Judgement judgement = Judgement.of(at, judge, verdict);
          Candidate.of(target, at.advisory(), judgement, weight).forEach(groups::add);
          lightest = Math.min(lightest, weight);
        }
      }
    }
    if (groups.isEmpty()) {
      return List.of();
    }
    if (!isAll && lightest < heaviest) {
      addContradictions(targets, lightest, groups);
    }
    List<Answer> found = new ArrayList<>();
    for (List<Candidate> group : groups.groups()) {
      Answer answer = Answer.of(group);
      if (isAll || answer.isReported()) {
        found.add(answer);
      }
    }
    found.sort(Answer.ORDER);
    return found;
  }

  /// A channel that the component doesn't come from has no say in that it is not affected.
  private static boolean isSilent(Target target, Verdict verdict) {
    return !verdict.isReported()
        && target.origin() instanceof Target.OfChannel(_, boolean isSource, _)
        && !isSource;
  }

  /// What weightier sources say against the flaws found so far.
  private void addContradictions(List<Target> targets, int lightest, FlawGroups groups) {
    for (Target target : targets) {
      SourceWeights weights = SourceWeights.in(target.ecosystem());
      Statements at = database.statements(target.ecosystem(), target.packageName());
      StatementJudge judge = new StatementJudge(at, target);
      while (at.next()) {
        // Most speak of other flaws, and to judge takes longest.
        if (!isKnown(at.flaws(), groups)) {
          continue;
        }
        Verdict verdict = judge.judge();
        int weight = SourceWeights.weight(weights.of(at.source()), target, verdict);
        boolean isHeard =
            weight > lightest
                && !verdict.isReported()
                && verdict != Verdict.WITHDRAWN
                && verdict != Verdict.NOT_CONCERNED
                && !isSilent(target, verdict);
        if (isHeard) {
          Judgement judgement = Judgement.of(at, judge, verdict);
          Candidate.of(target, at.advisory(), judgement, weight).stream()
              .filter(candidate -> candidate.ids().stream().anyMatch(groups::knows))
              .forEach(groups::add);
        }
      }
    }
  }

  private static boolean isKnown(List<AdvisoryId> flaws, FlawGroups groups) {
    for (AdvisoryId flaw : flaws) {
      if (groups.knows(flaw)) {
        return true;
      }
    }
    return false;
  }
}
