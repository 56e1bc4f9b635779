package dev.seaworthy.image.walk;

import dev.seaworthy.base.Limit;
import dev.seaworthy.base.Limits;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.image.ImageError;
import java.util.concurrent.atomic.AtomicLong;

/// Bounds what all layers of an image unpack to together. Going beyond it ends the walk: a gap
/// would fall on whichever layer happened to be read last.
final class ByteBudget {

  private final AtomicLong taken = new AtomicLong();
  private final long bound;

  ByteBudget(Limits limits) {
    this.bound = limits.of(Limit.IMAGE_BYTES);
  }

  void take(long bytes) {
    if (taken.addAndGet(bytes) > bound) {
      throw new SeaworthyException(
          ImageError.LIMIT,
          "the image's layers unpack to more than the limit %s = %s bytes"
              .formatted(Limit.IMAGE_BYTES.key(), StoredBytes.grouped(bound)));
    }
  }
}
