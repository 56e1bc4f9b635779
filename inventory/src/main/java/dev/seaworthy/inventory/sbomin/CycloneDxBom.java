package dev.seaworthy.inventory.sbomin;

import dev.seaworthy.base.JsonValue.JsonObject;
import dev.seaworthy.base.Limits;
import dev.seaworthy.base.Location;
import dev.seaworthy.inventory.Distribution;
import dev.seaworthy.inventory.Inventory;
import dev.seaworthy.inventory.PackageUrl;
import dev.seaworthy.inventory.Relationship.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Reads CycloneDX (ECMA-424, versions 1.4 to 1.7), whatever its encoding.
final class CycloneDxBom {

  /// Components that are no packages; nothing is missed when they name no package URL.
  private static final Set<String> NO_PACKAGES =
      Set.of(
          "container",
          "cryptographic-asset",
          "data",
          "device",
          "file",
          "machine-learning-model",
          "operating-system",
          "platform");

  /// Package URL types of images, which hold packages and are none.
  static final Set<String> IMAGE_TYPES = Set.of("docker", "oci");

  private final Parts parts;
  private final SbomOrigin origin;
  private final ClaimedSubject subject;
  private final ClaimedComponents claimed;
  private final String typeWithoutPurl;
  private @Nullable Distribution system;

  private CycloneDxBom(
      Parts parts, SbomOrigin origin, Location document, String typeWithoutPurl, Limits limits) {
    this.parts = parts;
    this.typeWithoutPurl = typeWithoutPurl;
    this.origin = origin;
    JsonObject component = parts.object("metadata").object("component");
    this.subject = subject(component, new Properties(component.objects("properties")));
    this.claimed = new ClaimedComponents(document, origin, subject.layers(), limits);
  }

  /// @param typeWithoutPurl the package URL type of libraries that name a group and no package URL;
  ///   empty where nothing is known of them
  static SbomDocument read(
      Parts parts,
      String encoding,
      String version,
      Location document,
      String typeWithoutPurl,
      Limits limits) {
    JsonObject metadata = parts.object("metadata");
    SbomOrigin origin =
        new SbomOrigin(
            SbomFormat.CYCLONEDX, encoding, version, tools(metadata), metadata.text("timestamp"));
    return new CycloneDxBom(parts, origin, document, typeWithoutPurl, limits).read(document);
  }

  private SbomDocument read(Location document) {
    JsonObject metadata = parts.object("metadata");
    JsonObject root = metadata.object("component");
    Properties.gaps(metadata.objects("properties")).forEach(claimed::gap);
    if (!root.text("purl").isEmpty() && !isImage(root)) {
      component(root);
    } else {
      claimed.known(root.text("bom-ref"));
      root.objects("components").forEach(this::component);
    }
    parts.each("components", this::component);
    parts.each("services", service -> claimed.known(service.text("bom-ref")));
    parts.each("components", this::nested);
    nested(root);
    parts.each("dependencies", this::dependency);
    Inventory inventory = ClaimedInventory.of(document, claimed, system);
    return new SbomDocument(origin, subject, inventory);
  }

  private static List<String> tools(JsonObject metadata) {
    List<JsonObject> named = new ArrayList<>(metadata.objects("tools"));
    named.addAll(metadata.object("tools").objects("components"));
    named.addAll(metadata.object("tools").objects("services"));
    List<String> tools = new ArrayList<>();
    for (JsonObject tool : named) {
      tools.add((tool.text("name") + " " + tool.text("version")).strip());
    }
    return tools;
  }

  private static ClaimedSubject subject(JsonObject component, Properties properties) {
    return OwnNotes.subject(
        component.text("name"),
        properties.own(),
        Digests.find(component.text("version"), component.text("purl")),
        properties.layers());
  }

  private static boolean isImage(JsonObject component) {
    String purl = component.text("purl");
    return IMAGE_TYPES.stream().anyMatch(type -> purl.startsWith("pkg:" + type + "/"))
        || (component.text("type").equals("container") && purl.isEmpty());
  }

  /// Adds a component and those nested in it.
  private void component(JsonObject component) {
    String reference = component.text("bom-ref");
    String purl = component.text("purl");
    String type = component.text("type");
    if (type.equals("operating-system")) {
      operatingSystem(component);
      claimed.known(reference);
    } else if ((purl.isEmpty() && NO_PACKAGES.contains(type)) || isImage(component)) {
      claimed.known(reference);
    } else {
      claimed.add(claim(component));
    }
    for (JsonObject nested : component.objects("components")) {
      component(nested);
    }
  }

  /// Relates what is nested, once everything has been added.
  private void nested(JsonObject component) {
    String holder = component.text("bom-ref");
    for (JsonObject held : component.objects("components")) {
      String reference = held.text("bom-ref");
      if (!holder.isEmpty() && !reference.isEmpty()) {
        claimed.relate(holder, Kind.CONTAINS, reference);
      }
      nested(held);
    }
  }

  private void operatingSystem(JsonObject component) {
    Properties properties = new Properties(component.objects("properties"));
    Map<String, String> own = properties.own();
    Distribution found =
        new Distribution(
            own.containsKey("evidence")
                ? component.text("name")
                : ClaimedDistribution.id(
                    properties.first("syft:distro:id", component.text("name"))),
            properties.first("syft:distro:versionID", component.text("version")),
            own.getOrDefault("codename", properties.first("syft:distro:versionCodename", "")),
            component.text("description"),
            own.containsKey("idLike") ? List.of(own.get("idLike").split(" ", -1)) : List.of(),
            own.getOrDefault("evidence", "operating-system component"));
    if (system == null && (own.containsKey("evidence") || ClaimedDistribution.isExact(found))) {
      system = found;
    }
  }

  private Claim claim(JsonObject component) {
    Properties properties = new Properties(component.objects("properties"));
    Map<String, String> hashes = new TreeMap<>();
    for (JsonObject hash : component.objects("hashes")) {
      Hashes.put(hashes, hash.text("alg"), hash.text("content"));
    }
    Map<String, String> more = new TreeMap<>();
    if (!component.text("scope").isEmpty()) {
      more.put("scope", component.text("scope"));
    }
    if (!component.text("publisher").isEmpty()) {
      more.put("maintainer", component.text("publisher"));
    }
    return new Claim(
        component.text("bom-ref"),
        new Claim.Names(
            purl(component),
            component.text("group"),
            component.text("name"),
            component.text("version")),
        licences(component),
        hashes,
        properties.own(),
        more,
        properties.source(),
        places(component, properties));
  }

  private String purl(JsonObject component) {
    String purl = component.text("purl");
    String group = component.text("group");
    boolean isNamed = !group.isEmpty() && !component.text("name").isEmpty();
    return purl.isEmpty() && isNamed && !typeWithoutPurl.isEmpty()
        ? PackageUrl.of(typeWithoutPurl, group, component.text("name"), component.text("version"))
            .toString()
        : purl;
  }

  private static List<String> licences(JsonObject component) {
    List<String> licences = new ArrayList<>();
    for (JsonObject choice : component.objects("licenses")) {
      JsonObject licence = choice.object("license");
      licences.add(choice.text("expression") + licence.text("id"));
      licences.add(licence.text("id").isEmpty() ? licence.text("name") : "");
    }
    return licences;
  }

  private static List<Claim.Place> places(JsonObject component, Properties properties) {
    List<Claim.Place> places = new ArrayList<>();
    for (JsonObject occurrence : component.object("evidence").objects("occurrences")) {
      String path = occurrence.text("location");
      if (!path.isEmpty()) {
        places.add(new Claim.Place(path, "", occurrence.text("additionalContext")));
      }
    }
    return places.isEmpty() ? properties.places() : places;
  }

  private void dependency(JsonObject dependency) {
    String reference = dependency.text("ref");
    for (String needed : dependency.strings("dependsOn")) {
      Kind kind = claimed.isInside(reference, needed) ? Kind.CONTAINS : Kind.DEPENDS_ON;
      claimed.relate(reference, kind, needed);
    }
  }
}
