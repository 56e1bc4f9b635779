package dev.seaworthy.image.manifest;

import dev.seaworthy.base.Digest;
import dev.seaworthy.base.JsonBuilder;
import dev.seaworthy.base.JsonValue.JsonObject;
import dev.seaworthy.base.JsonWriter;
import dev.seaworthy.image.Descriptor;
import dev.seaworthy.image.MediaType;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/// The manifest of an artefact with one document that is attached to an image (image-spec,
/// "guidelines for artifact usage").
///
/// @param descriptor what lists name it by
/// @param bytes of the manifest
@SuppressWarnings("ArrayRecordComponent") // made anew for each caller, and compared by nobody
public record ReferrerManifest(Descriptor descriptor, byte[] bytes) {

  private static final byte[] EMPTY = "{}".getBytes(StandardCharsets.US_ASCII);
  private static final MediaType EMPTY_TYPE = new MediaType("application/vnd.oci.empty.v1+json");

  /// @param subject what it is attached to
  /// @param content of the document
  public static ReferrerManifest of(
      Descriptor subject,
      String artifactType,
      MediaType type,
      byte[] content,
      Map<String, String> annotations) {
    Descriptor layer = Descriptor.of(type, Digest.sha256(content), content.length);
    JsonObject manifest =
        new JsonBuilder()
            .put("schemaVersion", 2)
            .put("mediaType", MediaType.OCI_MANIFEST.value())
            .put("artifactType", artifactType)
            .put("config", json(config(), "", Map.of()))
            .putArray("layers", List.of(json(layer, "", annotations)))
            .put("subject", json(subject, "", Map.of()))
            .put("annotations", texts(annotations))
            .build();
    byte[] bytes = JsonWriter.canonical(manifest);
    return new ReferrerManifest(
        new Descriptor(
            MediaType.OCI_MANIFEST,
            Digest.sha256(bytes),
            bytes.length,
            null,
            annotations,
            List.of(),
            artifactType),
        bytes);
  }

  /// The empty config that every such manifest names.
  public static Descriptor config() {
    return Descriptor.of(EMPTY_TYPE, Digest.sha256(EMPTY), EMPTY.length);
  }

  /// The bytes of that config.
  public static byte[] configBytes() {
    return EMPTY.clone();
  }

  /// A descriptor as documents have it.
  public static JsonObject json(
      Descriptor descriptor, String artifactType, Map<String, String> annotations) {
    JsonBuilder json =
        new JsonBuilder()
            .put("mediaType", descriptor.mediaType().value())
            .put("digest", descriptor.digest().toString())
            .put("size", descriptor.size())
            .putUnlessEmpty("artifactType", artifactType);
    if (!annotations.isEmpty()) {
      json.put("annotations", texts(annotations));
    }
    return json.build();
  }

  private static JsonObject texts(Map<String, String> texts) {
    JsonBuilder json = new JsonBuilder();
    texts.forEach(json::put);
    return json.build();
  }
}
