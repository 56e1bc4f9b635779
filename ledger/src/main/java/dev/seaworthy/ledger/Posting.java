package dev.seaworthy.ledger;

import dev.seaworthy.base.Digest;
import dev.seaworthy.base.Digest.Algorithm;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// Says that a record of some key stands at a place.
///
/// @param place where
/// @param digest of the record
record Posting(Place place, Digest digest) {

  /// How many lists of postings a file has; a key's is found by the first bits of its hash.
  static final int BUCKETS = 1024;

  private static final int BUCKET_BITS = 10;

  /// What a posting takes: hash of the key, file, offset, length, digest.
  static final int BYTES = Hash.BYTES + 2 * Long.BYTES + Integer.BYTES + 32;

  /// The start of a key's SHA-256. Records of two keys of one hash are told apart when they are
  /// read.
  record Hash(long high, long low) {

    static final int BYTES = 2 * Long.BYTES;

    static Hash of(String key) {
      byte[] text = key.getBytes(StandardCharsets.UTF_8);
      ByteBuffer digest = ByteBuffer.wrap(Algorithm.SHA256.newMessageDigest().digest(text));
      return new Hash(digest.getLong(), digest.getLong());
    }

    int bucket() {
      return (int) (high >>> (Long.SIZE - BUCKET_BITS));
    }
  }

  byte[] write(Hash key) {
    return ByteBuffer.allocate(BYTES)
        .putLong(key.high())
        .putLong(key.low())
        .putLong(place.segment())
        .putLong(place.offset())
        .putInt(place.length())
        .put(HexFormat.of().parseHex(digest.hex()))
        .array();
  }

  /// The posting at an offset; null when it is of another key.
  static @Nullable Posting readOrNull(byte[] bucket, int offset, Hash key) {
    ByteBuffer in = ByteBuffer.wrap(bucket, offset, BYTES);
    if (in.getLong() != key.high() || in.getLong() != key.low()) {
      return null;
    }
    Place place = new Place(in.getLong(), in.getLong(), in.getInt());
    byte[] digest = new byte[32];
    in.get(digest);
    return new Posting(place, Digest.of(Algorithm.SHA256, digest));
  }
}
