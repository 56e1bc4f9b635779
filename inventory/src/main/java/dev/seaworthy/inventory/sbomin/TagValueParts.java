package dev.seaworthy.inventory.sbomin;

import dev.seaworthy.base.JsonBuilder;
import dev.seaworthy.base.JsonValue;
import dev.seaworthy.base.JsonValue.JsonObject;
import dev.seaworthy.base.Limit;
import dev.seaworthy.base.Limits;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.base.Text;
import dev.seaworthy.inventory.InventoryError;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// An SPDX tag-value document (SPDX 2.3, annex "tag-value"): lines of `Tag: value`, where a value
/// in `<text>` may go over several lines. Files and snippets are kept by their identifiers alone.
final class TagValueParts implements Parts {

  private static final String TEXT_BEGIN = "<text>";
  private static final String TEXT_END = "</text>";

  private final String what;
  private final long elementsMax;
  private final long textCharsMax;
  private final Map<String, String> head = new HashMap<>();
  private final List<String> creators = new ArrayList<>();
  private final List<Map<String, List<String>>> packages = new ArrayList<>();
  private final List<JsonObject> others = new ArrayList<>();
  private final List<JsonObject> relationships = new ArrayList<>();
  private final List<JsonObject> licences = new ArrayList<>();
  private final Map<String, List<JsonObject>> annotations = new HashMap<>();
  private Map<String, List<String>> section = new LinkedHashMap<>();
  private String kind = "";
  private String licenceId = "";
  private String annotated = "";
  private String annotation = "";

  TagValueParts(byte[] bytes, String what, Limits limits) {
    this.what = what;
    this.elementsMax = limits.of(Limit.SBOM_COMPONENTS) + limits.of(Limit.SBOM_RELATIONSHIPS);
    this.textCharsMax = limits.of(Limit.JSON_STRING_BYTES);
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                new ByteArrayInputStream(bytes),
                StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)))) {
      read(reader);
    } catch (IOException e) {
      throw new SeaworthyException(
          InventoryError.SBOM_DAMAGED, what + ": the text is not UTF-8", e);
    }
  }

  @Override
  public String text(String name) {
    return name.equals("SPDXID") ? head.getOrDefault("SPDXID", "") : "";
  }

  @Override
  public JsonObject object(String name) {
    return name.equals("creationInfo")
        ? new JsonBuilder()
            .putStrings("creators", creators)
            .put("created", head.getOrDefault("Created", ""))
            .build()
        : JsonValue.EMPTY_OBJECT;
  }

  @Override
  public List<String> texts(String name) {
    return List.of();
  }

  @Override
  public void each(String name, Consumer<JsonObject> visitor) {
    switch (name) {
      case "packages" -> packages.forEach(tags -> visitor.accept(asPackage(tags)));
      case "relationships" -> relationships.forEach(visitor);
      case "files" -> others.forEach(visitor);
      case "hasExtractedLicensingInfos" -> licences.forEach(visitor);
      case "annotations" -> annotations.getOrDefault(text("SPDXID"), List.of()).forEach(visitor);
      default -> {
        // Nothing else is kept.
      }
    }
  }

  private void read(BufferedReader reader) throws IOException {
    int number = 0;
    for (String line = reader.readLine(); line != null; line = reader.readLine()) {
      number++;
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      int colon = line.indexOf(':');
      if (colon <= 0) {
        throw damaged("line %s is not of the form \"Tag: value\"".formatted(number));
      }
      String value = line.substring(colon + 1).strip();
      if (value.startsWith(TEXT_BEGIN)) {
        StringBuilder text = new StringBuilder(value.substring(TEXT_BEGIN.length()));
        int first = number;
        while (text.indexOf(TEXT_END, Math.max(0, text.lastIndexOf("\n"))) < 0) {
          String more = reader.readLine();
          number++;
          if (more == null || text.length() + more.length() > textCharsMax) {
            throw damaged("the %s that begins in line %s has no end".formatted(TEXT_BEGIN, first));
          }
          text.append('\n').append(more);
        }
        value = text.substring(0, text.lastIndexOf(TEXT_END));
      }
      take(line.substring(0, colon).strip(), value);
    }
    endSection();
    endAnnotation();
  }

  private void take(String tag, String value) {
    switch (tag) {
      case "PackageName" -> begin("package");
      case "FileName" -> begin("file");
      case "SnippetSPDXID" -> {
        begin("snippet");
        other(value);
      }
      case "LicenseID" -> {
        begin("licence");
        licenceId = value;
      }
      case "Relationship" -> relationship(value);
      case "RelationshipComment" -> comment(value);
      case "Annotator" -> endAnnotation();
      case "SPDXREF" -> annotated = value;
      case "AnnotationComment" -> annotation = value;
      case "Creator" -> creators.add(value);
      default -> {
        // Kept below with the section that it stands in.
      }
    }
    switch (kind) {
      case "" -> head.putIfAbsent(tag, value);
      case "package" -> keep(tag, value);
      case "file" -> {
        if (tag.equals("SPDXID")) {
          other(value);
        }
      }
      case "licence" -> {
        if (tag.equals("LicenseName") || tag.equals("ExtractedText")) {
          section.computeIfAbsent(tag, ignored -> new ArrayList<>(1)).add(value);
        }
      }
      default -> {
        // Of snippets only the identifier counts.
      }
    }
  }

  private void keep(String tag, String value) {
    switch (tag) {
      case "PackageName",
          "SPDXID",
          "PackageVersion",
          "PrimaryPackagePurpose",
          "PackageSourceInfo",
          "PackageLicenseDeclared",
          "ExternalRef",
          "PackageChecksum" ->
          section.computeIfAbsent(tag, ignored -> new ArrayList<>(1)).add(value);
      default -> {
        // The rest isn't read in the other encodings either.
      }
    }
  }

  private void begin(String newKind) {
    endSection();
    kind = newKind;
  }

  private void endSection() {
    if (kind.equals("package")) {
      packages.add(section);
      checkCount();
    } else if (kind.equals("licence")) {
      licences.add(
          new JsonBuilder()
              .put("licenseId", licenceId)
              .put("name", first(section, "LicenseName"))
              .put("extractedText", first(section, "ExtractedText"))
              .build());
      checkCount();
    }
    section = new LinkedHashMap<>();
    kind = "";
  }

  private void other(String identifier) {
    others.add(new JsonBuilder().put("SPDXID", identifier).build());
    checkCount();
  }

  private void relationship(String value) {
    String[] words = value.split("\\s+", -1);
    if (words.length < 3) {
      throw damaged("a relationship is not of the form \"element TYPE element\": " + value);
    }
    relationships.add(
        new JsonBuilder()
            .put("spdxElementId", words[0])
            .put("relationshipType", words[1])
            .put("relatedSpdxElement", words[2])
            .build());
    checkCount();
  }

  /// Belongs to the relationship before it.
  private void comment(String value) {
    if (!relationships.isEmpty()) {
      JsonBuilder with = new JsonBuilder();
      relationships.removeLast().members().forEach(with::put);
      relationships.add(with.put("comment", value).build());
    }
  }

  private void endAnnotation() {
    if (!annotated.isEmpty() && !annotation.isEmpty()) {
      annotations
          .computeIfAbsent(annotated, ignored -> new ArrayList<>(1))
          .add(new JsonBuilder().put("comment", annotation).build());
    }
    annotated = "";
    annotation = "";
  }

  private JsonObject asPackage(Map<String, List<String>> tags) {
    List<JsonObject> references = new ArrayList<>();
    for (String reference : tags.getOrDefault("ExternalRef", List.of())) {
      String[] words = reference.split("\\s+", 3);
      if (words.length == 3) {
        references.add(
            new JsonBuilder()
                .put("referenceType", words[1])
                .put("referenceLocator", words[2])
                .build());
      }
    }
    List<JsonObject> checksums = new ArrayList<>();
    for (String checksum : tags.getOrDefault("PackageChecksum", List.of())) {
      int colon = checksum.indexOf(':');
      if (colon > 0) {
        checksums.add(
            new JsonBuilder()
                .put("algorithm", checksum.substring(0, colon).strip())
                .put("checksumValue", checksum.substring(colon + 1).strip())
                .build());
      }
    }
    String identifier = first(tags, "SPDXID");
    return new JsonBuilder()
        .put("SPDXID", identifier)
        .put("name", first(tags, "PackageName"))
        .put("versionInfo", first(tags, "PackageVersion"))
        .put("primaryPackagePurpose", first(tags, "PrimaryPackagePurpose"))
        .put("sourceInfo", first(tags, "PackageSourceInfo"))
        .put("licenseDeclared", first(tags, "PackageLicenseDeclared"))
        .putArray("externalRefs", references)
        .putArray("checksums", checksums)
        .putArray("annotations", annotations.getOrDefault(identifier, List.of()))
        .build();
  }

  private static String first(Map<String, List<String>> tags, String tag) {
    List<String> values = tags.getOrDefault(tag, List.of());
    return values.isEmpty() ? "" : values.getFirst();
  }

  private void checkCount() {
    long count = (long) packages.size() + others.size() + relationships.size() + licences.size();
    if (count > elementsMax) {
      throw new SeaworthyException(
          InventoryError.SBOM_LIMIT,
          "%s: more elements than the limits %s and %s allow (%s)"
              .formatted(
                  what, Limit.SBOM_COMPONENTS.key(), Limit.SBOM_RELATIONSHIPS.key(), elementsMax));
    }
  }

  private SeaworthyException damaged(String problem) {
    return new SeaworthyException(
        InventoryError.SBOM_DAMAGED, what + ": " + Text.shorten(problem, 300));
  }
}
