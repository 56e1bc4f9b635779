package dev.seaworthy.cli.report;

import dev.seaworthy.advisory.SnapshotInfo;
import dev.seaworthy.advisory.SnapshotInfo.FeedInfo;
import dev.seaworthy.advisory.lifecycle.Support;
import dev.seaworthy.advisory.lifecycle.SupportTerm;
import dev.seaworthy.base.JsonBuilder;
import dev.seaworthy.base.JsonValue;
import dev.seaworthy.base.JsonValue.JsonObject;
import dev.seaworthy.base.JsonWriter;
import dev.seaworthy.image.lineage.BaseImage;
import dev.seaworthy.inspection.EngineReport;
import dev.seaworthy.inventory.Distribution;
import dev.seaworthy.scan.ImageSummary;
import dev.seaworthy.scan.ImageSummary.LayerSummary;
import dev.seaworthy.scan.ImageSummary.SbomSummary;
import dev.seaworthy.scan.ScanResult;
import dev.seaworthy.verdict.Finding;
import dev.seaworthy.verdict.GapFinding;
import dev.seaworthy.verdict.Verdict;
import java.io.IOException;
import java.io.Writer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The whole result for programs, as `docs/schema/1.0/report.schema.json` describes it.
public final class JsonPresenter implements Presenter {

  /// Major: what old readers would misread; minor: what they may overlook.
  public static final String SCHEMA_VERSION = "1.0";

  private final String productVersion;

  public JsonPresenter(String productVersion) {
    this.productVersion = productVersion;
  }

  @Override
  public void present(ScanResult result, Writer out) throws IOException {
    out.write(JsonWriter.indented(report(result)));
  }

  private JsonObject report(ScanResult result) {
    Verdict verdict = result.verdict();
    JsonFindings findings = new JsonFindings(result.image());
    List<JsonValue> told = new ArrayList<>();
    List<JsonValue> gaps = new ArrayList<>();
    for (boolean standsInTheWay : new boolean[] {true, false}) {
      for (Finding finding : standsInTheWay ? verdict.inTheWay() : verdict.others()) {
        boolean isGap = finding instanceof GapFinding;
        (isGap ? gaps : told).add(findings.finding(finding, standsInTheWay));
      }
    }
    JsonBuilder report = new JsonBuilder();
    if (result.signatures().isMade()) {
      report.put("signatures", SignatureEntries.json(result.signatures()));
    }
    return report
        .put("schemaVersion", SCHEMA_VERSION)
        .put(
            "tool",
            new JsonBuilder().put("name", "seaworthy").put("version", productVersion).build())
        .put("surveyedAt", verdict.surveyedAt().toString())
        .put("image", image(result))
        .put("advisories", data(result.data()))
        .put(
            "policy",
            new JsonBuilder()
                .put("digest", verdict.policy().digest().toString())
                .put("document", verdict.policy().toJson())
                .build())
        .put(
            "verdict",
            new JsonBuilder()
                .put("outcome", verdict.outcome().word())
                .put("inTheWay", verdict.inTheWay().size())
                .put("others", verdict.others().size())
                .put("isAdvice", verdict.policy().isAdvice())
                .build())
        .put("componentCount", result.inventory().components().size())
        .putArray(
            "engines", result.inspection().engines().stream().map(JsonPresenter::engine).toList())
        .putArray("findings", told)
        .putArray(
            "obligations", verdict.obligations().stream().map(JsonFindings::obligation).toList())
        .putArray("reliefs", DeviationEntries.reliefs(verdict))
        .putArray("deviationsWithoutRelief", DeviationEntries.notes(verdict))
        .putArray("notAffected", verdict.notAffected().stream().map(findings::notAffected).toList())
        .putArray("gaps", gaps)
        .build();
  }

  /// Without the time that an engine took: the same scan gives the same report.
  private static JsonObject engine(EngineReport engine) {
    JsonBuilder json =
        new JsonBuilder()
            .put("subject", engine.subject().word())
            .put("name", engine.name())
            .put("version", engine.version())
            .put("dataVersion", engine.dataVersion());
    Instant dated = engine.dataDateOrNull();
    if (dated != null) {
      json.put("dataDate", dated.toString());
    }
    return json.put("files", engine.files()).put("bytes", engine.bytes()).build();
  }

  private static JsonObject image(ScanResult result) {
    ImageSummary image = result.image();
    JsonBuilder json =
        new JsonBuilder()
            .put("source", image.source())
            .put("name", image.name())
            .put("asset", result.verdict().asset().toJson())
            .putIfPresent("manifestDigest", image.manifestDigest())
            .putIfPresent("indexDigest", image.indexDigest())
            .putIfPresent("configDigest", image.configDigest());
    image.sbom().ifPresent(sbom -> json.put("sbom", sbom(sbom)));
    if (!image.isDirectory() && !image.platform().os().isEmpty()) {
      json.put("platform", image.platform().toString());
    }
    json.putUnlessEmpty("created", image.created());
    result
        .inventory()
        .distribution()
        .ifPresent(
            distribution -> json.put("distribution", distribution(distribution, result.support())));
    image.lineage().base().ifPresent(base -> json.put("base", base(base)));
    if (!image.lineage().notBuiltOn().isEmpty()) {
      json.putStrings("notBuiltOn", image.lineage().notBuiltOn());
    }
    json.putUnlessEmpty("historyProblem", image.historyProblem());
    return json.put("sizeBytes", image.sizeBytes())
        .put("entryCount", image.files())
        .putArray("layers", image.layers().stream().map(JsonPresenter::layer).toList())
        .build();
  }

  private static JsonObject base(BaseImage base) {
    JsonBuilder json = new JsonBuilder().putUnlessEmpty("name", base.name());
    json.putIfPresent("digest", base.digest());
    if (base.layers() > 0) {
      json.put("layers", base.layers());
    }
    return json.put("recognisedBy", base.recognition().words())
        .put("isProven", base.recognition().isProven())
        .build();
  }

  private static JsonObject sbom(SbomSummary sbom) {
    return new JsonBuilder()
        .put("format", sbom.origin().format().title())
        .put("version", sbom.origin().version())
        .put("encoding", sbom.origin().encoding())
        .putStrings("tools", sbom.origin().tools())
        .put("created", sbom.origin().created())
        .put("digest", sbom.digest().toString())
        .build();
  }

  private static JsonObject layer(LayerSummary layer) {
    JsonBuilder json =
        new JsonBuilder().put("index", layer.index()).put("diffId", layer.diffId().toString());
    json.putIfPresent("digest", layer.digest());
    json.putUnlessEmpty("mediaType", layer.mediaType());
    if (layer.storedBytes() >= 0) {
      json.put("storedBytes", layer.storedBytes());
    }
    return json.put("sizeBytes", layer.sizeBytes())
        .putUnlessEmpty("createdBy", layer.createdBy())
        .build();
  }

  private static JsonObject distribution(Distribution distribution, Support support) {
    return new JsonBuilder()
        .put("id", distribution.id())
        .put("versionId", distribution.versionId())
        .put("codename", distribution.codename())
        .put("prettyName", distribution.prettyName())
        .putStrings("idLike", distribution.idLike())
        .put("evidence", distribution.evidence())
        .put("support", support(support))
        .build();
  }

  private static JsonObject support(Support support) {
    return switch (support) {
      case Support.Supported(SupportTerm term, _) -> term("supported", term).build();
      case Support.Ended(SupportTerm term, LocalDate end) ->
          term("ended", term).put("endedOn", end.toString()).build();
      case Support.Unknown(String reason) ->
          new JsonBuilder().put("state", "unknown").put("reason", reason).build();
      case Support.NoDistribution _ -> new JsonBuilder().put("state", "unknown").build();
    };
  }

  private static JsonBuilder term(String state, SupportTerm term) {
    JsonBuilder json = new JsonBuilder().put("state", state).put("release", term.release());
    json.putIfPresent("standardEnd", term.standardEnd());
    json.putIfPresent("extendedEnd", term.extendedEnd());
    if (term.extendedBy() != SupportTerm.Extended.NOBODY) {
      json.put("extendedFor", term.extendedBy().name().toLowerCase(Locale.ROOT));
    }
    return json.put("source", term.source()).put("asOf", term.asOf().toString());
  }

  private static JsonObject data(SnapshotInfo data) {
    return new JsonBuilder()
        .put("digest", data.digest().toString())
        .put("dataDate", data.dataDate().toString())
        .put("isStarterSet", data.isStarterSet())
        .put("advisoryCount", data.advisoryCount())
        .putArray("feeds", data.sources().stream().map(JsonPresenter::feed).toList())
        .build();
  }

  private static JsonObject feed(FeedInfo feed) {
    return new JsonBuilder()
        .put("name", feed.name())
        .put("dataDate", feed.dataDate().toString())
        .put("fingerprint", feed.fingerprint().toString())
        .put("records", feed.records())
        .put("damaged", feed.damaged())
        .putUnlessEmpty("licence", feed.licence())
        .build();
  }
}
