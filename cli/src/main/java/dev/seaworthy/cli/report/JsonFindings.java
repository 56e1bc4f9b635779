package dev.seaworthy.cli.report;

import dev.seaworthy.advisory.Advisory;
import dev.seaworthy.advisory.AdvisoryId;
import dev.seaworthy.advisory.AffectedRange;
import dev.seaworthy.advisory.Match;
import dev.seaworthy.advisory.MatchStatus;
import dev.seaworthy.advisory.MatchStatus.Fix;
import dev.seaworthy.base.JsonBuilder;
import dev.seaworthy.base.JsonValue.JsonObject;
import dev.seaworthy.base.Location;
import dev.seaworthy.inspection.InspectionRule;
import dev.seaworthy.inspection.Observation;
import dev.seaworthy.inspection.Reference;
import dev.seaworthy.inventory.Component;
import dev.seaworthy.inventory.Component.SourcePackage;
import dev.seaworthy.inventory.Evidence;
import dev.seaworthy.inventory.assembly.Inventories;
import dev.seaworthy.scan.ImageSummary;
import dev.seaworthy.verdict.ConditionFinding;
import dev.seaworthy.verdict.Finding;
import dev.seaworthy.verdict.GapFinding;
import dev.seaworthy.verdict.InspectionFinding;
import dev.seaworthy.verdict.Obligation;
import dev.seaworthy.verdict.VulnerabilityFinding;
import dev.seaworthy.verdict.VulnerabilityFinding.FlawedComponent;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/// The findings of the JSON report.
final class JsonFindings {

  private final ImageSummary image;

  JsonFindings(ImageSummary image) {
    this.image = image;
  }

  JsonObject finding(Finding finding, boolean standsInTheWay) {
    return switch (finding) {
      case VulnerabilityFinding vulnerability -> vulnerability(vulnerability, standsInTheWay);
      case InspectionFinding seen -> seen(seen, standsInTheWay);
      case ConditionFinding condition -> condition(condition, standsInTheWay);
      case GapFinding gap -> gap(gap, standsInTheWay);
    };
  }

  JsonObject gap(GapFinding finding, boolean standsInTheWay) {
    JsonBuilder json =
        new JsonBuilder()
            .put("id", finding.id().value())
            .put("inTheWay", standsInTheWay)
            .put("code", finding.gap().code());
    location(json, finding.gap().location());
    return json.put("detail", finding.gap().detail()).build();
  }

  /// By when a finding must be gone.
  static JsonObject obligation(Obligation obligation) {
    JsonBuilder json =
        new JsonBuilder()
            .put("finding", obligation.finding().value())
            .put("name", obligation.name())
            .put("firstDetected", obligation.firstDetected().toString())
            .put("lateFrom", obligation.deadline().lateFrom().toString());
    json.putIfPresent("due", obligation.deadline().day());
    json.put("rule", obligation.deadline().rule()).put("reason", obligation.deadline().reason());
    return obligation.reasoning().isEmpty()
        ? json.build()
        : json.putStrings("reasoning", obligation.reasoning()).build();
  }

  /// A match that denies a flaw.
  JsonObject notAffected(Match match) {
    return new JsonBuilder()
        .put("name", match.flaw().value())
        .putStrings("aliases", texts(match.aliases()))
        .put("purl", match.component().purl())
        .put("status", status(match.status()))
        .put("comparison", match.comparison())
        .put("rule", match.rule())
        .put("advisory", match.advisory().id().value())
        .put("source", match.advisory().source())
        .build();
  }

  private static JsonObject condition(ConditionFinding finding, boolean standsInTheWay) {
    return new JsonBuilder()
        .put("kind", "condition")
        .put("id", finding.id().value())
        .put("inTheWay", standsInTheWay)
        .put("name", finding.condition().id())
        .put("title", finding.condition().title())
        .putUnlessEmpty("subject", finding.subject())
        .put("detail", finding.detail())
        .put("hint", finding.condition().hint())
        .build();
  }

  private JsonObject seen(InspectionFinding finding, boolean standsInTheWay) {
    InspectionRule rule = finding.rule();
    return new JsonBuilder()
        .put("kind", finding.subject().word())
        .put("id", finding.id().value())
        .put("inTheWay", standsInTheWay)
        .put("name", rule.id())
        .put("title", rule.title().english())
        .put("rating", rule.rating().word())
        .put("reason", rule.reason().english())
        .put("hint", rule.fix().english())
        .putArray("references", rule.references().stream().map(JsonFindings::reference).toList())
        .putStrings("contents", finding.contents())
        .putArray("observations", finding.observations().stream().map(this::observation).toList())
        .build();
  }

  private static JsonObject reference(Reference reference) {
    return new JsonBuilder()
        .put("catalogue", reference.catalogue())
        .putUnlessEmpty("edition", reference.edition())
        .put("id", reference.id())
        .build();
  }

  private JsonObject observation(Observation observation) {
    JsonBuilder json = new JsonBuilder();
    location(json, observation.location());
    if (observation.line() > 0) {
      json.put("line", observation.line());
    }
    json.putUnlessEmpty("key", observation.key()).put("evidence", observation.evidence());
    JsonBuilder details = new JsonBuilder();
    observation.details().forEach(details::put);
    return json.put("details", details.build()).build();
  }

  private JsonObject vulnerability(VulnerabilityFinding finding, boolean standsInTheWay) {
    return new JsonBuilder()
        .put("kind", "vulnerability")
        .put("id", finding.id().value())
        .put("inTheWay", standsInTheWay)
        .put("name", finding.flaw().value())
        .putStrings("aliases", texts(finding.aliases()))
        .putUnlessEmpty("summary", finding.summary())
        .put("package", finding.packageName())
        .put("purl", finding.componentClass().purl())
        .put("pathClass", finding.componentClass().path())
        .put("standing", finding.standing().word())
        .put("rating", JsonRatings.rating(finding))
        .putArray("enrichments", EnrichmentWords.json(finding.beside().enrichments()))
        .putStrings("fixedVersions", finding.fixedVersions())
        .putArray("components", finding.components().stream().map(this::component).toList())
        .putArray("statements", finding.matches().stream().map(JsonFindings::statement).toList())
        .putStrings("references", finding.references())
        .build();
  }

  private JsonObject component(FlawedComponent flawed) {
    Component component = flawed.component();
    JsonBuilder json =
        new JsonBuilder()
            .put("purl", component.purl())
            .put("name", component.qualifiedName())
            .put("version", component.version())
            .putUnlessEmpty("architecture", component.architecture())
            .putUnlessEmpty(
                "ownedBy", component.properties().getOrDefault(Inventories.OWNED_BY, ""));
    SourcePackage source = component.source();
    if (source != null) {
      json.put(
          "sourcePackage",
          new JsonBuilder().put("name", source.name()).put("version", source.version()).build());
    }
    return json.putArray("fixes", flawed.fixes().stream().map(JsonFindings::fix).toList())
        .putArray("evidence", component.evidence().stream().map(this::evidence).toList())
        .build();
  }

  private static JsonObject fix(Fix fix) {
    return switch (fix) {
      case Fix.Available(String version) ->
          new JsonBuilder().put("state", "available").put("version", version).build();
      case Fix.InChannel(String channel, String version) ->
          new JsonBuilder()
              .put("state", "in-channel")
              .put("channel", channel)
              .put("version", version)
              .build();
      case Fix.None() -> new JsonBuilder().put("state", "none").build();
      case Fix.WillNotFix() -> new JsonBuilder().put("state", "will-not-fix").build();
      case Fix.Deferred() -> new JsonBuilder().put("state", "deferred").build();
    };
  }

  private JsonObject evidence(Evidence evidence) {
    JsonBuilder json = new JsonBuilder();
    location(json, evidence.location());
    if (evidence.introducedIn() != Location.NO_LAYER) {
      json.put("introducedIn", evidence.introducedIn());
      json.put("fromBase", image.lineage().fromBase(evidence.introducedIn()).word());
    }
    json.put("isNested", evidence.isNested());
    return json.put("cataloger", evidence.cataloger().toString())
        .put("method", evidence.method())
        .build();
  }

  private void location(JsonBuilder json, Location location) {
    json.putUnlessEmpty("path", location.path());
    if (location.layer() != Location.NO_LAYER) {
      json.put("layer", location.layer());
      if (location.layer() < image.layers().size()) {
        json.put("diffId", image.layers().get(location.layer()).diffId().toString());
      }
    }
  }

  private static JsonObject statement(Match match) {
    return new JsonBuilder()
        .put("purl", match.component().purl())
        .put("status", status(match.status()))
        .put("comparison", match.comparison())
        .put("rule", match.rule())
        .put("decidedBy", advisory(match.advisory()))
        .putArray("others", match.others().stream().map(JsonFindings::advisory).toList())
        .build();
  }

  private static JsonObject status(MatchStatus status) {
    return switch (status) {
      case MatchStatus.Affected(Fix fix) ->
          new JsonBuilder().put("word", "affected").put("fix", fix(fix)).build();
      case MatchStatus.NotAffected(MatchStatus.Reason reason) ->
          new JsonBuilder().put("word", "not-affected").put("reason", word(reason)).build();
      case MatchStatus.Unknown(String reason) ->
          new JsonBuilder().put("word", "unknown").put("reason", reason).build();
    };
  }

  private static JsonObject advisory(Advisory advisory) {
    return new JsonBuilder()
        .put("id", advisory.id().value())
        .putStrings("aliases", texts(advisory.aliases()))
        .putStrings("upstream", texts(advisory.upstream()))
        .put("source", advisory.source())
        .put("ecosystem", advisory.ecosystem())
        .put("package", advisory.packageName())
        .putUnlessEmpty("modified", advisory.modified())
        .put("statement", word(advisory.statement()))
        .putArray("ranges", advisory.ranges().stream().map(JsonFindings::range).toList())
        .putStrings("versions", advisory.versions())
        .putUnlessEmpty("licence", advisory.licence())
        .build();
  }

  private static JsonObject range(AffectedRange range) {
    return new JsonBuilder()
        .put("introduced", range.introduced())
        .putUnlessEmpty("fixed", range.fixed())
        .putUnlessEmpty("lastAffected", range.lastAffected())
        .build();
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static List<String> texts(Collection<AdvisoryId> ids) {
    return ids.stream().map(AdvisoryId::value).toList();
  }
}
