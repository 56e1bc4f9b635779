package dev.seaworthy.inventory.sbom;

import dev.seaworthy.base.Digest;
import dev.seaworthy.base.Gap;
import dev.seaworthy.base.JsonBuilder;
import dev.seaworthy.base.JsonValue;
import dev.seaworthy.base.JsonValue.JsonNumber;
import dev.seaworthy.base.JsonValue.JsonObject;
import dev.seaworthy.base.JsonWriter;
import dev.seaworthy.image.lineage.BaseImage;
import dev.seaworthy.inventory.Component;
import dev.seaworthy.inventory.Distribution;
import dev.seaworthy.inventory.Evidence;
import dev.seaworthy.inventory.Inventory;
import dev.seaworthy.inventory.Relationship;
import dev.seaworthy.inventory.Relationship.Kind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Writes an inventory as a CycloneDX 1.6 JSON document (ECMA-424). The same inventory and subject
/// always give the same bytes; the serial number is made of the content.
public final class CycloneDxWriter {

  private static final String IMAGE_REFERENCE = "image";
  private static final String SYSTEM_REFERENCE = "operating-system";

  private final Inventory inventory;
  private final SbomSubject subject;
  private final List<String> references;
  private final SpdxLicences licences = SpdxLicences.load();

  private CycloneDxWriter(Inventory inventory, SbomSubject subject) {
    this.inventory = inventory;
    this.subject = subject;
    this.references = References.of(inventory.components());
  }

  /// The document, indented, ending with a line feed.
  public static String write(Inventory inventory, SbomSubject subject) {
    CycloneDxWriter writer = new CycloneDxWriter(inventory, subject);
    JsonObject document =
        new JsonBuilder()
            .put("$schema", "http://cyclonedx.org/schema/bom-1.6.schema.json")
            .put("bomFormat", "CycloneDX")
            .put("specVersion", "1.6")
            .put("serialNumber", "urn:uuid:" + ContentName.OPEN)
            .put("version", 1)
            .put("metadata", writer.metadata())
            .putArray("components", writer.components())
            .putArray("dependencies", writer.dependencies())
            .putArray("compositions", List.of(writer.composition()))
            .build();
    return ContentName.fill(JsonWriter.indented(document));
  }

  private JsonObject metadata() {
    JsonObject tool =
        new JsonBuilder()
            .put("type", "application")
            .put("name", "seaworthy")
            .put("version", subject.toolVersion())
            .build();
    JsonBuilder metadata =
        new JsonBuilder()
            .put("timestamp", subject.timestamp().toString())
            .put("tools", new JsonBuilder().putArray("components", List.of(tool)).build())
            .put("component", image());
    List<JsonObject> gaps = new ArrayList<>();
    for (Gap gap : inventory.gaps()) {
      gaps.add(
          property(
              "seaworthy:gap",
              "%s %s (layer %s): %s"
                  .formatted(
                      gap.code(), gap.location().path(), gap.location().layer(), gap.detail())));
    }
    if (!gaps.isEmpty()) {
      metadata.putArray("properties", gaps);
    }
    return metadata.build();
  }

  private JsonObject image() {
    Digest manifest = subject.manifestDigestOrNull();
    JsonBuilder image =
        new JsonBuilder()
            .put("type", manifest == null ? "file" : "container")
            .put("bom-ref", IMAGE_REFERENCE)
            .put("name", subject.name());
    if (manifest != null) {
      image.put("version", manifest.toString());
      image.put("purl", ImagePurl.of(subject.name(), manifest, subject.platform()).toString());
    }
    List<JsonObject> properties = new ArrayList<>();
    ComponentNotes.of(subject).forEach((name, value) -> properties.add(property(name, value)));
    if (!properties.isEmpty()) {
      image.putArray("properties", properties);
    }
    subject
        .lineage()
        .base()
        .filter(base -> !base.name().isEmpty())
        .ifPresent(base -> image.put("pedigree", pedigree(base)));
    return image.build();
  }

  private static JsonObject pedigree(BaseImage base) {
    JsonBuilder ancestor = new JsonBuilder().put("type", "container").put("name", base.name());
    ancestor.putIfPresent("version", base.digest());
    return new JsonBuilder()
        .putArray("ancestors", List.of(ancestor.build()))
        .put("notes", "recognised by " + base.recognition().words())
        .build();
  }

  private List<JsonObject> components() {
    List<JsonObject> components = new ArrayList<>(inventory.components().size() + 1);
    inventory.distribution().ifPresent(found -> components.add(operatingSystem(found)));
    for (int i = 0; i < inventory.components().size(); i++) {
      components.add(component(inventory.components().get(i), references.get(i)));
    }
    return components;
  }

  private static JsonObject operatingSystem(Distribution distribution) {
    JsonBuilder system =
        new JsonBuilder()
            .put("type", "operating-system")
            .put("bom-ref", SYSTEM_REFERENCE)
            .put("name", distribution.id())
            .putUnlessEmpty("version", distribution.versionId())
            .putUnlessEmpty("description", distribution.prettyName());
    List<JsonObject> properties = new ArrayList<>();
    if (!distribution.codename().isEmpty()) {
      properties.add(property("seaworthy:codename", distribution.codename()));
    }
    if (!distribution.idLike().isEmpty()) {
      properties.add(property("seaworthy:idLike", String.join(" ", distribution.idLike())));
    }
    properties.add(property("seaworthy:evidence", distribution.evidence()));
    return system.putArray("properties", properties).build();
  }

  private JsonObject component(Component component, String reference) {
    boolean hasGroup = !component.namespace().isEmpty() && component.source() == null;
    JsonBuilder out = new JsonBuilder().put("type", "library").put("bom-ref", reference);
    String maintainer = component.properties().getOrDefault("maintainer", "");
    out.putUnlessEmpty("publisher", maintainer);
    if (hasGroup) {
      out.put("group", component.namespace());
    }
    out.put("name", component.name()).putUnlessEmpty("version", component.version());
    List<JsonObject> hashes = new ArrayList<>();
    for (Map.Entry<String, String> hash : component.hashes().entrySet()) {
      if (ComponentNotes.isHash(hash)) {
        hashes.add(
            new JsonBuilder()
                .put("alg", ComponentNotes.hashName(hash.getKey(), "-"))
                .put("content", hash.getValue())
                .build());
      }
    }
    if (!hashes.isEmpty()) {
      out.putArray("hashes", hashes);
    }
    if (!component.licences().isEmpty()) {
      out.putArray("licenses", licences(component.licences()));
    }
    ComponentNotes.cpe(component).ifPresent(cpe -> out.put("cpe", cpe));
    out.put("purl", component.purl());
    List<JsonObject> properties = new ArrayList<>();
    ComponentNotes.of(component, subject)
        .forEach((name, value) -> properties.add(property(name, value)));
    out.putArray("properties", properties);
    return out.put("evidence", evidence(component)).build();
  }

  /// Either identifiers and names, or a single expression: the schema allows no mixture.
  private List<JsonObject> licences(List<String> declared) {
    if (declared.size() == 1 && licences.identifier(declared.getFirst()).isEmpty()) {
      var expression = licences.expression(declared.getFirst());
      if (expression.isPresent()) {
        return List.of(new JsonBuilder().put("expression", expression.get()).build());
      }
    }
    List<JsonObject> choices = new ArrayList<>();
    for (String licence : declared) {
      JsonObject choice =
          licences
              .identifier(licence)
              .map(id -> new JsonBuilder().put("id", id))
              .orElseGet(() -> new JsonBuilder().put("name", licence))
              .build();
      choices.add(new JsonBuilder().put("license", choice).build());
    }
    return choices;
  }

  private static JsonObject evidence(Component component) {
    List<JsonObject> methods = new ArrayList<>();
    List<JsonObject> occurrences = new ArrayList<>();
    Set<String> seen = new TreeSet<>();
    for (Evidence evidence : component.evidence()) {
      if (seen.add(evidence.method())) {
        Technique technique = Technique.of(evidence.method());
        methods.add(
            new JsonBuilder()
                .put("technique", technique.word())
                .put("confidence", new JsonNumber(new BigDecimal(technique.confidence())))
                .put("value", evidence.method())
                .build());
      }
      occurrences.add(
          new JsonBuilder()
              .put("location", evidence.location().path())
              .put("additionalContext", ComponentNotes.of(evidence))
              .build());
    }
    JsonObject identity =
        new JsonBuilder().put("field", "purl").putArray("methods", methods).build();
    return new JsonBuilder()
        .putArray("identity", List.of(identity))
        .putArray("occurrences", occurrences)
        .build();
  }

  private List<JsonValue> dependencies() {
    List<Set<String>> needed = new ArrayList<>();
    Set<String> held = new TreeSet<>();
    references.forEach(ignored -> needed.add(new TreeSet<>()));
    for (Relationship relationship : inventory.relationships()) {
      // Who owns a file is a property; the format has no word for it.
      if (relationship.kind() != Kind.OWNS) {
        needed.get(relationship.from()).add(references.get(relationship.to()));
      }
      if (relationship.kind() == Kind.CONTAINS) {
        held.add(references.get(relationship.to()));
      }
    }
    Set<String> top = new TreeSet<>(references);
    top.removeAll(held);
    inventory.distribution().ifPresent(ignored -> top.add(SYSTEM_REFERENCE));
    List<JsonValue> dependencies = new ArrayList<>();
    dependencies.add(dependency(IMAGE_REFERENCE, top));
    inventory
        .distribution()
        .ifPresent(ignored -> dependencies.add(dependency(SYSTEM_REFERENCE, Set.of())));
    for (int i = 0; i < references.size(); i++) {
      dependencies.add(dependency(references.get(i), needed.get(i)));
    }
    return dependencies;
  }

  private static JsonObject dependency(String reference, Set<String> needed) {
    JsonBuilder dependency = new JsonBuilder().put("ref", reference);
    return needed.isEmpty()
        ? dependency.build()
        : dependency.putStrings("dependsOn", needed).build();
  }

  /// What could not be read makes the bill incomplete; without gaps it is as complete as catalogers
  /// can tell, which the format calls unknown.
  private JsonObject composition() {
    return new JsonBuilder()
        .put("aggregate", inventory.gaps().isEmpty() ? "unknown" : "incomplete")
        .putStrings("assemblies", List.of(IMAGE_REFERENCE))
        .build();
  }

  private static JsonObject property(String name, String value) {
    return new JsonBuilder().put("name", name).put("value", value).build();
  }
}
