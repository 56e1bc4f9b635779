package dev.seaworthy.image.walk;

import java.io.InputStream;

/// Reads a part of an array, and then another: without the lock of the library's stream, which
/// costs more than what is read when it is a few bytes at a time.
final class ArrayStream extends InputStream {

  private final byte[] bytes;
  private int at;
  private int end;

  ArrayStream(byte[] bytes) {
    this.bytes = bytes;
  }

  /// Begins anew.
  void select(int offset, int length) {
    at = offset;
    end = offset + length;
  }

  @Override
  public int read() {
    return at < end ? bytes[at++] & 0xff : -1;
  }

  @Override
  public int read(byte[] target, int offset, int length) {
    if (at >= end && length > 0) {
      return -1;
    }
    int count = Math.min(length, end - at);
    System.arraycopy(bytes, at, target, offset, count);
    at += count;
    return count;
  }

  @Override
  public int available() {
    return end - at;
  }
}
