package dev.seaworthy.fuzz;

import dev.seaworthy.base.Digest;
import dev.seaworthy.base.Gap;
import dev.seaworthy.base.JsonValue;
import dev.seaworthy.image.Descriptor;
import dev.seaworthy.image.Image;
import dev.seaworthy.image.ImageConfig;
import dev.seaworthy.image.ImageSource;
import dev.seaworthy.image.Layer;
import dev.seaworthy.image.MediaType;
import dev.seaworthy.image.Platform;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// An image whose only layer is the input.
final class OneLayer implements Image {

  private final byte[] stored;

  OneLayer(byte[] stored) {
    this.stored = stored;
  }

  @Override
  public List<Layer> layers() {
    Descriptor descriptor =
        Descriptor.of(MediaType.OCI_LAYER_GZIP, Digest.sha256(stored), stored.length);
    return List.of(new Layer.Blob(0, descriptor, null, () -> new ByteArrayInputStream(stored)));
  }

  @Override
  public ImageSource source() {
    return new ImageSource.OciLayout("oci-layout:input", Path.of("input"), "");
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
    ImageConfig.Execution none =
        new ImageConfig.Execution(
            "", List.of(), List.of(), List.of(), "", Map.of(), List.of(), List.of());
    return new ImageConfig(
        JsonValue.EMPTY_OBJECT, "", Platform.of("linux", "amd64"), List.of(), List.of(), none);
  }

  @Override
  public List<Gap> gaps() {
    return List.of();
  }

  @Override
  public String name() {
    return "input";
  }

  @Override
  public void close() {
    // Nothing is open.
  }
}
