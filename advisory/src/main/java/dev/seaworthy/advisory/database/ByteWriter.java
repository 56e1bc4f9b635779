package dev.seaworthy.advisory.database;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Writes the format's primitives: numbers in LEB128, lengths before bytes, texts in UTF-8.
final class ByteWriter {

  private byte[] bytes;
  private int length;

  ByteWriter(int capacity) {
    this.bytes = new byte[capacity];
  }

  int length() {
    return length;
  }

  void clear() {
    length = 0;
  }

  void octet(int value) {
    room(1);
    bytes[length++] = (byte) value;
  }

  /// An unsigned number, seven bits a byte, the lowest first.
  void number(long value) {
    room(10);
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      bytes[length++] = (byte) ((rest & 0x7F) | 0x80);
      rest >>>= 7;
    }
    bytes[length++] = (byte) rest;
  }

  /// A fixed four bytes, the highest first.
  void int32(int value) {
    room(4);
    for (int shift = 24; shift >= 0; shift -= 8) {
      bytes[length++] = (byte) (value >>> shift);
    }
  }

  /// A fixed eight bytes, the highest first.
  void int64(long value) {
    int32((int) (value >>> 32));
    int32((int) value);
  }

  void raw(byte[] more) {
    raw(more, 0, more.length);
  }

  void raw(byte[] more, int from, int count) {
    room(count);
    System.arraycopy(more, from, bytes, length, count);
    length += count;
  }

  void sized(byte[] more) {
    number(more.length);
    raw(more);
  }

  void text(String text) {
    sized(text.getBytes(StandardCharsets.UTF_8));
  }

  byte[] toBytes() {
    return Arrays.copyOf(bytes, length);
  }

  private void room(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, Math.addExact(length, more)));
    }
  }
}
