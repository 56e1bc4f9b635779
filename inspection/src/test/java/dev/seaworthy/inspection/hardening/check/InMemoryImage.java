package dev.seaworthy.inspection.hardening.check;

import dev.seaworthy.base.Digest;
import dev.seaworthy.base.Gap;
import dev.seaworthy.image.Descriptor;
import dev.seaworthy.image.DiffId;
import dev.seaworthy.image.Image;
import dev.seaworthy.image.ImageConfig;
import dev.seaworthy.image.ImageSource;
import dev.seaworthy.image.Layer;
import dev.seaworthy.image.MediaType;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// An image whose layers lie in memory.
record InMemoryImage(ImageConfig config, List<byte[]> tars) implements Image {

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
  public List<Layer> layers() {
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
    return layers;
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
