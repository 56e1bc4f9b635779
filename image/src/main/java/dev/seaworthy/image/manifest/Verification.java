package dev.seaworthy.image.manifest;

import dev.seaworthy.base.Digest;
import dev.seaworthy.base.Limit;
import dev.seaworthy.base.Limits;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.base.Text;
import dev.seaworthy.image.Descriptor;
import dev.seaworthy.image.ImageError;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;

/// Reads content that a descriptor speaks of and believes nothing of it until size and digest are
/// right.
public final class Verification {

  private Verification() {}

  /// All bytes of the stream, when they are what the descriptor says. The caller closes the stream.
  ///
  /// @param limit how much may be read at most; checked against the descriptor before reading
  /// @param what what is being read, for the message
  /// @throws SeaworthyException [ImageError#LIMIT], [ImageError#SIZE_MISMATCH],
  ///   [ImageError#TRUNCATED], [ImageError#DIGEST_MISMATCH]
  /// @throws IOException when the stream itself fails
  public static byte[] read(
      InputStream in, Descriptor descriptor, Limit limit, Limits limits, String what)
      throws IOException {
    checkSize(descriptor, limit, limits, what);
    int size = Math.toIntExact(descriptor.size());
    byte[] bytes = in.readNBytes(size);
    if (bytes.length < size) {
      throw truncated(what, bytes.length, descriptor);
    }
    if (in.read() >= 0) {
      throw longer(what, descriptor);
    }
    check(bytes, descriptor.digest(), what);
    return bytes;
  }

  /// Refuses a descriptor whose content would be larger than the limit, before a byte is read.
  ///
  /// @throws SeaworthyException [ImageError#LIMIT]
  public static void checkSize(Descriptor descriptor, Limit limit, Limits limits, String what) {
    if (descriptor.size() > Math.min(limits.of(limit), Integer.MAX_VALUE - 16)) {
      throw tooLarge(what, descriptor.size(), limit, limits);
    }
  }

  /// Refuses bytes that don't have this digest.
  ///
  /// @throws SeaworthyException [ImageError#DIGEST_MISMATCH] naming both
  public static void check(byte[] bytes, Digest expected, String what) {
    MessageDigest hash = expected.algorithm().newMessageDigest();
    Digest found = Digest.of(expected.algorithm(), hash.digest(bytes));
    if (!found.equals(expected)) {
      throw mismatch(what, expected, found);
    }
  }

  /// The failure of content that has another digest than the one asked for.
  public static SeaworthyException mismatch(String what, Digest expected, Digest found) {
    return new SeaworthyException(
        ImageError.DIGEST_MISMATCH,
        "%s has the digest %s, but %s was asked for".formatted(what, found, expected));
  }

  /// The failure of content that is shorter than its descriptor says.
  public static SeaworthyException truncated(String what, long found, Descriptor descriptor) {
    return new SeaworthyException(
        ImageError.TRUNCATED,
        "%s ends after %s of %s bytes (digest %s)"
            .formatted(
                what, Text.grouped(found), Text.grouped(descriptor.size()), descriptor.digest()));
  }

  /// The failure of content that goes on after the bytes that its descriptor says.
  public static SeaworthyException longer(String what, Descriptor descriptor) {
    return new SeaworthyException(
        ImageError.SIZE_MISMATCH,
        "%s has more than the %s bytes of its descriptor (digest %s)"
            .formatted(what, Text.grouped(descriptor.size()), descriptor.digest()));
  }

  /// The failure of content that is known to have another size than its descriptor says.
  public static SeaworthyException otherSize(String what, long found, Descriptor descriptor) {
    return new SeaworthyException(
        ImageError.SIZE_MISMATCH,
        "%s has %s bytes, its descriptor says %s (digest %s)"
            .formatted(
                what, Text.grouped(found), Text.grouped(descriptor.size()), descriptor.digest()));
  }

  /// The failure of something that is larger than may be read.
  public static SeaworthyException tooLarge(String what, long size, Limit limit, Limits limits) {
    return new SeaworthyException(
        ImageError.LIMIT,
        "%s is %s bytes large, more than the limit %s = %s bytes (%s)"
            .formatted(what, Text.grouped(size), limit.key(), limits.of(limit), limit.meaning()));
  }
}
