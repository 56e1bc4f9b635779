package dev.seaworthy.server.survey.child;

import dev.seaworthy.base.Digest;
import dev.seaworthy.base.JsonBuilder;
import dev.seaworthy.base.JsonReader;
import dev.seaworthy.base.JsonValue;
import dev.seaworthy.base.JsonValue.JsonObject;
import dev.seaworthy.base.JsonWriter;
import dev.seaworthy.base.Limits;
import dev.seaworthy.image.Descriptor;
import dev.seaworthy.image.DiffId;
import dev.seaworthy.image.Layer;
import dev.seaworthy.image.MediaType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the child is told: which files are which layers, and which inspections take part.
///
/// @param layers lowest first; their contents are files named by their position
/// @param subjects what is looked for beside components, as words
public record LayerOrder(List<Told> layers, List<String> subjects) {
  public LayerOrder {
    layers = List.copyOf(layers);
    subjects = List.copyOf(subjects);
  }

  /// A layer.
  ///
  /// @param position its file's name
  public record Told(
      int position, String mediaType, Digest digest, long size, @Nullable DiffId claimedDiffId) {
    Layer layer() {
      Path file = Path.of("layers", String.valueOf(position));
      return new Layer.Blob(
          position,
          Descriptor.of(new MediaType(mediaType), digest, size),
          claimedDiffId,
          () -> Files.newInputStream(file));
    }
  }

  /// In one line.
  public String toLine() {
    List<JsonValue> told = new ArrayList<>();
    for (Told layer : layers) {
      JsonBuilder json =
          new JsonBuilder()
              .put("position", layer.position())
              .put("mediaType", layer.mediaType())
              .put("digest", layer.digest().toString())
              .put("size", layer.size());
      DiffId claimed = layer.claimedDiffId();
      if (claimed != null) {
        json.put("diffId", claimed.toString());
      }
      told.add(json.build());
    }
    JsonObject all =
        new JsonBuilder().putArray("layers", told).putStrings("subjects", subjects).build();
    return new String(JsonWriter.canonical(all), StandardCharsets.UTF_8);
  }

  static LayerOrder ofLine(String line) {
    JsonObject all =
        new JsonReader(Limits.defaults())
            .readObject(line.getBytes(StandardCharsets.UTF_8), "the order");
    List<Told> told = new ArrayList<>();
    for (JsonObject layer : all.objects("layers")) {
      told.add(
          new Told(
              Math.toIntExact(layer.integer("position").orElseThrow()),
              layer.text("mediaType"),
              Digest.parse(layer.text("digest")),
              layer.integer("size").orElseThrow(),
              layer.string("diffId").map(text -> new DiffId(Digest.parse(text))).orElse(null)));
    }
    return new LayerOrder(told, all.strings("subjects"));
  }
}
