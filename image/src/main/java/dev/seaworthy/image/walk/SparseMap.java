package dev.seaworthy.image.walk;

import java.util.Arrays;

/// Which parts of a sparse file are stored; the rest are holes, which read as zeros.
final class SparseMap {

  private long[] values = new long[16];
  private int count;
  private long size;

  /// Adds a number as the formats list them: offset, length, offset, length…
  void add(long value) {
    if (count == values.length) {
      values = Arrays.copyOf(values, count * 2);
    }
    values[count++] = value;
  }

  void addOffset(long offset) throws BadEntryException {
    if (count % 2 != 0) {
      throw new BadEntryException("its sparse map has two offsets in a row");
    }
    add(offset);
  }

  void addLength(long length) throws BadEntryException {
    if (count % 2 == 0) {
      throw new BadEntryException("its sparse map has a length without an offset");
    }
    add(length);
  }

  /// Checks the map against the file's real size and the number of bytes stored.
  ///
  /// @throws BadEntryException when parts overlap, run backwards or reach beyond the file
  void check(long realSize, long stored) throws BadEntryException {
    if (count % 2 != 0 || realSize < 0) {
      throw new BadEntryException("its sparse map is incomplete");
    }
    long end = 0;
    long sum = 0;
    for (int i = 0; i < count; i += 2) {
      long offset = values[i];
      long length = values[i + 1];
      if (offset < end || length < 0 || length > realSize - offset) {
        throw new BadEntryException("its sparse map has parts that overlap or reach beyond it");
      }
      end = offset + length;
      sum += length;
    }
    if (sum > stored) {
      throw new BadEntryException(
          "its sparse map speaks of %s bytes where %s are stored".formatted(sum, stored));
    }
    size = realSize;
  }

  int parts() {
    return count / 2;
  }

  long offset(int part) {
    return values[2 * part];
  }

  long length(int part) {
    return values[2 * part + 1];
  }

  /// The size of the file with its holes.
  long size() {
    return size;
  }

  /// How many bytes are holes.
  long holes() {
    long stored = 0;
    for (int i = 1; i < count; i += 2) {
      stored += values[i];
    }
    return size - stored;
  }
}
