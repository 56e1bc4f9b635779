package dev.seaworthy.inventory.sbom;

import dev.seaworthy.base.Digest;
import dev.seaworthy.base.Gap;
import dev.seaworthy.base.JsonBuilder;
import dev.seaworthy.base.JsonValue.JsonObject;
import dev.seaworthy.base.JsonWriter;
import dev.seaworthy.inventory.Component;
import dev.seaworthy.inventory.Distribution;
import dev.seaworthy.inventory.Evidence;
import dev.seaworthy.inventory.Inventory;
import dev.seaworthy.inventory.Relationship;
import dev.seaworthy.inventory.Relationship.Kind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// Writes an inventory as an SPDX 2.3 JSON document (ISO/IEC 5962:2021 as revised by SPDX 2.3). The
/// same inventory and subject always give the same bytes; the document's namespace is made of the
/// content.
public final class SpdxWriter {

  private static final String DOCUMENT = "SPDXRef-DOCUMENT";
  private static final String IMAGE = "SPDXRef-Image";
  private static final String SYSTEM = "SPDXRef-OperatingSystem";
  private static final String UNKNOWN = "NOASSERTION";
  private static final int ID_CHARS_MAX = 60;

  private final Inventory inventory;
  private final SbomSubject subject;
  private final String tool;
  private final List<String> ids = new ArrayList<>();
  private final LicenceTexts licences = new LicenceTexts();

  private SpdxWriter(Inventory inventory, SbomSubject subject) {
    this.inventory = inventory;
    this.subject = subject;
    this.tool = "Tool: seaworthy-" + subject.toolVersion();
    List<String> references = References.of(inventory.components());
    for (int i = 0; i < references.size(); i++) {
      ids.add(id(inventory.components().get(i), references.get(i)));
    }
  }

  /// The document, indented, ending with a line feed.
  public static String write(Inventory inventory, SbomSubject subject) {
    SpdxWriter writer = new SpdxWriter(inventory, subject);
    JsonBuilder content =
        new JsonBuilder()
            .put(
                "creationInfo",
                new JsonBuilder()
                    .put("created", subject.timestamp().toString())
                    .putStrings("creators", List.of(writer.tool))
                    .put("licenseListVersion", "3.27")
                    .build())
            .putArray("packages", writer.packages())
            .putArray("relationships", writer.relationships());
    List<JsonObject> extracted = writer.licences.extracted();
    if (!extracted.isEmpty()) {
      content.putArray("hasExtractedLicensingInfos", extracted);
    }
    List<JsonObject> gaps = writer.gaps();
    if (!gaps.isEmpty()) {
      content.putArray("annotations", gaps);
    }
    JsonBuilder document =
        new JsonBuilder()
            .put("spdxVersion", "SPDX-2.3")
            .put("dataLicense", "CC0-1.0")
            .put("SPDXID", DOCUMENT)
            .put("documentNamespace", "https://seaworthy.dev/spdx/" + ContentName.OPEN)
            .put("name", subject.name());
    content.build().members().forEach(document::put);
    return ContentName.fill(JsonWriter.indented(document.build()));
  }

  private List<JsonObject> packages() {
    List<JsonObject> packages = new ArrayList<>(ids.size() + 2);
    packages.add(image());
    inventory.distribution().ifPresent(found -> packages.add(operatingSystem(found)));
    for (int i = 0; i < ids.size(); i++) {
      packages.add(component(inventory.components().get(i), ids.get(i)));
    }
    return packages;
  }

  private JsonObject image() {
    Digest manifest = subject.manifestDigestOrNull();
    JsonBuilder image =
        described(
            IMAGE,
            subject.name(),
            manifest == null ? "" : manifest.toString(),
            "CONTAINER",
            UNKNOWN);
    if (manifest != null) {
      image.putArray(
          "checksums", List.of(checksum(manifest.algorithm().wireName(), manifest.hex())));
      image.putArray(
          "externalRefs",
          List.of(purl(ImagePurl.of(subject.name(), manifest, subject.platform()).toString())));
    }
    return annotated(image, ComponentNotes.of(subject)).build();
  }

  private JsonObject operatingSystem(Distribution distribution) {
    JsonBuilder system =
        described(SYSTEM, distribution.id(), distribution.versionId(), "OPERATING_SYSTEM", UNKNOWN);
    system.put("sourceInfo", "told by " + distribution.evidence());
    SortedMap<String, String> notes = new TreeMap<>();
    notes.put("seaworthy:prettyName", distribution.prettyName());
    if (!distribution.codename().isEmpty()) {
      notes.put("seaworthy:codename", distribution.codename());
    }
    if (!distribution.idLike().isEmpty()) {
      notes.put("seaworthy:idLike", String.join(" ", distribution.idLike()));
    }
    return annotated(system, notes).build();
  }

  private JsonObject component(Component component, String id) {
    JsonBuilder out =
        described(
            id,
            component.source() == null ? component.qualifiedName() : component.name(),
            component.version(),
            "LIBRARY",
            licences.declared(component.licences()));
    String maintainer = component.properties().getOrDefault("maintainer", "").strip();
    out.put("supplier", maintainer.isEmpty() ? UNKNOWN : "Organization: " + maintainer);
    List<JsonObject> checksums = new ArrayList<>();
    for (Map.Entry<String, String> hash : component.hashes().entrySet()) {
      if (ComponentNotes.isHash(hash)) {
        checksums.add(checksum(hash.getKey(), hash.getValue()));
      }
    }
    if (!checksums.isEmpty()) {
      out.putArray("checksums", checksums);
    }
    List<String> places = new ArrayList<>();
    for (Evidence evidence : component.evidence()) {
      places.add(evidence.location().path() + " (" + ComponentNotes.of(evidence) + ")");
    }
    out.put("sourceInfo", "found in " + String.join("; ", places));
    List<JsonObject> external = new ArrayList<>(List.of(purl(component.purl())));
    ComponentNotes.cpe(component)
        .ifPresent(cpe -> external.add(external("SECURITY", "cpe23Type", cpe)));
    out.putArray("externalRefs", external);
    SortedMap<String, String> notes = ComponentNotes.of(component, subject);
    for (int i = 0; i < component.evidence().size(); i++) {
      Evidence evidence = component.evidence().get(i);
      notes.put("seaworthy:evidence:" + i + ":path", evidence.location().path());
      notes.put("seaworthy:evidence:" + i + ":seen", ComponentNotes.of(evidence));
    }
    return annotated(out, notes).build();
  }

  private static JsonBuilder described(
      String id, String name, String version, String purpose, String licence) {
    return new JsonBuilder()
        .put("SPDXID", id)
        .put("name", name)
        .putUnlessEmpty("versionInfo", version)
        .put("primaryPackagePurpose", purpose)
        .put("downloadLocation", UNKNOWN)
        .put("filesAnalyzed", false)
        .put("licenseConcluded", UNKNOWN)
        .put("licenseDeclared", licence)
        .put("copyrightText", UNKNOWN);
  }

  private List<JsonObject> relationships() {
    List<JsonObject> relationships = new ArrayList<>();
    relationships.add(relationship(DOCUMENT, "DESCRIBES", IMAGE));
    inventory
        .distribution()
        .ifPresent(ignored -> relationships.add(relationship(IMAGE, "CONTAINS", SYSTEM)));
    for (String id : ids) {
      relationships.add(relationship(IMAGE, "CONTAINS", id));
    }
    for (Relationship found : inventory.relationships()) {
      String from = ids.get(found.from());
      String to = ids.get(found.to());
      relationships.add(
          switch (found.kind()) {
            case DEPENDS_ON -> relationship(from, "DEPENDS_ON", to);
            case CONTAINS -> relationship(from, "CONTAINS", to);
            case OWNS -> owns(from, to);
          });
    }
    return relationships;
  }

  /// The format has no word for the package that installed another's files.
  private static JsonObject owns(String from, String to) {
    JsonBuilder relationship = new JsonBuilder();
    relationship(from, "OTHER", to).members().forEach(relationship::put);
    return relationship
        .put("comment", Kind.OWNS + ": installed the file in which the other was found")
        .build();
  }

  private static JsonObject relationship(String from, String type, String to) {
    return new JsonBuilder()
        .put("spdxElementId", from)
        .put("relationshipType", type)
        .put("relatedSpdxElement", to)
        .build();
  }

  private List<JsonObject> gaps() {
    List<JsonObject> gaps = new ArrayList<>();
    for (Gap gap : inventory.gaps()) {
      gaps.add(
          annotation(
              "seaworthy:gap=%s %s (layer %s): %s"
                  .formatted(
                      gap.code(), gap.location().path(), gap.location().layer(), gap.detail())));
    }
    return gaps;
  }

  private JsonBuilder annotated(JsonBuilder element, SortedMap<String, String> notes) {
    if (notes.isEmpty()) {
      return element;
    }
    List<String> lines = new ArrayList<>();
    // One note a line, so that whoever reads them back gets what was there.
    notes.forEach(
        (key, value) -> lines.add(key + "=" + value.replace("\\", "\\\\").replace("\n", "\\n")));
    return element.putArray("annotations", List.of(annotation(String.join("\n", lines))));
  }

  private JsonObject annotation(String comment) {
    return new JsonBuilder()
        .put("annotationDate", subject.timestamp().toString())
        .put("annotationType", "OTHER")
        .put("annotator", tool)
        .put("comment", comment)
        .build();
  }

  private static JsonObject checksum(String algorithm, String hex) {
    return new JsonBuilder()
        .put("algorithm", ComponentNotes.hashName(algorithm, ""))
        .put("checksumValue", hex)
        .build();
  }

  private static JsonObject purl(String purl) {
    return external("PACKAGE-MANAGER", "purl", purl);
  }

  private static JsonObject external(String category, String type, String locator) {
    return new JsonBuilder()
        .put("referenceCategory", category)
        .put("referenceType", type)
        .put("referenceLocator", locator)
        .build();
  }

  /// Only letters, digits, `.` and `-` may stand in an identifier; the hash keeps it unique.
  private static String id(Component component, String reference) {
    String readable = (component.type() + "-" + component.name()).replaceAll("[^A-Za-z0-9.-]", "-");
    String hash = Digest.sha256(reference.getBytes(StandardCharsets.UTF_8)).shortHex();
    return "SPDXRef-"
        + readable.substring(0, Math.min(readable.length(), ID_CHARS_MAX))
        + "-"
        + hash;
  }
}
