package dev.seaworthy.image;

import dev.seaworthy.base.Digest;

/// The digest of a layer's uncompressed tar (image-spec, "Layer DiffID"). Its own type, so that it
/// can't be taken for the digest of the stored blob.
public record DiffId(Digest digest) implements Comparable<DiffId> {

  @Override
  public int compareTo(DiffId other) {
    return digest.compareTo(other.digest);
  }

  @Override
  public String toString() {
    return digest.toString();
  }
}
