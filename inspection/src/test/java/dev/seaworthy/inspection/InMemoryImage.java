package dev.seaworthy.inspection;

import dev.seaworthy.base.Digest;
import dev.seaworthy.base.Gap;
import dev.seaworthy.base.JsonValue;
import dev.seaworthy.image.Descriptor;
import dev.seaworthy.image.DiffId;
import dev.seaworthy.image.Image;
import dev.seaworthy.image.ImageConfig;
import dev.seaworthy.image.ImageConfig.Execution;
import dev.seaworthy.image.ImageSource;
import dev.seaworthy.image.Layer;
import dev.seaworthy.image.MediaType;
import dev.seaworthy.image.Platform;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// An image whose layers lie in memory.
public record InMemoryImage(ImageConfig config, List<Layer> layers) implements Image {

  private static final Execution NOTHING =
      new Execution("", List.of(), List.of(), List.of(), "", Map.of(), List.of(), List.of());

  /// A config that says nothing.
  public static final ImageConfig SILENT =
      new ImageConfig(
          JsonValue.EMPTY_OBJECT, "", Platform.of("linux", "amd64"), List.of(), List.of(), NOTHING);

  /// Of plain tars, the lowest first.
  public static InMemoryImage of(ImageConfig config, List<byte[]> tars) {
    List<Layer> layers = new ArrayList<>();
    for (byte[] tar : tars) {
      Digest digest = Digest.sha256(tar);
      layers.add(
          new Layer.Blob(
              layers.size(),
              Descriptor.of(MediaType.OCI_LAYER, digest, tar.length),
              new DiffId(digest),
              () -> new ByteArrayInputStream(tar)));
    }
    return new InMemoryImage(config, layers);
  }

  @Override
  public ImageSource source() {
    return new ImageSource.OciLayout("sample", Path.of("sample"), "");
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
  public List<Gap> gaps() {
    return List.of();
  }

  @Override
  public String name() {
    return "sample";
  }

  @Override
  public void close() {
    // Nothing is open.
  }
}
