package dev.seaworthy.image.archive;

import dev.seaworthy.base.JsonReader;
import dev.seaworthy.base.JsonValue;
import dev.seaworthy.base.JsonValue.JsonArray;
import dev.seaworthy.base.JsonValue.JsonObject;
import dev.seaworthy.base.Limit;
import dev.seaworthy.base.Limits;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.base.Text;
import dev.seaworthy.image.ImageError;
import dev.seaworthy.image.ImageReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// The `manifest.json` of a Docker archive: the images in it.
///
/// @param images in the order of the document
record SavedImages(List<SavedImage> images) {

  SavedImages {
    images = List.copyOf(images);
  }

  /// One image.
  ///
  /// @param config the name of the config's member
  /// @param tags the names that it was saved under, such as `shop/cart:1.8`
  /// @param layers the names of the layers' members, lowest first
  /// @param foreignDiffIds the diff IDs of layers that may lie elsewhere
  record SavedImage(
      String config, List<String> tags, List<String> layers, Set<String> foreignDiffIds) {

    SavedImage {
      tags = List.copyOf(tags);
      layers = List.copyOf(layers);
      foreignDiffIds = Set.copyOf(foreignDiffIds);
    }

    private String shown() {
      return tags.isEmpty() ? "an image without a name" : String.join(", ", tags);
    }

    /// Whether this is the same image under other names.
    private boolean isSameAs(SavedImage other) {
      return config.equals(other.config) && layers.equals(other.layers);
    }
  }

  /// Reads the document.
  ///
  /// @param what what is being read, for the message
  /// @throws SeaworthyException [ImageError#NOT_AN_IMAGE], [ImageError#LIMIT],
  ///   [dev.seaworthy.base.BaseError#BAD_JSON], [dev.seaworthy.base.BaseError#JSON_LIMIT]
  static SavedImages parse(byte[] bytes, String what, Limits limits) {
    if (!(new JsonReader(limits).read(bytes, what) instanceof JsonArray(List<JsonValue> items))) {
      throw new SeaworthyException(
          ImageError.NOT_AN_IMAGE, what + " is not an array of images, as docker save writes it");
    }
    if (items.size() > limits.of(Limit.INDEX_ENTRIES)) {
      throw tooMany(what, "images", items.size(), Limit.INDEX_ENTRIES, limits);
    }
    List<SavedImage> images = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      images.add(image(items.get(i), "%s[%s]".formatted(what, i), limits));
    }
    return new SavedImages(images);
  }

  private static SavedImage image(JsonValue item, String what, Limits limits) {
    if (!(item instanceof JsonObject json)
        || json.text("Config").isEmpty()
        || !(json.members().get("Layers") instanceof JsonArray(List<JsonValue> layers))) {
      throw new SeaworthyException(
          ImageError.NOT_AN_IMAGE, what + " has no \"Config\" or no \"Layers\"");
    }
    List<String> names = json.strings("Layers");
    if (names.size() != layers.size()) {
      throw new SeaworthyException(
          ImageError.NOT_AN_IMAGE, what + ": \"Layers\" has items that are not names");
    }
    if (names.size() > limits.of(Limit.LAYERS)) {
      throw tooMany(what, "layers", names.size(), Limit.LAYERS, limits);
    }
    return new SavedImage(
        json.text("Config"),
        json.strings("RepoTags"),
        names,
        json.object("LayerSources").members().keySet());
  }

  private static SeaworthyException tooMany(
      String what, String things, int count, Limit limit, Limits limits) {
    return new SeaworthyException(
        ImageError.LIMIT,
        "%s has %s %s, more than the limit %s = %s"
            .formatted(what, count, things, limit.key(), limits.of(limit)));
  }

  /// The image of that name, or the only one.
  ///
  /// @param ref a name, or empty
  /// @throws SeaworthyException [ImageError#AMBIGUOUS] or [ImageError#NOT_FOUND], naming what there
  ///   is
  SavedImage choose(String ref, String what) {
    if (images.isEmpty()) {
      throw new SeaworthyException(ImageError.NOT_AN_IMAGE, what + " holds no image");
    }
    List<SavedImage> fitting =
        ref.isEmpty() ? images : images.stream().filter(image -> isNamed(image, ref)).toList();
    if (fitting.isEmpty()) {
      throw new SeaworthyException(
          ImageError.NOT_FOUND,
          "%s holds no image \"%s\", but %s".formatted(what, Text.shorten(ref, 200), names()));
    }
    SavedImage first = fitting.getFirst();
    if (!fitting.stream().allMatch(first::isSameAs)) {
      throw new SeaworthyException(
          ImageError.AMBIGUOUS,
          "%s holds several images: %s".formatted(what, names()),
          "Say which one: docker-archive:%s:NAME:TAG".formatted(what),
          null);
    }
    return first;
  }

  private static boolean isNamed(SavedImage image, String ref) {
    if (image.tags().contains(ref)) {
      return true;
    }
    Optional<String> full = full(ref);
    return full.isPresent() && image.tags().stream().map(SavedImages::full).anyMatch(full::equals);
  }

  /// The name with registry and tag filled in, so that `cart` finds
  /// `docker.io/library/cart:latest`.
  private static Optional<String> full(String name) {
    try {
      return Optional.of(ImageReference.parse(name).toString());
    } catch (SeaworthyException _) {
      return Optional.empty();
    }
  }

  private String names() {
    Set<String> names = new TreeSet<>();
    for (SavedImage image : images) {
      names.add(image.shown());
    }
    return Text.shorten(String.join("; ", names), 2_000);
  }
}
