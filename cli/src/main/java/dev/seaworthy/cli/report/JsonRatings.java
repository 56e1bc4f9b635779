package dev.seaworthy.cli.report;

import dev.seaworthy.base.JsonBuilder;
import dev.seaworthy.base.JsonValue.JsonObject;
import dev.seaworthy.rulebook.Rating;
import dev.seaworthy.rulebook.rating.FlawRating;
import dev.seaworthy.rulebook.rating.FlawRating.Stated;
import dev.seaworthy.rulebook.rating.Gbt30279;
import dev.seaworthy.rulebook.rating.RatingRule;
import dev.seaworthy.verdict.BesideRating;
import dev.seaworthy.verdict.FlawGrades;
import dev.seaworthy.verdict.VulnerabilityFinding;

/// The ratings of the JSON report.
final class JsonRatings {

  private JsonRatings() {}

  /// By the policy's rule, with every source's statement and what is shown beside it.
  static JsonObject rating(VulnerabilityFinding finding) {
    JsonBuilder json = byRule(finding.rating());
    json.putArray("stated", finding.rating().stated().stream().map(JsonRatings::stated).toList());
    BesideRating beside = finding.beside();
    json.putArray(
        "otherRules", beside.otherRules().stream().map(rating -> byRule(rating).build()).toList());
    beside.grades().ifPresent(grades -> json.put("gbt30279", grades(grades)));
    return json.build();
  }

  /// By one rule: what it comes to, and by which statement.
  static JsonBuilder byRule(FlawRating rating) {
    RatingRule rule = rating.rule();
    JsonBuilder json =
        new JsonBuilder()
            .put("rule", rule.reference())
            .put("word", rating.rating().word())
            .put("countsAs", rating.effective().word())
            .put("name", rule.name(rating.rating()).english())
            .put("nameChinese", rule.name(rating.rating()).chinese())
            .putUnlessEmpty("basis", rating.basis());
    rating.scoreTenths().ifPresent(tenths -> json.put("score", FindingWords.score(tenths)));
    rating
        .deciding()
        .ifPresent(stated ->
            json.put("value", stated.assessment().value()).put("by", stated.assessment().by()));
    return json;
  }

  private static JsonObject stated(Stated stated) {
    JsonBuilder json =
        new JsonBuilder()
            .put("kind", stated.assessment().kind())
            .put("value", stated.assessment().value())
            .put("by", stated.assessment().by())
            .put("word", stated.rating().word());
    if (stated.scoreTenths() != Stated.NO_SCORE) {
      json.put("score", FindingWords.score(stated.scoreTenths()));
    }
    return json.build();
  }

  /// The computed grades of GB/T 30279-2020.
  static JsonObject grades(FlawGrades grades) {
    RatingRule rule = RatingRule.builtIn(FlawGrades.RULE);
    Gbt30279.Technical technical = grades.technical();
    JsonBuilder json =
        new JsonBuilder()
            .put("computed", true)
            .put("tables", Gbt30279.standard().header().reference())
            .put("vector", grades.vector())
            .put("by", grades.by())
            .put(
                "technical",
                grade(rule, technical.rating())
                    .put("exploitability", technical.exploitability())
                    .put("impact", technical.impact())
                    .build());
    grades
        .composite()
        .ifPresent(composite ->
            json.put(
                "composite",
                grade(rule, composite.rating())
                    .put("scope", composite.scope())
                    .put("cost", composite.cost())
                    .put("difficulty", composite.difficulty())
                    .put("environment", composite.environment())
                    .build()));
    return json.build();
  }

  private static JsonBuilder grade(RatingRule rule, Rating rating) {
    return new JsonBuilder().put("word", rating.word()).put("name", rule.name(rating).chinese());
  }
}
