package dev.seaworthy.inspection.archive;

import dev.seaworthy.base.Limit;
import dev.seaworthy.inventory.InventoryError;
import dev.seaworthy.inventory.archive.ArchiveBudget;
import dev.seaworthy.inventory.archive.ArchiveException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// Counts what goes into an unpacking and what comes out of it: against the budget of the file, and
/// against each other, since a few bytes can stand for billions.
final class Growth {

  /// Small content may grow at any ratio; what is judged is what costs.
  private static final long FREE_BYTES = 64L << 20;

  private final ArchiveBudget budget;
  private long packedBytes;
  private long unpackedBytes;

  Growth(ArchiveBudget budget) {
    this.budget = budget;
  }

  /// What is to be unpacked. It stays open: whoever opened it closes it.
  InputStream packed(InputStream in) {
    return new FilterInputStream(in) {
      @Override
      public int read() throws IOException {
        int unit = super.read();
        packedBytes += unit < 0 ? 0 : 1;
        return unit;
      }

      @Override
      public int read(byte[] bytes, int offset, int length) throws IOException {
        int read = super.read(bytes, offset, length);
        packedBytes += Math.max(0, read);
        return read;
      }

      @Override
      public long skip(long count) throws IOException {
        long skipped = super.skip(count);
        packedBytes += skipped;
        return skipped;
      }

      @Override
      public void close() {
        // See above.
      }
    };
  }

  /// What comes out. Whatever passes counts, skipped or read.
  InputStream unpacked(InputStream in) {
    return new FilterInputStream(in) {
      private final byte[] skipped = new byte[8 << 10];

      @Override
      public int read() throws IOException {
        int unit = super.read();
        count(unit < 0 ? 0 : 1);
        return unit;
      }

      @Override
      public int read(byte[] bytes, int offset, int length) throws IOException {
        int read = super.read(bytes, offset, length);
        count(Math.max(0, read));
        return read;
      }

      @Override
      public long skip(long count) throws IOException {
        long left = count;
        while (left > 0) {
          int read = read(skipped, 0, (int) Math.min(left, skipped.length));
          if (read < 0) {
            break;
          }
          left -= read;
        }
        return count - left;
      }
    };
  }

  private void count(long bytes) throws ArchiveException {
    unpackedBytes += bytes;
    budget.takeBytes(bytes);
    long ratio = budget.limits().of(Limit.ARCHIVE_RATIO);
    if (unpackedBytes > FREE_BYTES && unpackedBytes / ratio > packedBytes) {
      throw new ArchiveException(
          InventoryError.ARCHIVE_LIMIT,
          "it grows to more than %s = %s times its size"
              .formatted(Limit.ARCHIVE_RATIO.key(), ratio));
    }
  }
}
