package dev.seaworthy.inventory.sbomin;

import dev.seaworthy.base.JsonValue.JsonObject;
import dev.seaworthy.base.Limits;
import dev.seaworthy.base.Location;
import dev.seaworthy.inventory.Distribution;
import dev.seaworthy.inventory.Relationship.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Reads SPDX 3.0 in its canonical JSON-LD (SPDX 3.0.1, annex "RDF serialization"): one `@graph` of
/// elements that name each other.
final class SpdxGraph {

  private static final String GRAPH = "@graph";
  private static final Set<String> NO_PACKAGES =
      Set.of("container", "device", "file", "operatingSystem", "platform");

  private final Parts parts;
  private final Map<String, String> toolNames = new HashMap<>();
  private final List<String> toolReferences = new ArrayList<>();
  private final Set<String> roots = new HashSet<>();
  private final Map<String, String> licenceTexts = new HashMap<>();
  private final Map<String, List<String>> licenceReferences = new HashMap<>();
  private String created = "";
  private ClaimedSubject subject = ClaimedSubject.NONE;
  private @Nullable Distribution system;

  private SpdxGraph(Parts parts) {
    this.parts = parts;
  }

  static SbomDocument read(Parts parts, String version, Location document, Limits limits) {
    return new SpdxGraph(parts).read(version, document, limits);
  }

  private SbomDocument read(String version, Location document, Limits limits) {
    parts.each(GRAPH, this::context);
    parts.each(GRAPH, ofType("software_Package", this::subject));
    List<String> tools =
        toolReferences.stream().map(id -> toolNames.getOrDefault(id, id)).distinct().toList();
    SbomOrigin origin = new SbomOrigin(SbomFormat.SPDX, "JSON-LD", version, tools, created);
    ClaimedComponents claimed = new ClaimedComponents(document, origin, List.of(), limits);
    parts.each(
        GRAPH,
        element -> {
          if (type(element).equals("software_Package")) {
            add(claimed, element);
          } else {
            claimed.known(id(element));
          }
        });
    parts.each(GRAPH, element -> relate(claimed, element));
    return new SbomDocument(origin, subject, ClaimedInventory.of(document, claimed, system));
  }

  private static Consumer<JsonObject> ofType(String type, Consumer<JsonObject> visitor) {
    return element -> {
      if (type(element).equals(type)) {
        visitor.accept(element);
      }
    };
  }

  private static String type(JsonObject element) {
    return element.string("type").orElse(element.text("@type"));
  }

  private static String id(JsonObject element) {
    return element.string("spdxId").orElse(element.text("@id"));
  }

  /// Everything that packages are read with.
  private void context(JsonObject element) {
    switch (type(element)) {
      case "CreationInfo" -> {
        created = created.isEmpty() ? element.text("created") : created;
        toolReferences.addAll(element.strings("createdUsing"));
      }
      case "Tool" -> toolNames.putIfAbsent(id(element), element.text("name"));
      case "SpdxDocument", "software_Sbom", "Bom" -> roots.addAll(element.strings("rootElement"));
      case "simplelicensing_LicenseExpression" ->
          licenceTexts.putIfAbsent(id(element), element.text("simplelicensing_licenseExpression"));
      case "expandedlicensing_ListedLicense",
          "expandedlicensing_CustomLicense",
          "simplelicensing_SimpleLicensingText" ->
          licenceTexts.putIfAbsent(id(element), element.text("name"));
      case "Relationship" -> {
        if (element.text("relationshipType").equals("hasDeclaredLicense")) {
          licenceReferences
              .computeIfAbsent(element.text("from"), ignored -> new ArrayList<>(1))
              .addAll(element.strings("to"));
        }
      }
      default -> {
        // Files, agents, snippets and the rest.
      }
    }
  }

  private void subject(JsonObject element) {
    boolean isSubject =
        isImage(element) || purpose(element).equals("container") || roots.contains(id(element));
    if (isSubject && subject.name().isEmpty()) {
      subject =
          OwnNotes.subject(
              element.text("name"),
              Map.of(),
              Digests.find(element.text("software_packageVersion"), purl(element)),
              List.of());
    }
  }

  private void add(ClaimedComponents claimed, JsonObject element) {
    String purl = purl(element);
    if (purpose(element).equals("operatingSystem")) {
      operatingSystem(element);
    }
    boolean isNoPackage = NO_PACKAGES.contains(purpose(element)) || roots.contains(id(element));
    if (isImage(element) || (purl.isEmpty() && isNoPackage)) {
      claimed.known(id(element));
      return;
    }
    Map<String, String> hashes = new TreeMap<>();
    for (JsonObject hash : element.objects("verifiedUsing")) {
      Hashes.put(hashes, hash.text("algorithm"), hash.text("hashValue"));
    }
    claimed.add(
        new Claim(
            id(element),
            new Claim.Names(
                purl, "", element.text("name"), element.text("software_packageVersion")),
            licences(id(element)),
            hashes,
            Map.of(),
            Map.of(),
            Claim.SourceClaim.NONE,
            SpdxNotes.places(Map.of(), element.text("software_sourceInfo"))));
  }

  private List<String> licences(String element) {
    List<String> licences = new ArrayList<>();
    for (String reference : licenceReferences.getOrDefault(element, List.of())) {
      String text = licenceTexts.getOrDefault(reference, "");
      // Without an element of its own a listed licence is named by its address.
      licences.add(
          text.isEmpty() && reference.startsWith("https://spdx.org/licenses/")
              ? reference.substring(reference.lastIndexOf('/') + 1)
              : text);
    }
    return licences;
  }

  private void operatingSystem(JsonObject element) {
    Distribution found =
        new Distribution(
            ClaimedDistribution.id(element.text("name")),
            element.text("software_packageVersion"),
            "",
            element.text("description"),
            List.of(),
            "operating-system package");
    if (system == null && ClaimedDistribution.isExact(found)) {
      system = found;
    }
  }

  private static boolean isImage(JsonObject element) {
    String purl = purl(element);
    return CycloneDxBom.IMAGE_TYPES.stream().anyMatch(type -> purl.startsWith("pkg:" + type + "/"));
  }

  private static String purpose(JsonObject element) {
    return element.text("software_primaryPurpose");
  }

  private static String purl(JsonObject element) {
    if (!element.text("software_packageUrl").isEmpty()) {
      return element.text("software_packageUrl");
    }
    for (JsonObject identifier : element.objects("externalIdentifier")) {
      if (identifier.text("externalIdentifierType").equals("packageUrl")) {
        return identifier.text("identifier");
      }
    }
    return "";
  }

  private static void relate(ClaimedComponents claimed, JsonObject element) {
    String type = type(element);
    if (!type.equals("Relationship") && !type.equals("LifecycleScopedRelationship")) {
      return;
    }
    String from = element.text("from");
    for (String to : element.strings("to")) {
      switch (element.text("relationshipType")) {
        case "dependsOn", "hasStaticLink", "hasDynamicLink", "hasPrerequisite" ->
            claimed.relate(from, Kind.DEPENDS_ON, to);
        case "contains" -> claimed.relate(from, Kind.CONTAINS, to);
        case "other" -> {
          if (SpdxDocument.isOwnership(element.text("comment"))) {
            claimed.relate(from, Kind.OWNS, to);
          }
        }
        default -> {
          // How a thing was built, licensed or described says nothing of what is there.
        }
      }
    }
  }
}
