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
import java.util.TreeMap;

/// An index of manifests, usually one for each platform (image-spec, "image index"; Docker's own
/// form differs in its media type alone).
///
/// @param manifests in the order of the document, which decides when several fit
public record ImageIndex(
    MediaType mediaType, List<Descriptor> manifests, Map<String, String> annotations)
    implements ImageDocument {

  public ImageIndex {
    manifests = List.copyOf(manifests);
    annotations = Collections.unmodifiableMap(new TreeMap<>(annotations));
  }

  static ImageIndex from(JsonObject json, MediaType type, String what, Limits limits) {
    if (!(json.members().get("manifests") instanceof JsonArray)) {
      throw new SeaworthyException(
          ImageError.NOT_AN_IMAGE, what + ": \"manifests\" is not an array");
    }
    return new ImageIndex(
        type,
        DescriptorReader.list(json, "manifests", what, limits, Limit.INDEX_ENTRIES),
        DescriptorReader.annotations(json));
  }
}
