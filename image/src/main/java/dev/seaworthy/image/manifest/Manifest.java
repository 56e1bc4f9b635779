package dev.seaworthy.image.manifest;

import dev.seaworthy.base.JsonValue.JsonArray;
import dev.seaworthy.base.JsonValue.JsonObject;
import dev.seaworthy.base.Limit;
import dev.seaworthy.base.Limits;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.image.Descriptor;
import dev.seaworthy.image.ImageError;
import dev.seaworthy.image.MediaType;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// An image manifest (image-spec, "manifest"), or an artefact in the same form.
///
/// @param layers lowest first
/// @param subject the manifest that this one is attached to, if any
/// @param artifactType the type of an artefact, or empty
public record Manifest(
    MediaType mediaType,
    Descriptor config,
    List<Descriptor> layers,
    @Nullable Descriptor subject,
    String artifactType,
    Map<String, String> annotations)
    implements ImageDocument {

  private static final Set<MediaType> IMAGE_CONFIGS =
      Set.of(MediaType.OCI_CONFIG, MediaType.DOCKER_CONFIG);

  public Manifest {
    layers = List.copyOf(layers);
    annotations = Collections.unmodifiableMap(new TreeMap<>(annotations));
  }

  static Manifest from(JsonObject json, MediaType type, String what, Limits limits) {
    if (!(json.members().get("config") instanceof JsonObject config)) {
      throw new SeaworthyException(
          ImageError.NOT_AN_IMAGE, what + ": \"config\" is missing or not an object");
    }
    if (!(json.members().get("layers") instanceof JsonArray)) {
      throw new SeaworthyException(
          ImageError.NOT_AN_IMAGE, what + ": \"layers\" is missing or not an array");
    }
    List<Descriptor> layers = DescriptorReader.list(json, "layers", what, limits, Limit.LAYERS);
    Descriptor subject =
        json.members().get("subject") instanceof JsonObject object
            ? DescriptorReader.read(object, what + ": subject")
            : null;
    return new Manifest(
        type,
        DescriptorReader.read(config, what + ": config"),
        layers,
        subject,
        json.text("artifactType"),
        DescriptorReader.annotations(json));
  }

  /// Whether this is a container image, not an artefact (a chart, a signature, an SBOM): its config
  /// is an image config, or its layers are layers.
  public boolean isImage() {
    return IMAGE_CONFIGS.contains(config.mediaType())
        || (!layers.isEmpty() && layers.stream().allMatch(Manifest::isLayer));
  }

  private static boolean isLayer(Descriptor descriptor) {
    String type = descriptor.mediaType().value();
    return type.startsWith("application/vnd.oci.image.layer.")
        || type.startsWith("application/vnd.docker.image.rootfs.");
  }
}
