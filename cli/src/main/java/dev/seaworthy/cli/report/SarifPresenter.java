package dev.seaworthy.cli.report;

import dev.seaworthy.base.JsonBuilder;
import dev.seaworthy.base.JsonValue;
import dev.seaworthy.base.JsonValue.JsonObject;
import dev.seaworthy.base.JsonWriter;
import dev.seaworthy.base.Text;
import dev.seaworthy.inspection.InspectionRule;
import dev.seaworthy.inspection.Observation;
import dev.seaworthy.inspection.Reference;
import dev.seaworthy.scan.ScanResult;
import dev.seaworthy.verdict.ConditionFinding;
import dev.seaworthy.verdict.Finding;
import dev.seaworthy.verdict.GapFinding;
import dev.seaworthy.verdict.InspectionFinding;
import dev.seaworthy.verdict.Verdict.Outcome;
import dev.seaworthy.verdict.VulnerabilityFinding;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// SARIF 2.1.0 (OASIS), for code-scanning views: one rule for each flaw, condition and kind of gap,
/// one result for each finding, whose id is its fingerprint.
public final class SarifPresenter implements Presenter {

  private static final String FINGERPRINT = "seaworthyFindingId/v1";
  private static final int SUMMARY_CHARS_MAX = 900;

  private final String productVersion;

  public SarifPresenter(String productVersion) {
    this.productVersion = productVersion;
  }

  @Override
  public void present(ScanResult result, Writer out) throws IOException {
    FindingWords words = new FindingWords(result.image());
    Map<String, JsonObject> rules = new LinkedHashMap<>();
    Map<String, Integer> positions = new LinkedHashMap<>();
    List<JsonValue> results = new ArrayList<>();
    for (boolean standsInTheWay : new boolean[] {true, false}) {
      List<Finding> findings =
          standsInTheWay ? result.verdict().inTheWay() : result.verdict().others();
      for (Finding finding : findings) {
        String rule = ruleId(finding);
        rules.computeIfAbsent(rule, id -> rule(finding));
        int position = positions.computeIfAbsent(rule, id -> positions.size());
        results.add(result(finding, position, standsInTheWay, words, result));
      }
    }
    JsonObject driver =
        new JsonBuilder()
            .put("name", "Seaworthy")
            .put("version", productVersion)
            .put("semanticVersion", productVersion)
            .putArray("rules", List.copyOf(rules.values()))
            .build();
    JsonObject run =
        new JsonBuilder()
            .put("tool", new JsonBuilder().put("driver", driver).build())
            .putArray("invocations", List.of(invocation(result)))
            .putArray("artifacts", List.of())
            .put("columnKind", "utf16CodeUnits")
            .putArray("results", results)
            .put("properties", properties(result))
            .build();
    out.write(
        JsonWriter.indented(
            new JsonBuilder()
                .put("$schema", SarifParts.SCHEMA)
                .put("version", "2.1.0")
                .putArray("runs", List.of(run))
                .build()));
  }

  private static JsonObject invocation(ScanResult result) {
    boolean refused = result.verdict().outcome() == Outcome.REFUSED;
    return new JsonBuilder()
        .put("executionSuccessful", true)
        .put("exitCode", refused ? 1 : 0)
        .put("exitCodeDescription", result.verdict().outcome().word())
        .build();
  }

  private static JsonObject properties(ScanResult result) {
    JsonBuilder json =
        new JsonBuilder()
            .put("image", result.image().source())
            .put("asset", result.verdict().asset().toString())
            .put("policyDigest", result.verdict().policy().digest().toString())
            .put("advisoryDigest", result.data().digest().toString())
            .put("advisoryDate", result.data().dataDate().toString());
    json.putIfPresent("manifestDigest", result.image().manifestDigest());
    return json.build();
  }

  private static String ruleId(Finding finding) {
    return switch (finding) {
      case VulnerabilityFinding vulnerability -> vulnerability.flaw().value();
      case InspectionFinding seen -> seen.rule().id();
      case ConditionFinding condition -> condition.condition().id();
      case GapFinding gap -> gap.gap().code();
    };
  }

  private static JsonObject rule(Finding finding) {
    return switch (finding) {
      case VulnerabilityFinding vulnerability -> flawRule(vulnerability);
      case InspectionFinding seen -> seenRule(seen);
      case ConditionFinding condition ->
          new JsonBuilder()
              .put("id", ruleId(finding))
              .put("shortDescription", SarifParts.message(condition.condition().title()))
              .put("help", SarifParts.message(condition.condition().hint()))
              .put("defaultConfiguration", level("error"))
              .build();
      case GapFinding _ ->
          new JsonBuilder()
              .put("id", ruleId(finding))
              .put("shortDescription", SarifParts.message("part of the image could not be read"))
              .put("defaultConfiguration", level("error"))
              .build();
    };
  }

  private static JsonObject flawRule(VulnerabilityFinding finding) {
    String summary =
        finding.summary().isEmpty()
            ? finding.flaw().value()
            : Text.shorten(finding.summary(), SUMMARY_CHARS_MAX);
    JsonBuilder properties =
        new JsonBuilder()
            .put("security-severity", securitySeverity(finding))
            .putStrings("tags", List.of("security", "vulnerability"));
    JsonBuilder rule =
        new JsonBuilder()
            .put("id", finding.flaw().value())
            .put("shortDescription", SarifParts.message(summary))
            .put("defaultConfiguration", level(SarifParts.level(finding.effective())));
    finding.references().stream()
        .filter(address -> address.matches("https?://[\\x21-\\x7e]+"))
        .findFirst()
        .ifPresent(address -> rule.put("helpUri", address));
    return rule.put("properties", properties.build()).build();
  }

  private static JsonObject seenRule(InspectionFinding finding) {
    InspectionRule rule = finding.rule();
    return new JsonBuilder()
        .put("id", rule.id())
        .put("shortDescription", SarifParts.message(rule.title().english()))
        .put("fullDescription", SarifParts.message(rule.reason().english()))
        .put("help", SarifParts.message(rule.fix().english()))
        .put("defaultConfiguration", level(SarifParts.level(rule.rating())))
        .put(
            "properties",
            new JsonBuilder()
                .put("security-severity", SarifParts.leastScore(rule.rating()))
                .putStrings(
                    "tags",
                    Stream.concat(
                            Stream.of("security", finding.subject().word()),
                            rule.references().stream().map(Reference::text))
                        .toList())
                .build())
        .build();
  }

  private static JsonObject result(
      Finding finding, int rule, boolean standsInTheWay, FindingWords words, ScanResult result) {
    return new JsonBuilder()
        .put("ruleId", ruleId(finding))
        .put("ruleIndex", rule)
        .put("level", level(finding))
        .put("message", SarifParts.message(text(finding, words)))
        .putArray("locations", locations(finding, result))
        .put(
            "partialFingerprints", new JsonBuilder().put(FINGERPRINT, finding.id().value()).build())
        .put("properties", properties(finding, standsInTheWay))
        .build();
  }

  private static JsonObject properties(Finding finding, boolean standsInTheWay) {
    JsonBuilder json = new JsonBuilder().put("inTheWay", standsInTheWay);
    if (finding instanceof VulnerabilityFinding vulnerability) {
      json.put("rating", JsonRatings.byRule(vulnerability.rating()).build());
      json.putArray(
          "otherRatings",
          vulnerability.beside().otherRules().stream()
              .map(rating -> JsonRatings.byRule(rating).build())
              .toList());
      json.putArray("enrichments", EnrichmentWords.json(vulnerability.beside().enrichments()));
      vulnerability
          .beside()
          .grades()
          .ifPresent(grades -> json.put("gbt30279", JsonRatings.grades(grades)));
    }
    return json.build();
  }

  private static String text(Finding finding, FindingWords words) {
    return switch (finding) {
      case VulnerabilityFinding vulnerability ->
          "%s, %s: %s %s"
              .formatted(
                  FindingWords.name(finding),
                  FindingWords.rating(vulnerability),
                  FindingWords.installed(vulnerability),
                  FindingWords.fix(vulnerability));
      case InspectionFinding seen -> InspectionWords.sentence(seen);
      case ConditionFinding condition -> condition.condition().title() + ": " + condition.detail();
      case GapFinding gap ->
          words.place(gap.gap().location()) + ": " + Text.visible(gap.gap().detail());
    };
  }

  /// Every path; or the image as a whole, since a result without a place isn't shown everywhere.
  private static List<JsonObject> locations(Finding finding, ScanResult result) {
    if (finding instanceof InspectionFinding seen) {
      return seen.observations().stream().map(each -> location(each, result)).toList();
    }
    List<String> paths =
        switch (finding) {
          case VulnerabilityFinding vulnerability -> FindingWords.rawPaths(vulnerability);
          case InspectionFinding _, ConditionFinding _ -> List.of();
          case GapFinding gap ->
              gap.gap().location().path().isEmpty()
                  ? List.of()
                  : List.of(gap.gap().location().path());
        };
    String image = Text.visible(result.verdict().asset().name());
    if (paths.isEmpty()) {
      return List.of(location("image", image + ": the image as a whole"));
    }
    return paths.stream().map(path -> location(path, image + ": " + Text.visible(path))).toList();
  }

  private static JsonObject location(Observation observation, ScanResult result) {
    String image = Text.visible(result.verdict().asset().name());
    String path = observation.location().path();
    return path.isEmpty()
        ? location("image", image + ": the image as a whole")
        : location(path, image + ": " + Text.visible(path), Math.max(1, observation.line()));
  }

  /// Paths are relative to the image's root, since SARIF's absolute ones mean this machine's.
  private static JsonObject location(String path, String text) {
    return location(path, text, 1);
  }

  private static JsonObject location(String path, String text, long line) {
    return new JsonBuilder()
        .put(
            "physicalLocation",
            new JsonBuilder()
                .put(
                    "artifactLocation",
                    new JsonBuilder()
                        .put("uri", SarifParts.uri(path.startsWith("/") ? path.substring(1) : path))
                        .build())
                .put("region", new JsonBuilder().put("startLine", line).build())
                .build())
        .put("message", SarifParts.message(text))
        .build();
  }

  private static JsonObject level(String level) {
    return new JsonBuilder().put("level", level).build();
  }

  private static String level(Finding finding) {
    return switch (finding) {
      case VulnerabilityFinding vulnerability -> SarifParts.level(vulnerability.effective());
      case InspectionFinding seen -> SarifParts.level(seen.rating());
      case ConditionFinding _, GapFinding _ -> "error";
    };
  }

  /// A score from 0.0 to 10.0 by which viewers sort; for a rating without a score, the least score
  /// of its band.
  private static String securitySeverity(VulnerabilityFinding finding) {
    if (finding.rating().scoreTenths().isPresent()) {
      return FindingWords.score(finding.rating().scoreTenths().getAsInt());
    }
    return SarifParts.leastScore(finding.effective());
  }
}
