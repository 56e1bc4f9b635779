package dev.seaworthy.image.walk;

import dev.seaworthy.base.Digest;
import dev.seaworthy.image.DiffId;
import java.security.MessageDigest;

/// Counts and hashes the uncompressed bytes of a layer.
final class LayerDigest {

  private final MessageDigest hash = Digest.Algorithm.SHA256.newMessageDigest();
  private long count;

  void update(byte[] bytes, int length) {
    hash.update(bytes, 0, length);
    count += length;
  }

  long count() {
    return count;
  }

  /// The diff ID; once.
  DiffId diffId() {
    return new DiffId(Digest.of(Digest.Algorithm.SHA256, hash.digest()));
  }
}
