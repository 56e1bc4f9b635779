package dev.seaworthy.image.walk;

import dev.seaworthy.base.Limit;
import dev.seaworthy.base.Limits;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.image.ImageError;
import java.util.concurrent.atomic.AtomicLong;

/// Bounds the memory that the file tables of all layers of an image take together. Going beyond it
/// ends the walk: a gap would fall on whichever layer happened to be read last. A single layer that
/// takes most of it is broken off before, so that one bad layer doesn't hide the others.
final class TableBudget {

  private final AtomicLong taken = new AtomicLong();
  private final long bound;

  TableBudget(Limits limits) {
    this.bound = limits.of(Limit.FILE_TABLE_BYTES);
  }

  /// How much one layer may take.
  long ofOneLayer() {
    return bound / 4 * 3;
  }

  void take(long bytes) {
    if (taken.addAndGet(bytes) > bound) {
      throw new SeaworthyException(
          ImageError.LIMIT,
          "the list of the image's files takes more memory than the limit %s = %s bytes"
              .formatted(Limit.FILE_TABLE_BYTES.key(), StoredBytes.grouped(bound)));
    }
  }
}
