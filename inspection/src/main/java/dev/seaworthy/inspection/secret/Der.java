package dev.seaworthy.inspection.secret;

import java.util.Arrays;

/// One element of DER or of definite-length BER (X.690), in place. What doesn't lie inside its
/// parent is an [IndexOutOfBoundsException].
///
/// @param tag as written
/// @param start where its content begins
/// @param end where it ends
/// @param parentEnd where its parent ends
@SuppressWarnings("ArrayRecordComponent") // never compared
record Der(byte[] all, int tag, int start, int end, int parentEnd) {

  /// The tag of an octet string.
  static final int OCTETS = 0x04;

  /// The element that begins here.
  static Der at(byte[] bytes, int position) {
    return read(bytes, position, bytes.length);
  }

  private static Der read(byte[] bytes, int position, int parentEnd) {
    int tag = bytes[position] & 0xff;
    int first = bytes[position + 1] & 0xff;
    int at = position + 2;
    int length = first;
    if (first > 0x7f) {
      int count = first & 0x7f;
      if (count == 0 || count > 3) {
        throw new IndexOutOfBoundsException("a length of %s bytes".formatted(count));
      }
      length = 0;
      for (int i = 0; i < count; i++) {
        length = length << 8 | (bytes[at++] & 0xff);
      }
    }
    if (length > parentEnd - at) {
      throw new IndexOutOfBoundsException("an element is longer than what holds it");
    }
    return new Der(bytes, tag, at, at + length, parentEnd);
  }

  /// The first element inside.
  Der into() {
    return read(all, start, end);
  }

  boolean hasNext() {
    return end < parentEnd;
  }

  /// The element that follows.
  Der next() {
    return read(all, end, parentEnd);
  }

  byte[] bytes() {
    return Arrays.copyOfRange(all, start, end);
  }

  /// A small number.
  int integer() {
    if (end - start > 4) {
      return -1;
    }
    int value = 0;
    for (int at = start; at < end; at++) {
      value = value << 8 | (all[at] & 0xff);
    }
    return value;
  }
}
