package dev.seaworthy.cli.report;

import dev.seaworthy.advisory.Enrichment;
import dev.seaworthy.base.JsonBuilder;
import dev.seaworthy.base.JsonValue.JsonObject;
import dev.seaworthy.base.Text;
import java.util.List;

/// What is known of a flaw beside its rating, for people and for programs.
final class EnrichmentWords {

  private EnrichmentWords() {}

  /// Such as `known exploited since 2021-12-10 (cisa-kev)`.
  static String of(Enrichment fact) {
    String words =
        switch (fact) {
          case Enrichment.KnownExploited known ->
              "known exploited since "
                  + known.added()
                  + (known.due().isEmpty() ? "" : ", due " + known.due())
                  + " (KEV, ";
          case Enrichment.ExploitForecast forecast ->
              "exploit probability %s, percentile %s (EPSS, "
                  .formatted(forecast.probability(), forecast.percentile());
          case Enrichment.Decision decision ->
              String.join(
                      ", ",
                      decision.points().entrySet().stream()
                          .map(point -> point.getKey() + " " + point.getValue())
                          .toList())
                  + " (SSVC, "
                  + decision.by()
                  + ", ";
        };
    String date = fact.asOf().length() < 10 ? "" : " of " + fact.asOf().substring(0, 10);
    return Text.visible(words + fact.source() + date + ")");
  }

  static List<JsonObject> json(List<Enrichment> facts) {
    return facts.stream().map(EnrichmentWords::json).toList();
  }

  private static JsonObject json(Enrichment fact) {
    JsonBuilder json =
        switch (fact) {
          case Enrichment.KnownExploited known ->
              new JsonBuilder()
                  .put("kind", "known-exploited")
                  .put("added", known.added())
                  .putUnlessEmpty("due", known.due())
                  .putUnlessEmpty("ransomware", known.ransomware())
                  .putUnlessEmpty("name", known.name());
          case Enrichment.ExploitForecast forecast ->
              new JsonBuilder()
                  .put("kind", "exploit-forecast")
                  .put("probability", forecast.probability())
                  .put("percentile", forecast.percentile())
                  .putUnlessEmpty("model", forecast.model());
          case Enrichment.Decision decision -> {
            JsonBuilder points = new JsonBuilder();
            decision.points().forEach(points::put);
            yield new JsonBuilder()
                .put("kind", "decision")
                .put("by", decision.by())
                .putUnlessEmpty("version", decision.version())
                .put("points", points.build());
          }
        };
    return json.put("source", fact.source())
        .putUnlessEmpty("asOf", fact.asOf())
        .putUnlessEmpty("licence", fact.licence())
        .build();
  }
}
