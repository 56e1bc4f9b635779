package dev.seaworthy.inventory.sbom;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/// Identifiers made of content: UUID version 5 (RFC 9562, section 5.5).
final class NameUuid {

  /// The namespace of everything that we name: version 5 of `https://seaworthy.dev/` in the
  /// namespace of URLs.
  private static final UUID NAMESPACE =
      of(
          UUID.fromString("6ba7b811-9dad-11d1-80b4-00c04fd430c8"),
          "https://seaworthy.dev/".getBytes(StandardCharsets.UTF_8));

  private NameUuid() {}

  static UUID of(byte[] content) {
    return of(NAMESPACE, content);
  }

  static UUID of(UUID namespace, byte[] content) {
    try {
      MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
      sha1.update(
          ByteBuffer.allocate(16)
              .putLong(namespace.getMostSignificantBits())
              .putLong(namespace.getLeastSignificantBits())
              .array());
      ByteBuffer hash = ByteBuffer.wrap(sha1.digest(content));
      long high = (hash.getLong() & ~0xf000L) | 0x5000L;
      long low = (hash.getLong() & ~(0b11L << 62)) | (0b10L << 62);
      return new UUID(high, low);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-1 is missing from this Java platform", e);
    }
  }
}
