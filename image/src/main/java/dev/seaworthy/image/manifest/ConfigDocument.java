package dev.seaworthy.image.manifest;

import dev.seaworthy.base.Digest;
import dev.seaworthy.base.JsonReader;
import dev.seaworthy.base.JsonValue;
import dev.seaworthy.base.JsonValue.JsonArray;
import dev.seaworthy.base.JsonValue.JsonNull;
import dev.seaworthy.base.JsonValue.JsonObject;
import dev.seaworthy.base.JsonValue.JsonString;
import dev.seaworthy.base.Limit;
import dev.seaworthy.base.Limits;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.image.DiffId;
import dev.seaworthy.image.ImageConfig;
import dev.seaworthy.image.ImageConfig.Execution;
import dev.seaworthy.image.ImageConfig.History;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// An image config as read (image-spec, "image configuration"), with what was wrong in it.
///
/// @param flaws what could not be read or does not fit the manifest, for people; a document that
///   isn't JSON at all is a failure instead
public record ConfigDocument(ImageConfig config, List<String> flaws) {

  public ConfigDocument {
    flaws = List.copyOf(flaws);
  }

  /// Reads a config.
  ///
  /// @param layerCount how many layers the manifest has
  /// @param what what is being read, for the message
  /// @throws SeaworthyException [dev.seaworthy.image.ImageError#LIMIT],
  ///   [dev.seaworthy.base.BaseError#BAD_JSON], [dev.seaworthy.base.BaseError#JSON_LIMIT]
  public static ConfigDocument parse(byte[] bytes, int layerCount, String what, Limits limits) {
    if (bytes.length > limits.of(Limit.CONFIG_BYTES)) {
      throw Verification.tooLarge(what, bytes.length, Limit.CONFIG_BYTES, limits);
    }
    JsonObject json = new JsonReader(limits).readObject(bytes, what);
    List<String> flaws = new ArrayList<>();
    ImageConfig config =
        new ImageConfig(
            json,
            json.text("created"),
            DescriptorReader.platformOf(json),
            diffIds(json, layerCount, flaws),
            history(json, flaws),
            execution(json, flaws));
    return new ConfigDocument(config, flaws);
  }

  private static List<DiffId> diffIds(JsonObject json, int layerCount, List<String> flaws) {
    if (json.get("rootfs").isEmpty()) {
      flaws.add("the config has no \"rootfs\"; the digests of its layers were not compared");
      return List.of();
    }
    List<JsonValue> items = items(json.object("rootfs"), "diff_ids", "rootfs.", flaws);
    if (items.size() != layerCount) {
      flaws.add(
          "the config names %s diff IDs, the manifest has %s layers"
              .formatted(items.size(), layerCount));
    }
    List<DiffId> diffIds = new ArrayList<>();
    for (int i = 0; i < Math.min(items.size(), layerCount); i++) {
      try {
        diffIds.add(
            new DiffId(Digest.parse(items.get(i) instanceof JsonString(String text) ? text : "")));
      } catch (SeaworthyException e) {
        flaws.add(
            "rootfs.diff_ids[%s]: %s; this and later layers' digests were not compared"
                .formatted(i, e.getMessage()));
        break;
      }
    }
    return diffIds;
  }

  private static List<History> history(JsonObject json, List<String> flaws) {
    List<History> history = new ArrayList<>();
    for (JsonValue item : items(json, "history", "", flaws)) {
      if (item instanceof JsonObject step) {
        history.add(
            new History(
                step.text("created"),
                step.text("created_by"),
                step.text("comment"),
                step.isTrue("empty_layer")));
      } else {
        flaws.add("history[%s] is not an object".formatted(history.size()));
        return history;
      }
    }
    return history;
  }

  private static Execution execution(JsonObject json, List<String> flaws) {
    JsonObject config = object(json, "config", "", flaws);
    return new Execution(
        config.text("User"),
        strings(config, "Env", flaws),
        strings(config, "Entrypoint", flaws),
        strings(config, "Cmd", flaws),
        config.text("WorkingDir"),
        labels(config, flaws),
        names(config, "ExposedPorts", flaws),
        names(config, "Volumes", flaws));
  }

  private static Map<String, String> labels(JsonObject config, List<String> flaws) {
    Map<String, String> labels = new HashMap<>();
    object(config, "Labels", "config.", flaws)
        .members()
        .forEach((name, value) -> {
          if (value instanceof JsonString(String text)) {
            labels.put(name, text);
          }
        });
    return labels;
  }

  private static List<String> names(JsonObject config, String member, List<String> flaws) {
    return object(config, member, "config.", flaws).members().keySet().stream().sorted().toList();
  }

  private static List<String> strings(JsonObject config, String member, List<String> flaws) {
    List<JsonValue> items = items(config, member, "config.", flaws);
    List<String> strings = config.strings(member);
    if (strings.size() != items.size()) {
      flaws.add("config.%s has items that are not strings".formatted(member));
    }
    return strings;
  }

  private static List<JsonValue> items(
      JsonObject json, String member, String prefix, List<String> flaws) {
    return switch (json.members().get(member)) {
      case JsonArray(List<JsonValue> items) -> items;
      case JsonNull() -> List.of();
      case null -> List.of();
      case JsonValue _ -> {
        flaws.add("%s%s is not an array".formatted(prefix, member));
        yield List.of();
      }
    };
  }

  private static JsonObject object(
      JsonObject json, String member, String prefix, List<String> flaws) {
    return switch (json.members().get(member)) {
      case JsonObject object -> object;
      case JsonNull() -> JsonValue.EMPTY_OBJECT;
      case null -> JsonValue.EMPTY_OBJECT;
      case JsonValue _ -> {
        flaws.add("%s%s is not an object".formatted(prefix, member));
        yield JsonValue.EMPTY_OBJECT;
      }
    };
  }
}
