package dev.seaworthy.verdict;

import dev.seaworthy.base.JsonBuilder;
import dev.seaworthy.base.JsonValue.JsonObject;
import dev.seaworthy.inspection.Subject;
import dev.seaworthy.rulebook.Rating;
import dev.seaworthy.verdict.policy.Demands;
import dev.seaworthy.verdict.policy.Mode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Whether one policy asks at least what another does. What can't be compared counts as less, so
/// that nobody gets through by a policy that is only different.
public final class PolicyComparison {

  /// The members that are compared one by one; every other must be the same.
  private static final Set<String> COMPARED =
      Set.of(
          "name",
          "version",
          "title",
          "presumed",
          "mode",
          "refuseFrom",
          "refuseStandings",
          "refuseSeen",
          "refuseKnownExploited",
          "deadlines",
          "scanWindowHours",
          "dataAgeDaysMax",
          "malwareDataAgeDaysMax",
          "certificateDataAgeDaysMax",
          "allowedRepositories",
          "allowedBases",
          "validatedPipelines",
          "requiredSignatures",
          "acceptReevaluation",
          "allowNotWorse",
          "evaluateByFacts",
          "rules");

  private final Policy asked;
  private final Policy known;
  private final List<String> less = new ArrayList<>();

  private PolicyComparison(Policy asked, Policy known) {
    this.asked = asked;
    this.known = known;
  }

  /// The members in which the first policy asks less than the second, or something else, in the
  /// order of the document; empty when it is as strict throughout.
  public static List<String> less(Policy asked, Policy known) {
    PolicyComparison comparison = new PolicyComparison(asked, known);
    comparison.thresholds();
    comparison.times();
    comparison.demands(asked.demands(), known.demands());
    comparison.others();
    return List.copyOf(comparison.less);
  }

  private void thresholds() {
    require("refuseFrom", known.refuseFrom().isAtLeast(asked.refuseFrom()));
    require("refuseStandings", asked.refuseStandings().containsAll(known.refuseStandings()));
    require("refuseSeen", seesAsMuch());
    require("refuseKnownExploited", asked.refuseKnownExploited() || !known.refuseKnownExploited());
  }

  private boolean seesAsMuch() {
    for (Map.Entry<Subject, Rating> each : known.refuseSeen().entrySet()) {
      Rating from = asked.refuseSeen().get(each.getKey());
      if (from == null || !each.getValue().isAtLeast(from)) {
        return false;
      }
    }
    return true;
  }

  private void times() {
    require("deadlines", asked.deadlines().containsAll(known.deadlines()));
    require("scanWindowHours", asked.scanWindowHours() <= known.scanWindowHours());
    require("dataAgeDaysMax", asked.dataAgeDaysMax() <= known.dataAgeDaysMax());
    require(
        "malwareDataAgeDaysMax", asked.malwareDataAgeDaysMax() <= known.malwareDataAgeDaysMax());
    require(
        "certificateDataAgeDaysMax",
        asked.certificateDataAgeDaysMax(asked.dataAgeDaysMax())
                <= known.certificateDataAgeDaysMax(known.dataAgeDaysMax())
            && asked.certificateDataAgeDaysMax(asked.malwareDataAgeDaysMax())
                <= known.certificateDataAgeDaysMax(known.malwareDataAgeDaysMax()));
  }

  private void demands(Demands mine, Demands theirs) {
    require("mode", mine.mode() == Mode.ENFORCE || theirs.mode() != Mode.ENFORCE);
    require(
        "allowedRepositories", narrower(mine.allowedRepositories(), theirs.allowedRepositories()));
    require("allowedBases", narrower(mine.allowedBases(), theirs.allowedBases()));
    require("validatedPipelines", narrower(mine.validatedPipelines(), theirs.validatedPipelines()));
    require(
        "requiredSignatures", mine.requiredSignatures().containsAll(theirs.requiredSignatures()));
    require(
        "acceptReevaluation",
        mine.reevaluationOrNull() == null
            || mine.reevaluationOrNull().equals(theirs.reevaluationOrNull()));
    require("allowNotWorse", !mine.allowsNotWorse() || theirs.allowsNotWorse());
    require("evaluateByFacts", !mine.evaluatesByFacts() || theirs.evaluatesByFacts());
    require("rules", mine.rules().containsAll(theirs.rules()));
  }

  /// An empty list allows everything.
  private static boolean narrower(Collection<?> mine, Collection<?> theirs) {
    return theirs.isEmpty() || (!mine.isEmpty() && theirs.containsAll(mine));
  }

  private void others() {
    JsonObject mine = rest(asked);
    JsonObject theirs = rest(known);
    mine.members().keySet().stream()
        .filter(member -> !mine.get(member).equals(theirs.get(member)))
        .forEach(less::add);
    theirs.members().keySet().stream()
        .filter(member -> mine.get(member).isEmpty())
        .forEach(less::add);
  }

  private static JsonObject rest(Policy policy) {
    JsonBuilder rest = new JsonBuilder();
    policy
        .toJson()
        .members()
        .forEach((member, value) -> {
          if (!COMPARED.contains(member)) {
            rest.put(member, value);
          }
        });
    return rest.build();
  }

  private void require(String member, boolean isSo) {
    if (!isSo) {
      less.add(member);
    }
  }
}
