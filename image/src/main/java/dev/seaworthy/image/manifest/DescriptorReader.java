package dev.seaworthy.image.manifest;

import dev.seaworthy.base.Digest;
import dev.seaworthy.base.JsonValue;
import dev.seaworthy.base.JsonValue.JsonObject;
import dev.seaworthy.base.JsonValue.JsonString;
import dev.seaworthy.base.Limit;
import dev.seaworthy.base.Limits;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.base.Text;
import dev.seaworthy.image.Descriptor;
import dev.seaworthy.image.ImageError;
import dev.seaworthy.image.MediaType;
import dev.seaworthy.image.Platform;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Reads descriptors strictly: without type, digest and size there is nothing to verify.
final class DescriptorReader {

  /// RFC 6838 allows a type and a subtype of 127 characters each.
  static final int TYPE_CHARS_MAX = 255;

  private DescriptorReader() {}

  static List<Descriptor> list(
      JsonObject json, String member, String what, Limits limits, Limit entriesMax) {
    List<JsonValue> items = json.array(member);
    if (items.size() > limits.of(entriesMax)) {
      throw new SeaworthyException(
          ImageError.LIMIT,
          "%s: \"%s\" has %s entries, more than the limit %s = %s"
              .formatted(what, member, items.size(), entriesMax.key(), limits.of(entriesMax)));
    }
    List<Descriptor> descriptors = new ArrayList<>(items.size());
    for (int i = 0; i < items.size(); i++) {
      String where = "%s: %s[%s]".formatted(what, member, i);
      if (!(items.get(i) instanceof JsonObject object)) {
        throw new SeaworthyException(ImageError.NOT_AN_IMAGE, where + " is not an object");
      }
      descriptors.add(read(object, where));
    }
    return descriptors;
  }

  static Descriptor read(JsonObject json, String where) {
    String type = json.text("mediaType");
    if (type.isEmpty() || type.length() > TYPE_CHARS_MAX) {
      throw new SeaworthyException(
          ImageError.NOT_AN_IMAGE, where + ": \"mediaType\" is missing or not a media type");
    }
    return new Descriptor(
        new MediaType(Text.visible(type)),
        digest(json, where),
        size(json, where),
        platform(json),
        annotations(json),
        json.strings("urls"),
        json.text("artifactType"));
  }

  private static Digest digest(JsonObject json, String where) {
    String text =
        json.string("digest")
            .orElseThrow(() ->
                new SeaworthyException(ImageError.NOT_AN_IMAGE, where + ": \"digest\" is missing"));
    try {
      return Digest.parse(text);
    } catch (SeaworthyException e) {
      throw new SeaworthyException(
          ImageError.NOT_AN_IMAGE, where + ": \"digest\": " + e.getMessage(), e);
    }
  }

  private static long size(JsonObject json, String where) {
    long size = json.integer("size").orElse(-1L);
    if (size < 0) {
      throw new SeaworthyException(
          ImageError.NOT_AN_IMAGE,
          where + ": \"size\" is missing or not a whole number of at least 0");
    }
    return size;
  }

  @org.jspecify.annotations.Nullable
  private static Platform platform(JsonObject json) {
    if (!(json.members().get("platform") instanceof JsonObject platform)) {
      return null;
    }
    return platformOf(platform);
  }

  /// The platform whose members this object has, as indexes and configs write them.
  static Platform platformOf(JsonObject json) {
    return new Platform(
        Text.shorten(json.text("os"), TYPE_CHARS_MAX),
        Text.shorten(json.text("architecture"), TYPE_CHARS_MAX),
        Text.shorten(json.text("variant"), TYPE_CHARS_MAX),
        Text.shorten(json.text("os.version"), TYPE_CHARS_MAX));
  }

  static Map<String, String> annotations(JsonObject json) {
    Map<String, String> annotations = new HashMap<>();
    json.object("annotations")
        .members()
        .forEach((name, value) -> {
          if (value instanceof JsonString(String text)) {
            annotations.put(name, text);
          }
        });
    return annotations;
  }
}
