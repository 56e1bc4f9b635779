package dev.seaworthy.server.survey.child;

import dev.seaworthy.base.Digest;
import dev.seaworthy.base.Gap;
import dev.seaworthy.base.JsonValue.JsonObject;
import dev.seaworthy.image.Image;
import dev.seaworthy.image.ImageConfig;
import dev.seaworthy.image.ImageSource;
import dev.seaworthy.image.Layer;
import dev.seaworthy.image.Platform;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Layers without the image that they belong to: all that the walk needs.
///
/// @param layers lowest first
record Layers(List<Layer> layers) implements Image {
  private static final ImageSource SOURCE =
      new ImageSource.OciLayout("layers", Path.of("layers"), "");

  Layers {
    layers = List.copyOf(layers);
  }

  @Override
  public ImageSource source() {
    return SOURCE;
  }

  @Override
  public Optional<Digest> manifestDigest() {
    return Optional.empty();
  }

  @Override
  public Optional<Digest> indexDigest() {
    return Optional.empty();
  }

  @Override
  public Optional<Digest> configDigest() {
    return Optional.empty();
  }

  @Override
  public Optional<byte[]> rawManifest() {
    return Optional.empty();
  }

  @Override
  public ImageConfig config() {
    return new ImageConfig(
        new JsonObject(Map.of()),
        "",
        Platform.of("", ""),
        List.of(),
        List.of(),
        new ImageConfig.Execution(
            "", List.of(), List.of(), List.of(), "", Map.of(), List.of(), List.of()));
  }

  @Override
  public List<Gap> gaps() {
    return List.of();
  }

  @Override
  public String name() {
    return "layers";
  }

  @Override
  public void close() {
    // Files are opened and closed by whoever reads them.
  }
}
