package dev.seaworthy.image.walk;

import java.io.IOException;

/// The uncompressed bytes of a layer, buffer by buffer. Every buffer but the last is full and its
/// size is a multiple of a tar block, so a block never lies across two buffers and is parsed in
/// place.
abstract class BlockSource {

  static final int BLOCK = 512;

  private static final byte[] EMPTY = {};

  private byte[] buffer = EMPTY;
  private int position;
  private int limit;
  private long passed;

  /// Brings the next buffer by [#accept]; the one before may be used again for other bytes.
  ///
  /// @return false at the end
  abstract boolean refill() throws IOException;

  final void accept(byte[] next, int length) {
    passed += limit;
    buffer = next;
    position = 0;
    limit = length;
  }

  final byte[] buffer() {
    return buffer;
  }

  final int position() {
    return position;
  }

  /// How many bytes came before the current position.
  final long offset() {
    return passed + position;
  }

  /// How many bytes can be read in place, at most `wanted` and at least one; 0 at the end.
  final int available(long wanted) throws IOException {
    while (position == limit) {
      if (!refill()) {
        return 0;
      }
    }
    return (int) Math.min(wanted, limit - position);
  }

  final void advance(int length) {
    position += length;
  }

  /// Where in [#buffer] the next block begins, or -1 at the end. The block is read.
  ///
  /// @throws EndedEarlyException when the stream ends inside the block
  final int block() throws IOException {
    int available = available(BLOCK);
    if (available == 0) {
      return -1;
    }
    int start = position;
    position += available;
    if (available < BLOCK) {
      throw new EndedEarlyException("inside the block at byte " + (passed + start));
    }
    return start;
  }

  /// Passes over so many bytes.
  ///
  /// @return how many there were, fewer only at the end
  final long skip(long length) throws IOException {
    long left = length;
    while (left > 0) {
      int available = available(left);
      if (available == 0) {
        break;
      }
      position += available;
      left -= available;
    }
    return length - left;
  }
}
