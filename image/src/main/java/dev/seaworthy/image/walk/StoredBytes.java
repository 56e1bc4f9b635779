package dev.seaworthy.image.walk;

import dev.seaworthy.base.Digest;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.image.Descriptor;
import dev.seaworthy.image.ImageError;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.function.LongConsumer;

/// The bytes of a layer as stored, counted and hashed on their way.
final class StoredBytes implements AutoCloseable {

  private static final int BUFFER_BYTES = 128 << 10;

  private final InputStream in;
  private final Descriptor descriptor;
  private final String layer;
  private final LongConsumer progress;
  private final MessageDigest hash;
  private final byte[] buffer;
  private int position;
  private int limit;
  private long count;
  private boolean hasEnded;

  /// @param layer such as `layer 3 of 6`, for messages
  /// @param progress told how many bytes more were read
  StoredBytes(InputStream in, Descriptor descriptor, String layer, LongConsumer progress) {
    this.in = in;
    this.descriptor = descriptor;
    this.layer = layer;
    this.progress = progress;
    this.hash = descriptor.digest().algorithm().newMessageDigest();
    long useful = Math.clamp(descriptor.size() + 1, 512, BUFFER_BYTES);
    this.buffer = new byte[(int) useful];
  }

  /// Makes bytes available in [#buffer].
  ///
  /// @return false at the end
  /// @throws SeaworthyException when there are more or fewer bytes than the descriptor says
  boolean refill() throws IOException {
    if (position < limit) {
      return true;
    }
    if (hasEnded) {
      return false;
    }
    int length = in.readNBytes(buffer, 0, buffer.length);
    hasEnded = length < buffer.length;
    hash.update(buffer, 0, length);
    count += length;
    position = 0;
    limit = length;
    progress.accept(length);
    checkSize();
    return length > 0;
  }

  byte[] buffer() {
    return buffer;
  }

  int position() {
    return position;
  }

  int available() {
    return limit - position;
  }

  void advance(int length) {
    position += length;
  }

  /// How many bytes were taken from the source so far, a buffer ahead of what was used.
  long count() {
    return count;
  }

  /// Reads to the end and checks the digest.
  ///
  /// @throws SeaworthyException [ImageError#DIGEST_MISMATCH], [ImageError#TRUNCATED],
  ///   [ImageError#SIZE_MISMATCH]
  void verify() throws IOException {
    while (refill()) {
      position = limit;
    }
    Digest found = Digest.of(descriptor.digest().algorithm(), hash.digest());
    if (!found.equals(descriptor.digest())) {
      throw new SeaworthyException(
          ImageError.DIGEST_MISMATCH,
          "%s should have digest %s, but its %s bytes have %s"
              .formatted(layer, descriptor.digest(), grouped(count), found));
    }
  }

  private void checkSize() {
    long wanted = descriptor.size();
    if (count > wanted) {
      throw new SeaworthyException(
          ImageError.SIZE_MISMATCH,
          "%s goes on after the %s bytes that its descriptor says (digest %s)"
              .formatted(layer, grouped(wanted), descriptor.digest()));
    }
    if (hasEnded && count < wanted) {
      throw new SeaworthyException(
          ImageError.TRUNCATED,
          "%s ends after %s of %s bytes (digest %s)"
              .formatted(layer, grouped(count), grouped(wanted), descriptor.digest()));
    }
  }

  static String grouped(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
