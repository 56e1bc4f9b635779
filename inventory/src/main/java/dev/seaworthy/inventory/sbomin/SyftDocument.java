package dev.seaworthy.inventory.sbomin;

import dev.seaworthy.base.Digest;
import dev.seaworthy.base.JsonValue;
import dev.seaworthy.base.JsonValue.JsonObject;
import dev.seaworthy.base.JsonValue.JsonString;
import dev.seaworthy.base.Limits;
import dev.seaworthy.base.Location;
import dev.seaworthy.image.DiffId;
import dev.seaworthy.image.lineage.Lineage;
import dev.seaworthy.inventory.Distribution;
import dev.seaworthy.inventory.Relationship.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads Syft's own JSON (github.com/anchore/syft, `schema/json`).
final class SyftDocument {

  private SyftDocument() {}

  static SbomDocument read(Parts parts, String version, Location document, Limits limits) {
    JsonObject descriptor = parts.object("descriptor");
    SbomOrigin origin =
        new SbomOrigin(
            SbomFormat.SYFT,
            "JSON",
            version,
            List.of((descriptor.text("name") + " " + descriptor.text("version")).strip()),
            descriptor.text("timestamp"));
    ClaimedSubject subject = subject(parts.object("source"));
    ClaimedComponents claimed = new ClaimedComponents(document, origin, subject.layers(), limits);
    claimed.known(parts.object("source").text("id"));
    parts.each("artifacts", artifact -> claimed.add(claim(artifact)));
    parts.each("files", file -> claimed.known(file.text("id")));
    parts.each("artifactRelationships", relation -> relate(claimed, relation));
    return new SbomDocument(
        origin,
        subject,
        ClaimedInventory.of(document, claimed, distribution(parts.object("distro"))));
  }

  private static ClaimedSubject subject(JsonObject source) {
    // Before schema 9 what is now "metadata" was "target", which a directory gave as a text.
    JsonObject metadata =
        source.object("metadata").members().isEmpty()
            ? source.object("target")
            : source.object("metadata");
    List<DiffId> layers = new ArrayList<>();
    for (JsonObject layer : metadata.objects("layers")) {
      Digest digest = Digests.find(layer.text("digest"), "");
      if (digest != null) {
        layers.add(new DiffId(digest));
      }
    }
    List<String> tags = metadata.strings("tags");
    String os = metadata.text("os");
    return new ClaimedSubject(
        tags.isEmpty() ? source.string("name").orElse(metadata.text("userInput")) : tags.getFirst(),
        "",
        Digests.find(metadata.text("manifestDigest"), ""),
        Digests.find(metadata.text("imageID"), ""),
        os.isEmpty() ? "" : os + "/" + metadata.text("architecture"),
        layers,
        List.of(),
        Lineage.UNKNOWN);
  }

  private static @Nullable Distribution distribution(JsonObject told) {
    Distribution distribution =
        new Distribution(
            ClaimedDistribution.id(told.string("id").orElse(told.text("name"))),
            told.string("versionID").orElse(told.text("version")),
            told.text("versionCodename"),
            told.text("prettyName"),
            told.strings("idLike"),
            "distro of the document");
    return ClaimedDistribution.isExact(distribution) ? distribution : null;
  }

  private static Claim claim(JsonObject artifact) {
    List<String> licences = new ArrayList<>();
    for (JsonValue licence : artifact.array("licenses")) {
      if (licence instanceof JsonString(String text)) {
        licences.add(text);
      } else if (licence instanceof JsonObject object) {
        licences.add(object.text("value"));
      }
    }
    List<Claim.Place> places = new ArrayList<>();
    for (JsonObject place : artifact.objects("locations")) {
      places.add(new Claim.Place(place.text("path"), place.text("layerID"), ""));
    }
    JsonObject metadata = artifact.object("metadata");
    return new Claim(
        artifact.text("id"),
        new Claim.Names(artifact.text("purl"), "", artifact.text("name"), artifact.text("version")),
        licences,
        Map.of(),
        Map.of(),
        Map.of(),
        artifact.text("type").equals("deb")
            ? new Claim.SourceClaim(metadata.text("source"), metadata.text("sourceVersion"))
            : Claim.SourceClaim.NONE,
        places);
  }

  private static void relate(ClaimedComponents claimed, JsonObject relation) {
    String parent = relation.text("parent");
    String child = relation.text("child");
    switch (relation.text("type")) {
      case "dependency-of" -> claimed.relate(child, Kind.DEPENDS_ON, parent);
      case "ownership-by-file-overlap" -> claimed.relate(parent, Kind.OWNS, child);
      default -> {
        // The source contains everything, and files are evidence.
      }
    }
  }
}
