package dev.seaworthy.image.manifest;

import dev.seaworthy.base.Digest;
import dev.seaworthy.base.Gap;
import dev.seaworthy.image.Attachments;
import dev.seaworthy.image.Image;
import dev.seaworthy.image.ImageConfig;
import dev.seaworthy.image.ImageSource;
import dev.seaworthy.image.Layer;
import java.util.List;
import java.util.Optional;

/// An opened image, whatever source it came from.
public final class StoredImage implements Image {

  private final Identity identity;
  private final ImageConfig config;
  private final List<Layer> layers;
  private final List<Gap> gaps;
  private final Attachments attachments;
  private final Runnable onClose;

  /// By what an image is known.
  ///
  /// @param name the name by which it was chosen
  /// @param manifestBytes the raw manifest
  public record Identity(
      ImageSource source,
      String name,
      Optional<Digest> manifestDigest,
      Optional<Digest> indexDigest,
      Optional<Digest> configDigest,
      Optional<byte[]> manifestBytes) {}

  /// @param onClose lets go of files and connections
  public StoredImage(
      Identity identity, ImageConfig config, List<Layer> layers, List<Gap> gaps, Runnable onClose) {
    this(identity, config, layers, gaps, Attachments.NONE, onClose);
  }

  /// @param attachments what is attached to the image
  /// @param onClose lets go of files and connections
  public StoredImage(
      Identity identity,
      ImageConfig config,
      List<Layer> layers,
      List<Gap> gaps,
      Attachments attachments,
      Runnable onClose) {
    this.identity = identity;
    this.config = config;
    this.layers = List.copyOf(layers);
    this.gaps = List.copyOf(gaps);
    this.attachments = attachments;
    this.onClose = onClose;
  }

  @Override
  public ImageSource source() {
    return identity.source();
  }

  @Override
  public String name() {
    return identity.name();
  }

  @Override
  public Optional<Digest> manifestDigest() {
    return identity.manifestDigest();
  }

  @Override
  public Optional<Digest> indexDigest() {
    return identity.indexDigest();
  }

  @Override
  public Optional<Digest> configDigest() {
    return identity.configDigest();
  }

  @Override
  public Optional<byte[]> rawManifest() {
    return identity.manifestBytes().map(byte[]::clone);
  }

  @Override
  public ImageConfig config() {
    return config;
  }

  @Override
  public List<Layer> layers() {
    return layers;
  }

  @Override
  public List<Gap> gaps() {
    return gaps;
  }

  @Override
  public Attachments attachments() {
    return attachments;
  }

  @Override
  public void close() {
    onClose.run();
  }

  @Override
  public String toString() {
    return name();
  }
}
