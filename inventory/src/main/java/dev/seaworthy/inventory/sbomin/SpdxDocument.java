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
import org.jspecify.annotations.Nullable;

/// Reads SPDX 2.2 and 2.3, whatever the encoding.
final class SpdxDocument {

  private static final Set<String> NO_PACKAGES =
      Set.of("CONTAINER", "DEVICE", "FILE", "OPERATING-SYSTEM", "OPERATING_SYSTEM");
  private static final Set<String> NOTHING = Set.of("NOASSERTION", "NONE");

  private final Parts parts;
  private final SbomOrigin origin;
  private final Set<String> described = new HashSet<>();
  private final Map<String, String> licenceTexts = new HashMap<>();
  private ClaimedSubject subject = ClaimedSubject.NONE;
  private @Nullable Distribution system;

  private SpdxDocument(Parts parts, SbomOrigin origin) {
    this.parts = parts;
    this.origin = origin;
  }

  static SbomDocument read(
      Parts parts, String encoding, String version, Location document, Limits limits) {
    JsonObject creation = parts.object("creationInfo");
    List<String> tools =
        creation.strings("creators").stream()
            .filter(creator -> creator.startsWith("Tool:"))
            .map(creator -> creator.substring("Tool:".length()).strip())
            .toList();
    SbomOrigin origin =
        new SbomOrigin(SbomFormat.SPDX, encoding, version, tools, creation.text("created"));
    return new SpdxDocument(parts, origin).read(document, limits);
  }

  private SbomDocument read(Location document, Limits limits) {
    String own = parts.text("SPDXID").isEmpty() ? "SPDXRef-DOCUMENT" : parts.text("SPDXID");
    // Before 2.3 deprecated it, this stood for relationships of the kind DESCRIBES.
    described.addAll(parts.texts("documentDescribes"));
    parts.each("relationships", relation -> describes(own, relation));
    parts.each("hasExtractedLicensingInfos", this::licence);
    parts.each("packages", this::subject);
    ClaimedComponents claimed = new ClaimedComponents(document, origin, subject.layers(), limits);
    claimed.known(own);
    parts.each("annotations", annotation -> gap(claimed, annotation));
    parts.each("packages", spdxPackage -> add(claimed, spdxPackage));
    parts.each("files", file -> claimed.known(file.text("SPDXID")));
    parts.each("snippets", snippet -> claimed.known(snippet.text("SPDXID")));
    parts.each("relationships", relation -> relate(claimed, relation));
    return new SbomDocument(origin, subject, ClaimedInventory.of(document, claimed, system));
  }

  private void describes(String document, JsonObject relation) {
    String from = relation.text("spdxElementId");
    String to = relation.text("relatedSpdxElement");
    if (relation.text("relationshipType").equals("DESCRIBES") && from.equals(document)) {
      described.add(to);
    } else if (relation.text("relationshipType").equals("DESCRIBED_BY") && to.equals(document)) {
      described.add(from);
    }
  }

  private void licence(JsonObject extracted) {
    String text = extracted.string("name").orElse("");
    licenceTexts.putIfAbsent(
        extracted.text("licenseId"),
        text.isEmpty() || NOTHING.contains(text) ? extracted.text("extractedText") : text);
  }

  private static void gap(ClaimedComponents claimed, JsonObject annotation) {
    String marker = OwnNotes.PREFIX + "gap=";
    String comment = annotation.text("comment");
    if (comment.startsWith(marker)) {
      claimed.gap(Properties.gap(comment.substring(marker.length())));
    }
  }

  private static boolean isImage(JsonObject spdxPackage) {
    String purl = purl(spdxPackage);
    return CycloneDxBom.IMAGE_TYPES.stream().anyMatch(type -> purl.startsWith("pkg:" + type + "/"));
  }

  /// What the document is about: the package that it describes, if it is no package of a
  /// distribution or language.
  private void subject(JsonObject spdxPackage) {
    boolean isSubject =
        isImage(spdxPackage)
            || purpose(spdxPackage).equals("CONTAINER")
            || described.contains(spdxPackage.text("SPDXID"));
    if (!isSubject || !subject.name().isEmpty()) {
      return;
    }
    Map<String, String> notes = SpdxNotes.of(spdxPackage.objects("annotations"));
    subject =
        OwnNotes.subject(
            spdxPackage.text("name"),
            notes,
            Digests.find(spdxPackage.text("versionInfo"), purl(spdxPackage)),
            Properties.numberedLayers(notes));
  }

  private void add(ClaimedComponents claimed, JsonObject spdxPackage) {
    String reference = spdxPackage.text("SPDXID");
    String purl = purl(spdxPackage);
    String purpose = purpose(spdxPackage);
    if (purpose.equals("OPERATING_SYSTEM") || purpose.equals("OPERATING-SYSTEM")) {
      operatingSystem(spdxPackage);
    }
    boolean isNoPackage = NO_PACKAGES.contains(purpose) || described.contains(reference);
    if (isImage(spdxPackage) || (purl.isEmpty() && isNoPackage)) {
      claimed.known(reference);
    } else {
      claimed.add(claim(spdxPackage, purl));
    }
  }

  private Claim claim(JsonObject spdxPackage, String purl) {
    Map<String, String> notes = SpdxNotes.of(spdxPackage.objects("annotations"));
    Map<String, String> hashes = new TreeMap<>();
    for (JsonObject hash : spdxPackage.objects("checksums")) {
      Hashes.put(hashes, hash.text("algorithm"), hash.text("checksumValue"));
    }
    return new Claim(
        spdxPackage.text("SPDXID"),
        new Claim.Names(purl, "", spdxPackage.text("name"), spdxPackage.text("versionInfo")),
        licences(spdxPackage.text("licenseDeclared")),
        hashes,
        notes,
        Map.of(),
        Claim.SourceClaim.NONE,
        SpdxNotes.places(notes, spdxPackage.text("sourceInfo")));
  }

  private List<String> licences(String expression) {
    List<String> licences = new ArrayList<>();
    if (!expression.isEmpty() && !NOTHING.contains(expression)) {
      for (String part :
          expression.contains("(") ? new String[] {expression} : expression.split(" AND ", -1)) {
        licences.add(licenceTexts.getOrDefault(part, part));
      }
    }
    return licences;
  }

  private void operatingSystem(JsonObject spdxPackage) {
    Map<String, String> notes = SpdxNotes.of(spdxPackage.objects("annotations"));
    String told = spdxPackage.text("sourceInfo");
    boolean isOurs = told.startsWith("told by ") && notes.containsKey("prettyName");
    String idLike = notes.getOrDefault("idLike", "");
    Distribution found =
        new Distribution(
            isOurs ? spdxPackage.text("name") : ClaimedDistribution.id(spdxPackage.text("name")),
            spdxPackage.text("versionInfo"),
            notes.getOrDefault("codename", ""),
            notes.getOrDefault("prettyName", ""),
            idLike.isEmpty() ? List.of() : List.of(idLike.split(" ", -1)),
            isOurs ? told.substring("told by ".length()) : "operating-system package");
    if (system == null && (isOurs || ClaimedDistribution.isExact(found))) {
      system = found;
    }
  }

  private static String purpose(JsonObject spdxPackage) {
    return spdxPackage.text("primaryPackagePurpose");
  }

  private static String purl(JsonObject spdxPackage) {
    for (JsonObject reference : spdxPackage.objects("externalRefs")) {
      if (reference.text("referenceType").equals("purl")) {
        return reference.text("referenceLocator");
      }
    }
    return "";
  }

  private static void relate(ClaimedComponents claimed, JsonObject relation) {
    String from = relation.text("spdxElementId");
    String to = relation.text("relatedSpdxElement");
    if (NOTHING.contains(to) || NOTHING.contains(from)) {
      return;
    }
    switch (relation.text("relationshipType")) {
      case "DEPENDS_ON", "DYNAMIC_LINK", "STATIC_LINK", "HAS_PREREQUISITE" ->
          claimed.relate(from, Kind.DEPENDS_ON, to);
      case "DEPENDENCY_OF",
          "BUILD_DEPENDENCY_OF",
          "DEV_DEPENDENCY_OF",
          "OPTIONAL_DEPENDENCY_OF",
          "PREREQUISITE_FOR",
          "PROVIDED_DEPENDENCY_OF",
          "RUNTIME_DEPENDENCY_OF",
          "TEST_DEPENDENCY_OF" ->
          claimed.relate(to, Kind.DEPENDS_ON, from);
      case "CONTAINS" -> claimed.relate(from, Kind.CONTAINS, to);
      case "CONTAINED_BY" -> claimed.relate(to, Kind.CONTAINS, from);
      case "OTHER" -> {
        if (isOwnership(relation.text("comment"))) {
          claimed.relate(from, Kind.OWNS, to);
        }
      }
      default -> {
        // How a thing was built, documented or copied says nothing of what is there.
      }
    }
  }

  /// Whether a relation without a word in the format says, in our words or Syft's, that one package
  /// installed the files of the other.
  static boolean isOwnership(String comment) {
    return comment.startsWith("OWNS:") || comment.startsWith("ownership-by-file-overlap");
  }
}
