package dev.seaworthy.image.walk;

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
import dev.seaworthy.testkit.image.Compression;
import dev.seaworthy.testkit.image.TarWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// An image in memory for tests.
public record TestImage(List<Layer> layers) implements Image {

  public TestImage {
    layers = List.copyOf(layers);
  }

  /// An image of gzip layers.
  public static TestImage of(TarWriter.Content... contents) throws IOException {
    List<Layer> layers = new ArrayList<>();
    for (TarWriter.Content content : contents) {
      layers.add(layer(layers.size(), TarWriter.bytes(content), Compression.GZIP));
    }
    return new TestImage(layers);
  }

  public static TestImage ofTars(Compression way, byte[]... tars) throws IOException {
    List<Layer> layers = new ArrayList<>();
    for (byte[] tar : tars) {
      layers.add(layer(layers.size(), tar, way));
    }
    return new TestImage(layers);
  }

  public static TestImage ofTree(Path root) {
    return new TestImage(List.of(new Layer.Tree(0, root)));
  }

  /// A layer that tells the truth.
  public static Layer.Blob layer(int index, byte[] tar, Compression way) throws IOException {
    return stored(index, packed(tar, way), new DiffId(Digest.sha256(tar)));
  }

  /// A layer of these stored bytes.
  public static Layer.Blob stored(int index, byte[] stored, @Nullable DiffId claimed) {
    Descriptor descriptor =
        Descriptor.of(MediaType.OCI_LAYER_GZIP, Digest.sha256(stored), stored.length);
    return new Layer.Blob(index, descriptor, claimed, () -> new ByteArrayInputStream(stored));
  }

  public static byte[] packed(byte[] tar, Compression way) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = way.into(bytes)) {
      out.write(tar);
    }
    return bytes.toByteArray();
  }

  @Override
  public ImageSource source() {
    return new ImageSource.OciLayout("oci-layout:test", Path.of("test"), "");
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
    Execution none =
        new Execution("", List.of(), List.of(), List.of(), "", Map.of(), List.of(), List.of());
    return new ImageConfig(
        JsonValue.EMPTY_OBJECT, "", Platform.of("linux", "amd64"), List.of(), List.of(), none);
  }

  @Override
  public List<Gap> gaps() {
    return List.of();
  }

  @Override
  public String name() {
    return "test";
  }

  @Override
  public void close() {
    // Nothing is open.
  }
}
