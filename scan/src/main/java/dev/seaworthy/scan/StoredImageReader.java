package dev.seaworthy.scan;

import dev.seaworthy.base.Digest;
import dev.seaworthy.base.Gap;
import dev.seaworthy.base.JsonReader;
import dev.seaworthy.base.JsonValue.JsonObject;
import dev.seaworthy.base.JsonValue.JsonString;
import dev.seaworthy.base.Limits;
import dev.seaworthy.base.Location;
import dev.seaworthy.image.AnalyserId;
import dev.seaworthy.image.DiffId;
import dev.seaworthy.image.Platform;
import dev.seaworthy.image.lineage.BaseImage;
import dev.seaworthy.image.lineage.BaseImage.Recognition;
import dev.seaworthy.image.lineage.Lineage;
import dev.seaworthy.inspection.EngineReport;
import dev.seaworthy.inspection.Inspection;
import dev.seaworthy.inspection.InspectionRule;
import dev.seaworthy.inspection.Observation;
import dev.seaworthy.inspection.Reference;
import dev.seaworthy.inspection.Subject;
import dev.seaworthy.inventory.Component;
import dev.seaworthy.inventory.Component.SourcePackage;
import dev.seaworthy.inventory.Distribution;
import dev.seaworthy.inventory.Evidence;
import dev.seaworthy.inventory.Inventory;
import dev.seaworthy.inventory.Relationship;
import dev.seaworthy.rulebook.BilingualText;
import dev.seaworthy.rulebook.Rating;
import dev.seaworthy.scan.ImageSummary.LayerSummary;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Reads what [StoredImageWriter] wrote.
final class StoredImageReader {

  private StoredImageReader() {}

  /// @param bytes whose digest was compared
  /// @throws RuntimeException when it isn't such a document: a
  ///   [dev.seaworthy.base.SeaworthyException], an IllegalArgumentException or a DateTimeException
  static StoredImage read(byte[] bytes, String what, Limits limits) {
    JsonObject json = new JsonReader(limits).readObject(bytes, what);
    if (number(json, "form") != StoredImageWriter.FORM) {
      throw new IllegalArgumentException("it has the form " + number(json, "form"));
    }
    List<InspectionRule> rules =
        json.objects("rules").stream().map(StoredImageReader::rule).toList();
    List<Observation> observations = new ArrayList<>();
    for (JsonObject seen : json.objects("observations")) {
      observations.add(observation(seen, rules));
    }
    List<Component> components =
        json.objects("components").stream().map(StoredImageReader::component).toList();
    return new StoredImage(
        summary(json.object("image")),
        texts(json.object("labels")),
        new Inventory(
            json.get("distribution").isEmpty() ? null : distribution(json.object("distribution")),
            components,
            json.objects("relationships").stream()
                .map(each -> relationship(each, components.size()))
                .toList(),
            gaps(json, "inventoryGaps")),
        new Inspection(
            observations,
            json.objects("engines").stream().map(StoredImageReader::engine).toList(),
            gaps(json, "inspectionGaps")),
        gaps(json, "gaps"));
  }

  private static ImageSummary summary(JsonObject json) {
    JsonObject platform = json.object("platform");
    return new ImageSummary(
        json.text("name"),
        json.text("name"),
        false,
        digest(json, "manifest"),
        digest(json, "index"),
        digest(json, "config"),
        new Platform(
            platform.text("os"),
            platform.text("architecture"),
            platform.text("variant"),
            platform.text("osVersion")),
        json.text("created"),
        Instant.parse(json.text("stamp")),
        json.objects("layers").stream().map(StoredImageReader::layer).toList(),
        new Lineage(
            json.get("base").isEmpty() ? null : base(json.object("base")),
            json.strings("notBuiltOn")),
        json.text("historyProblem"),
        number(json, "files"),
        Optional.empty());
  }

  private static LayerSummary layer(JsonObject json) {
    return new LayerSummary(
        number(json, "index"),
        new DiffId(Digest.parse(json.text("diffId"))),
        digest(json, "digest"),
        json.text("mediaType"),
        longNumber(json, "storedBytes"),
        longNumber(json, "sizeBytes"),
        json.text("createdBy"));
  }

  private static BaseImage base(JsonObject json) {
    return new BaseImage(
        json.text("name"),
        digest(json, "digest").orElse(null),
        number(json, "layers"),
        Recognition.valueOf(json.text("recognition")));
  }

  private static Distribution distribution(JsonObject json) {
    return new Distribution(
        json.text("id"),
        json.text("versionId"),
        json.text("codename"),
        json.text("prettyName"),
        json.strings("idLike"),
        json.text("evidence"));
  }

  private static Component component(JsonObject json) {
    JsonObject source = json.object("source");
    return new Component(
        json.text("type"),
        json.text("namespace"),
        json.text("name"),
        json.text("version"),
        json.text("purl"),
        json.text("architecture"),
        json.get("source").isEmpty()
            ? null
            : new SourcePackage(source.text("name"), source.text("version")),
        json.strings("licences"),
        texts(json.object("hashes")),
        json.strings("depends"),
        List.of(),
        json.objects("evidence").stream().map(StoredImageReader::evidence).toList(),
        texts(json.object("properties")));
  }

  private static Evidence evidence(JsonObject json) {
    return new Evidence(
        location(json),
        number(json, "introducedIn"),
        new AnalyserId(json.text("cataloger"), number(json, "catalogerVersion")),
        json.text("method"));
  }

  private static Relationship relationship(JsonObject json, int components) {
    int from = number(json, "from");
    int to = number(json, "to");
    if (from < 0 || from >= components || to < 0 || to >= components) {
      throw new IllegalArgumentException("a relationship of components that aren't there");
    }
    return new Relationship(from, Relationship.Kind.valueOf(json.text("kind")), to);
  }

  private static List<Gap> gaps(JsonObject json, String member) {
    return json.objects(member).stream()
        .map(gap -> new Gap(gap.text("code"), location(gap), gap.text("detail")))
        .toList();
  }

  private static Observation observation(JsonObject json, List<InspectionRule> rules) {
    int rule = number(json, "rule");
    if (rule < 0 || rule >= rules.size()) {
      throw new IllegalArgumentException(
          "an observation by rule %s, which isn't there".formatted(rule));
    }
    return new Observation(
        rules.get(rule),
        location(json),
        longNumber(json, "line"),
        json.text("key"),
        json.text("evidence"),
        texts(json.object("details")));
  }

  private static InspectionRule rule(JsonObject json) {
    return new InspectionRule(
        oneOf(Subject.values(), Subject::word, json.text("subject")),
        json.text("id"),
        text(json.object("title")),
        text(json.object("reason")),
        text(json.object("fix")),
        oneOf(Rating.values(), Rating::word, json.text("rating")),
        json.objects("references").stream()
            .map(each ->
                new Reference(each.text("catalogue"), each.text("edition"), each.text("id")))
            .toList(),
        json.isTrue("isBlindSpot"));
  }

  private static BilingualText text(JsonObject json) {
    return new BilingualText(json.text("en"), json.text("zh"));
  }

  private static EngineReport engine(JsonObject json) {
    return new EngineReport(
        oneOf(Subject.values(), Subject::word, json.text("subject")),
        json.text("name"),
        json.text("version"),
        json.text("dataVersion"),
        instantOrNull(json.text("dataDate")),
        longNumber(json, "files"),
        longNumber(json, "bytes"),
        0);
  }

  private static @Nullable Instant instantOrNull(String text) {
    return text.isEmpty() ? null : Instant.parse(text);
  }

  private static Location location(JsonObject json) {
    return new Location(json.text("path"), number(json, "layer"));
  }

  private static SortedMap<String, String> texts(JsonObject json) {
    SortedMap<String, String> texts = new TreeMap<>();
    for (Map.Entry<String, ?> member : json.members().entrySet()) {
      if (!(member.getValue() instanceof JsonString(String text))) {
        throw new IllegalArgumentException(member.getKey() + " is no text");
      }
      texts.put(member.getKey(), text);
    }
    return texts;
  }

  private static Optional<Digest> digest(JsonObject json, String member) {
    return json.string(member).map(Digest::parse);
  }

  private static int number(JsonObject json, String member) {
    return Math.toIntExact(longNumber(json, member));
  }

  private static long longNumber(JsonObject json, String member) {
    return json.integer(member)
        .orElseThrow(() -> new IllegalArgumentException(member + " is no whole number"));
  }

  private static <T> T oneOf(T[] values, Function<T, String> word, String text) {
    for (T value : values) {
      if (word.apply(value).equals(text)) {
        return value;
      }
    }
    throw new IllegalArgumentException("the word isn't known: " + text);
  }
}
