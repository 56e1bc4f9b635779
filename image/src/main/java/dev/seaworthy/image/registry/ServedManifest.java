package dev.seaworthy.image.registry;

import dev.seaworthy.base.Digest;
import dev.seaworthy.image.MediaType;
import org.jspecify.annotations.Nullable;

/// A manifest or index as a registry served it.
public final class ServedManifest {

  private final Digest digest;
  private final @Nullable MediaType mediaType;
  private final byte[] bytes;

  ServedManifest(Digest digest, @Nullable MediaType mediaType, byte[] bytes) {
    this.digest = digest;
    this.mediaType = mediaType;
    this.bytes = bytes.clone();
  }

  /// The digest of the bytes: the one asked for, or computed when a tag was asked for.
  public Digest digest() {
    return digest;
  }

  /// What the registry says it is; null when it says nothing of use.
  public @Nullable MediaType mediaType() {
    return mediaType;
  }

  public byte[] bytes() {
    return bytes.clone();
  }
}
