package dev.seaworthy.advisory.database;

import dev.seaworthy.base.Digest;
import java.security.MessageDigest;

/// The hash of the format, held as its bytes: a database is full of them, and only a few are ever
/// shown.
final class Sha256 {

  static final int LENGTH = 32;

  /// What stands where there is nothing to hash.
  static final Sha256 NONE = new Sha256(new byte[LENGTH]);

  private final byte[] hash;

  private Sha256(byte[] hash) {
    this.hash = hash;
  }

  /// The hash of these bytes.
  static Sha256 of(byte[] bytes) {
    return new Sha256(fresh().digest(bytes));
  }

  /// Copied and never used itself: asking the platform for an algorithm costs more than hashing a
  /// block does.
  private static final MessageDigest PROTOTYPE = Digest.Algorithm.SHA256.newMessageDigest();

  private static MessageDigest fresh() {
    try {
      return (MessageDigest) PROTOTYPE.clone();
    } catch (CloneNotSupportedException e) {
      return Digest.Algorithm.SHA256.newMessageDigest();
    }
  }

  static Sha256 read(ByteReader in) {
    return new Sha256(in.raw(LENGTH));
  }

  void write(ByteWriter out) {
    out.raw(hash);
  }

  Digest toDigest() {
    return Digest.of(Digest.Algorithm.SHA256, hash);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Sha256 same && MessageDigest.isEqual(hash, same.hash);
  }

  @Override
  public int hashCode() {
    return hash[0];
  }

  @Override
  public String toString() {
    return toDigest().toString();
  }
}
