package dev.seaworthy.image.lineage;

import dev.seaworthy.base.Digest;
import dev.seaworthy.base.JsonReader;
import dev.seaworthy.base.JsonValue;
import dev.seaworthy.base.JsonValue.JsonObject;
import dev.seaworthy.base.Limits;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.image.DiffId;
import dev.seaworthy.image.Image;
import dev.seaworthy.image.lineage.BaseImage.Recognition;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Recognises the image that another was built on: by its layers where it is given, else by what
/// labels and annotations claim (image-spec, "pre-defined annotation keys"; buildpacks, "platform
/// specification", label `io.buildpacks.lifecycle.metadata`).
public final class BaseImages {

  private static final String NAME = "org.opencontainers.image.base.name";
  private static final String DIGEST = "org.opencontainers.image.base.digest";
  private static final String BUILDPACKS = "io.buildpacks.lifecycle.metadata";
  private static final String RUN_IMAGE = "runImage";

  private final Limits limits;

  public BaseImages(Limits limits) {
    this.limits = limits;
  }

  /// What an image was built on.
  ///
  /// @param layers the image's layers as they were read, lowest first; what its config says of them
  ///   proves nothing
  /// @param given images that it may be built on
  public Lineage recognise(Image image, List<DiffId> layers, List<GivenImage> given) {
    List<GivenImage> fitting = new ArrayList<>();
    List<String> others = new ArrayList<>();
    for (GivenImage candidate : given) {
      String reason = misfit(candidate, layers);
      if (reason.isEmpty()) {
        fitting.add(candidate);
      } else {
        others.add("%s: %s".formatted(candidate.name(), reason));
      }
    }
    return new Lineage(
        fitting.stream()
            .max(
                Comparator.comparingInt((GivenImage base) -> base.diffIds().size())
                    .thenComparing(GivenImage::name, Comparator.reverseOrder()))
            .map(base ->
                new BaseImage(
                    base.name(),
                    base.digestOrNull(),
                    base.diffIds().size(),
                    Recognition.LAYER_PREFIX))
            .or(() -> claimed(image, layers))
            .orElse(null),
        others);
  }

  private static String misfit(GivenImage base, List<DiffId> layers) {
    int count = base.diffIds().size();
    if (count == 0) {
      return "its config names no layers";
    }
    for (int i = 0; i < count; i++) {
      if (i >= layers.size()) {
        return "it has %s layers, this image has %s".formatted(count, layers.size());
      }
      if (!base.diffIds().get(i).equals(layers.get(i))) {
        return "its layer %s of %s is not this image's".formatted(i + 1, count);
      }
    }
    return "";
  }

  private Optional<BaseImage> claimed(Image image, List<DiffId> layers) {
    Map<String, String> labels = new HashMap<>(image.config().execution().labels());
    // A builder that knows the base writes it on the manifest; labels may be the base's own.
    labels.putAll(annotations(image));
    Optional<BaseImage> byLayer = byTopLayer(labels, layers);
    if (byLayer.isPresent()) {
      return byLayer;
    }
    String name = labels.getOrDefault(NAME, "").strip();
    Digest digest = digest(labels.getOrDefault(DIGEST, ""));
    if (digest != null) {
      return Optional.of(new BaseImage(name, digest, 0, Recognition.LABEL_DIGEST));
    }
    return name.isEmpty()
        ? Optional.empty()
        : Optional.of(new BaseImage(name, null, 0, Recognition.LABEL_NAME));
  }

  private Optional<BaseImage> byTopLayer(Map<String, String> labels, List<DiffId> layers) {
    JsonObject metadata = json(labels.getOrDefault(BUILDPACKS, ""));
    JsonObject run = metadata.object(RUN_IMAGE);
    Digest top = digest(run.text("topLayer"));
    int index = top == null ? -1 : layers.indexOf(new DiffId(top));
    if (index < 0) {
      return Optional.empty();
    }
    String reference = run.text("reference");
    String image =
        run.text("image").isEmpty()
            ? metadata.object("stack").object(RUN_IMAGE).text("image")
            : run.text("image");
    int at = reference.lastIndexOf('@');
    return Optional.of(
        new BaseImage(
            image.isEmpty() ? reference : image,
            at < 0 ? null : digest(reference.substring(at + 1)),
            index + 1,
            Recognition.LABEL_TOP_LAYER));
  }

  private Map<String, String> annotations(Image image) {
    Map<String, String> annotations = new HashMap<>();
    image
        .rawManifest()
        .ifPresent(bytes -> {
          JsonObject found = json(new String(bytes, StandardCharsets.UTF_8)).object("annotations");
          for (String key : List.of(NAME, DIGEST)) {
            if (!found.text(key).isEmpty()) {
              annotations.put(key, found.text(key));
            }
          }
        });
    return annotations;
  }

  /// A label that is no JSON claims nothing.
  private JsonObject json(String text) {
    if (text.isEmpty()) {
      return JsonValue.EMPTY_OBJECT;
    }
    try {
      return new JsonReader(limits)
          .readObject(text.getBytes(StandardCharsets.UTF_8), "the label " + BUILDPACKS);
    } catch (SeaworthyException e) {
      return JsonValue.EMPTY_OBJECT;
    }
  }

  private static @Nullable Digest digest(String text) {
    try {
      return text.isEmpty() ? null : Digest.parse(text.strip());
    } catch (SeaworthyException e) {
      return null;
    }
  }
}
