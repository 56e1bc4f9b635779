package dev.seaworthy.scan;

import dev.seaworthy.base.Digest;
import dev.seaworthy.base.Gap;
import dev.seaworthy.base.JsonBuilder;
import dev.seaworthy.base.JsonValue.JsonObject;
import dev.seaworthy.base.JsonWriter;
import dev.seaworthy.base.Location;
import dev.seaworthy.image.Platform;
import dev.seaworthy.image.lineage.BaseImage;
import dev.seaworthy.inspection.EngineReport;
import dev.seaworthy.inspection.InspectionRule;
import dev.seaworthy.inspection.Observation;
import dev.seaworthy.inspection.Reference;
import dev.seaworthy.inventory.Component;
import dev.seaworthy.inventory.Component.SourcePackage;
import dev.seaworthy.inventory.Distribution;
import dev.seaworthy.inventory.Evidence;
import dev.seaworthy.inventory.Inventory;
import dev.seaworthy.inventory.Relationship;
import dev.seaworthy.rulebook.BilingualText;
import dev.seaworthy.scan.ImageSummary.LayerSummary;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Writes what is kept of an image, as canonical JSON; [StoredImageReader] reads it. Whoever
/// changes a member raises the form.
final class StoredImageWriter {

  /// The form of the document.
  static final int FORM = 1;

  private final List<InspectionRule> rules = new ArrayList<>();

  private StoredImageWriter() {}

  static byte[] write(StoredImage image) {
    return new StoredImageWriter().document(image);
  }

  private byte[] document(StoredImage image) {
    Inventory inventory = image.inventory();
    List<JsonObject> observations =
        image.inspection().observations().stream().map(this::observation).toList();
    JsonBuilder json =
        new JsonBuilder()
            .put("form", FORM)
            .put("image", summary(image.summary()))
            .put("labels", texts(image.labels()))
            .putArray("components", each(inventory.components(), StoredImageWriter::component))
            .putArray(
                "relationships", each(inventory.relationships(), StoredImageWriter::relationship))
            .putArray("inventoryGaps", each(inventory.gaps(), StoredImageWriter::gap))
            .putArray("rules", each(rules, StoredImageWriter::rule))
            .putArray("observations", observations)
            .putArray("engines", each(image.inspection().engines(), StoredImageWriter::engine))
            .putArray("inspectionGaps", each(image.inspection().gaps(), StoredImageWriter::gap))
            .putArray("gaps", each(image.gaps(), StoredImageWriter::gap));
    Distribution distribution = inventory.distributionOrNull();
    if (distribution != null) {
      json.put("distribution", distribution(distribution));
    }
    return JsonWriter.canonical(json.build());
  }

  private interface Writing<T> {
    JsonObject of(T value);
  }

  private static <T> List<JsonObject> each(Collection<T> values, Writing<T> writing) {
    List<JsonObject> written = new ArrayList<>(values.size());
    values.forEach(value -> written.add(writing.of(value)));
    return written;
  }

  private static JsonObject summary(ImageSummary summary) {
    JsonBuilder json = new JsonBuilder().put("name", summary.name());
    digest(json, "manifest", summary.manifestDigest());
    digest(json, "index", summary.indexDigest());
    digest(json, "config", summary.configDigest());
    Platform platform = summary.platform();
    json.put(
            "platform",
            new JsonBuilder()
                .put("os", platform.os())
                .put("architecture", platform.architecture())
                .put("variant", platform.variant())
                .put("osVersion", platform.osVersion())
                .build())
        .put("created", summary.created())
        .put("stamp", summary.stamp().toString())
        .putArray("layers", each(summary.layers(), StoredImageWriter::layer))
        .putStrings("notBuiltOn", summary.lineage().notBuiltOn())
        .put("historyProblem", summary.historyProblem())
        .put("files", summary.files());
    summary.lineage().base().ifPresent(base -> json.put("base", base(base)));
    return json.build();
  }

  private static JsonObject layer(LayerSummary layer) {
    JsonBuilder json =
        new JsonBuilder()
            .put("index", layer.index())
            .put("diffId", layer.diffId().toString())
            .put("mediaType", layer.mediaType())
            .put("storedBytes", layer.storedBytes())
            .put("sizeBytes", layer.sizeBytes())
            .put("createdBy", layer.createdBy());
    digest(json, "digest", layer.digest());
    return json.build();
  }

  private static JsonObject base(BaseImage base) {
    JsonBuilder json =
        new JsonBuilder()
            .put("name", base.name())
            .put("layers", base.layers())
            .put("recognition", base.recognition().name());
    digest(json, "digest", base.digest());
    return json.build();
  }

  private static JsonObject distribution(Distribution distribution) {
    return new JsonBuilder()
        .put("id", distribution.id())
        .put("versionId", distribution.versionId())
        .put("codename", distribution.codename())
        .put("prettyName", distribution.prettyName())
        .putStrings("idLike", distribution.idLike())
        .put("evidence", distribution.evidence())
        .build();
  }

  private static JsonObject component(Component component) {
    JsonBuilder json =
        new JsonBuilder()
            .put("type", component.type())
            .putUnlessEmpty("namespace", component.namespace())
            .put("name", component.name())
            .putUnlessEmpty("version", component.version())
            .put("purl", component.purl())
            .putUnlessEmpty("architecture", component.architecture());
    SourcePackage source = component.source();
    if (source != null) {
      json.put(
          "source",
          new JsonBuilder().put("name", source.name()).put("version", source.version()).build());
    }
    return json.putStrings("licences", component.licences())
        .put("hashes", texts(component.hashes()))
        .putStrings("depends", component.depends())
        .putArray("evidence", each(component.evidence(), StoredImageWriter::evidence))
        .put("properties", texts(component.properties()))
        .build();
  }

  private static JsonObject evidence(Evidence evidence) {
    return location(new JsonBuilder(), evidence.location())
        .put("introducedIn", evidence.introducedIn())
        .put("cataloger", evidence.cataloger().name())
        .put("catalogerVersion", evidence.cataloger().version())
        .put("method", evidence.method())
        .build();
  }

  private static JsonObject relationship(Relationship relationship) {
    return new JsonBuilder()
        .put("from", relationship.from())
        .put("kind", relationship.kind().name())
        .put("to", relationship.to())
        .build();
  }

  private static JsonObject gap(Gap gap) {
    return location(new JsonBuilder(), gap.location())
        .put("code", gap.code())
        .put("detail", gap.detail())
        .build();
  }

  /// Rules are long and few.
  private JsonObject observation(Observation seen) {
    int rule = rules.indexOf(seen.rule());
    if (rule < 0) {
      rule = rules.size();
      rules.add(seen.rule());
    }
    return location(new JsonBuilder(), seen.location())
        .put("rule", rule)
        .put("line", seen.line())
        .put("key", seen.key())
        .put("evidence", seen.evidence())
        .put("details", texts(seen.details()))
        .build();
  }

  private static JsonObject rule(InspectionRule rule) {
    return new JsonBuilder()
        .put("subject", rule.subject().word())
        .put("id", rule.id())
        .put("title", text(rule.title()))
        .put("reason", text(rule.reason()))
        .put("fix", text(rule.fix()))
        .put("rating", rule.rating().word())
        .putArray("references", each(rule.references(), StoredImageWriter::reference))
        .put("isBlindSpot", rule.isBlindSpot())
        .build();
  }

  private static JsonObject text(BilingualText text) {
    return new JsonBuilder().put("en", text.english()).put("zh", text.chinese()).build();
  }

  private static JsonObject reference(Reference reference) {
    return new JsonBuilder()
        .put("catalogue", reference.catalogue())
        .put("edition", reference.edition())
        .put("id", reference.id())
        .build();
  }

  private static JsonObject engine(EngineReport engine) {
    JsonBuilder json =
        new JsonBuilder()
            .put("subject", engine.subject().word())
            .put("name", engine.name())
            .put("version", engine.version())
            .put("dataVersion", engine.dataVersion())
            .put("files", engine.files())
            .put("bytes", engine.bytes());
    Instant dated = engine.dataDateOrNull();
    return (dated == null ? json : json.put("dataDate", dated.toString())).build();
  }

  private static JsonBuilder location(JsonBuilder json, Location location) {
    return json.put("path", location.path()).put("layer", location.layer());
  }

  private static JsonObject texts(Map<String, String> texts) {
    JsonBuilder json = new JsonBuilder();
    new TreeMap<>(texts).forEach(json::put);
    return json.build();
  }

  private static void digest(JsonBuilder json, String name, Optional<Digest> digest) {
    json.putIfPresent(name, digest);
  }
}
