package dev.seaworthy.advisory.database;

import dev.seaworthy.advisory.AdvisoryError;
import dev.seaworthy.base.SeaworthyException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Reads what [ByteWriter] wrote, within bounds: bytes that don't fit the format are a damaged
/// database, never an index out of range.
final class ByteReader {

  private final byte[] bytes;
  private final int end;
  private int at;

  ByteReader(byte[] bytes) {
    this(bytes, 0, bytes.length);
  }

  ByteReader(byte[] bytes, int from, int end) {
    if (from < 0 || end < from || end > bytes.length) {
      throw malformed();
    }
    this.bytes = bytes;
    this.at = from;
    this.end = end;
  }

  int position() {
    return at;
  }

  /// Goes to another place.
  void seek(int position) {
    if (position < 0 || position > end) {
      throw malformed();
    }
    at = position;
  }

  boolean hasMore() {
    return at < end;
  }

  int octet() {
    need(1);
    return bytes[at++] & 0xFF;
  }

  long number() {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      need(1);
      byte next = bytes[at++];
      value |= (next & 0x7FL) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw malformed();
  }

  /// A number that counts things that take at least one byte each.
  int count() {
    long value = number();
    if (value < 0 || value > end - at) {
      throw malformed();
    }
    return (int) value;
  }

  /// A number that fits an `int`.
  int smallNumber() {
    long value = number();
    if (value < 0 || value > Integer.MAX_VALUE) {
      throw malformed();
    }
    return (int) value;
  }

  /// All bytes that are left.
  byte[] rest() {
    return raw(end - at);
  }

  int int32() {
    need(4);
    int value =
        (bytes[at] & 0xFF) << 24
            | (bytes[at + 1] & 0xFF) << 16
            | (bytes[at + 2] & 0xFF) << 8
            | (bytes[at + 3] & 0xFF);
    at += 4;
    return value;
  }

  long int64() {
    long high = int32();
    return (high << 32) | (int32() & 0xFFFF_FFFFL);
  }

  byte[] raw(int count) {
    need(count);
    byte[] copy = Arrays.copyOfRange(bytes, at, at + count);
    at += count;
    return copy;
  }

  String text() {
    int length = count();
    String text = new String(bytes, at, length, StandardCharsets.UTF_8);
    at += length;
    return text;
  }

  /// Passes over something that was written with its length.
  void skipSized() {
    int length = count();
    at += length;
  }

  /// What was written with its length, as a reader of its own.
  ByteReader sized() {
    int length = count();
    ByteReader part = new ByteReader(bytes, at, at + length);
    at += length;
    return part;
  }

  /// Another reader of the same bytes that stands elsewhere.
  ByteReader from(int position) {
    return new ByteReader(bytes, position, end);
  }

  /// Compares something that was written with its length to a key, by unsigned bytes, and passes
  /// over it.
  int compareSized(byte[] key) {
    int length = count();
    int comparison = Arrays.compareUnsigned(bytes, at, at + length, key, 0, key.length);
    at += length;
    return comparison;
  }

  private void need(int more) {
    if (more < 0 || end - at < more) {
      throw malformed();
    }
  }

  static SeaworthyException malformed() {
    return new SeaworthyException(
        AdvisoryError.DATABASE_DAMAGED,
        "the advisory database has a block that doesn't follow its format");
  }
}
