package dev.seaworthy.cli.report;

import dev.seaworthy.base.Digest;
import dev.seaworthy.base.JsonBuilder;
import dev.seaworthy.base.JsonValue;
import dev.seaworthy.base.JsonValue.JsonObject;
import dev.seaworthy.base.JsonWriter;
import dev.seaworthy.cli.text.Language;
import dev.seaworthy.inspection.InspectionRule;
import dev.seaworthy.inspection.Observation;
import dev.seaworthy.inspection.Reference;
import dev.seaworthy.inspection.dockerfile.check.CheckedDockerfile;
import dev.seaworthy.inspection.dockerfile.check.CheckedDockerfile.Ignored;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// What came of a check as SARIF 2.1.0 (OASIS); what a comment ignores is there as suppressed.
public final class CheckSarif {

  private static final String FINGERPRINT = "seaworthyObservation/v1";

  private final String productVersion;
  private final Language language;

  public CheckSarif(String productVersion, Language language) {
    this.productVersion = productVersion;
    this.language = language;
  }

  /// Writes the whole report. Neither flushes nor closes the writer.
  public void present(CheckReport report, Writer out) throws IOException {
    List<InspectionRule> rules = report.rules();
    List<JsonValue> results = new ArrayList<>();
    for (CheckedDockerfile file : report.files()) {
      for (Observation observation : file.observations()) {
        results.add(result(observation, rules).build());
      }
      for (Ignored ignored : file.ignored()) {
        results.add(
            result(ignored.observation(), rules)
                .putArray("suppressions", List.of(suppression(ignored)))
                .build());
      }
    }
    JsonObject driver =
        new JsonBuilder()
            .put("name", "Seaworthy")
            .put("version", productVersion)
            .put("semanticVersion", productVersion)
            .putArray("rules", rules.stream().map(this::rule).toList())
            .build();
    JsonObject run =
        new JsonBuilder()
            .put("tool", new JsonBuilder().put("driver", driver).build())
            .put("columnKind", "utf16CodeUnits")
            .putArray("results", results)
            .build();
    out.write(
        JsonWriter.indented(
            new JsonBuilder()
                .put("$schema", SarifParts.SCHEMA)
                .put("version", "2.1.0")
                .putArray("runs", List.of(run))
                .build()));
  }

  private JsonObject rule(InspectionRule rule) {
    JsonObject properties =
        new JsonBuilder()
            .put("security-severity", SarifParts.leastScore(rule.rating()))
            .putStrings("tags", rule.references().stream().map(Reference::text).toList())
            .build();
    return new JsonBuilder()
        .put("id", rule.id())
        .put("shortDescription", SarifParts.message(language.of(rule.title())))
        .put("fullDescription", SarifParts.message(language.of(rule.reason())))
        .put("help", SarifParts.message(language.of(rule.fix())))
        .put(
            "defaultConfiguration",
            new JsonBuilder().put("level", SarifParts.level(rule.rating())).build())
        .put("properties", properties)
        .build();
  }

  private JsonBuilder result(Observation observation, List<InspectionRule> rules) {
    InspectionRule rule = observation.rule();
    String text = language.of(rule.title());
    return new JsonBuilder()
        .put("ruleId", rule.id())
        .put("ruleIndex", rules.indexOf(rule))
        .put("level", SarifParts.level(rule.rating()))
        .put(
            "message",
            SarifParts.message(
                observation.evidence().isEmpty() ? text : text + ": " + observation.evidence()))
        .putArray("locations", List.of(location(observation)))
        .put(
            "partialFingerprints",
            new JsonBuilder().put(FINGERPRINT, fingerprint(observation)).build());
  }

  private static JsonObject location(Observation observation) {
    JsonObject region = new JsonBuilder().put("startLine", Math.max(1, observation.line())).build();
    JsonObject artifact =
        new JsonBuilder().put("uri", SarifParts.uri(observation.location().path())).build();
    return new JsonBuilder()
        .put(
            "physicalLocation",
            new JsonBuilder().put("artifactLocation", artifact).put("region", region).build())
        .build();
  }

  private static JsonObject suppression(Ignored ignored) {
    return new JsonBuilder()
        .put("kind", "inSource")
        .put("status", "accepted")
        .put("justification", ignored.reason())
        .build();
  }

  /// The same as long as what was seen is, whatever its line.
  private static String fingerprint(Observation observation) {
    String what =
        observation.rule().id() + "\n" + observation.location().path() + "\n" + observation.key();
    return Digest.sha256(what.getBytes(StandardCharsets.UTF_8)).hex().substring(0, 32);
  }
}
