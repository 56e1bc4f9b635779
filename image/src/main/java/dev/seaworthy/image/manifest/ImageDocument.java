package dev.seaworthy.image.manifest;

import dev.seaworthy.base.JsonReader;
import dev.seaworthy.base.JsonValue.JsonObject;
import dev.seaworthy.base.Limit;
import dev.seaworthy.base.Limits;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.base.Text;
import dev.seaworthy.image.ImageError;
import dev.seaworthy.image.MediaType;
import org.jspecify.annotations.Nullable;

/// What a registry serves as a manifest: an image manifest, or an index of manifests.
public sealed interface ImageDocument permits Manifest, ImageIndex {

  /// How the media types of Docker's given-up schema 1 begin.
  String SCHEMA_1 = "application/vnd.docker.distribution.manifest.v1";

  /// The type that the document says it has, or the one that it was served as.
  MediaType mediaType();

  /// Reads a manifest or an index (image-spec, "manifest" and "image index"; Docker's image
  /// manifest version 2, schema 2).
  ///
  /// A document that could be read as either is refused, and so is one that says another kind than
  /// it was served as: whoever signs it and whoever runs it must see the same (CVE-2021-41190).
  ///
  /// @param declared the type that it was served as; null where nothing said
  /// @param what what is being read, for the message
  /// @throws SeaworthyException [ImageError#NOT_AN_IMAGE], [ImageError#LIMIT],
  ///   [dev.seaworthy.base.BaseError#BAD_JSON], [dev.seaworthy.base.BaseError#JSON_LIMIT]
  static ImageDocument parse(
      byte[] bytes, @Nullable MediaType declared, String what, Limits limits) {
    if (bytes.length > limits.of(Limit.MANIFEST_BYTES)) {
      throw Verification.tooLarge(what, bytes.length, Limit.MANIFEST_BYTES, limits);
    }
    JsonObject json = new JsonReader(limits).readObject(bytes, what);
    refuseSchema1(json, declared, what);
    boolean isIndex = isIndex(json, declared, what);
    MediaType own = ownType(json, declared, isIndex);
    return isIndex
        ? ImageIndex.from(json, own, what, limits)
        : Manifest.from(json, own, what, limits);
  }

  private static void refuseSchema1(JsonObject json, @Nullable MediaType declared, String what) {
    boolean declaredSchema1 = declared != null && declared.value().startsWith(SCHEMA_1);
    long version = json.integer("schemaVersion").orElse(0L);
    if (declaredSchema1 || version == 1) {
      throw new SeaworthyException(
          ImageError.NOT_AN_IMAGE,
          what + " is a Docker manifest of schema 1, a form that was given up in 2019",
          "Pull the image with a current container tool and push it again; that stores it as"
              + " schema 2.",
          null);
    }
    if (version != 2) {
      throw new SeaworthyException(
          ImageError.NOT_AN_IMAGE,
          "%s is not an image manifest or index: schemaVersion is %s, expected 2"
              .formatted(what, version == 0 ? "missing" : Long.toString(version)));
    }
  }

  private static boolean isIndex(JsonObject json, @Nullable MediaType declared, String what) {
    boolean hasManifests = json.get("manifests").isPresent();
    boolean hasImage = json.get("layers").isPresent() || json.get("config").isPresent();
    if (hasManifests && hasImage) {
      throw new SeaworthyException(
          ImageError.NOT_AN_IMAGE,
          what
              + " has both \"manifests\" and \"layers\" or \"config\": readers disagree on what"
              + " it is");
    }
    if (!hasManifests && !hasImage) {
      throw new SeaworthyException(
          ImageError.NOT_AN_IMAGE,
          what
              + " has neither \"manifests\" nor \"layers\" and \"config\": it is neither an image"
              + " index nor an image manifest");
    }
    MediaType own = new MediaType(json.text("mediaType"));
    refuseOtherKind(own, hasManifests, "says that it is", what);
    if (declared != null) {
      refuseOtherKind(declared, hasManifests, "was given as", what);
    }
    return hasManifests;
  }

  private static void refuseOtherKind(MediaType type, boolean isIndex, String verb, String what) {
    if (isIndex ? type.isManifest() : type.isIndex()) {
      throw new SeaworthyException(
          ImageError.NOT_AN_IMAGE,
          "%s %s %s but has the members of an image %s"
              .formatted(what, verb, type, isIndex ? "index" : "manifest"));
    }
  }

  private static MediaType ownType(JsonObject json, @Nullable MediaType declared, boolean isIndex) {
    String own = json.text("mediaType");
    if (!own.isEmpty()) {
      return new MediaType(Text.shorten(own, DescriptorReader.TYPE_CHARS_MAX));
    }
    if (declared != null && (declared.isIndex() || declared.isManifest())) {
      return declared;
    }
    return isIndex ? MediaType.OCI_INDEX : MediaType.OCI_MANIFEST;
  }
}
