package dev.seaworthy.image.archive;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One 512-byte header block of a tar (POSIX ustar, with GNU's base-256 numbers).
///
/// @param type the type flag; NUL is written as `0`
/// @param size as the block says; never negative
record TarHeader(String name, char type, long size, String linkTarget) {

  static final int BLOCK = 512;

  private static final int CHECKSUM_OFFSET = 148;
  private static final int CHECKSUM_LENGTH = 8;

  /// Reads the block; null when it is not a header (its checksum is wrong).
  ///
  /// @throws IOException when it is a header with a size that can't be
  static @Nullable TarHeader parse(byte[] block) throws IOException {
    if (!hasChecksum(block)) {
      return null;
    }
    char type = block[156] == 0 ? '0' : (char) (block[156] & 0xff);
    String name = text(block, 0, 100);
    boolean isPosix = text(block, 257, 6).equals("ustar") && block[262] == 0;
    String prefix = isPosix ? text(block, 345, 155) : "";
    return new TarHeader(
        prefix.isEmpty() ? name : prefix + "/" + name,
        type,
        number(block, 124, 12),
        text(block, 157, 100));
  }

  static boolean isZero(byte[] block) {
    for (byte value : block) {
      if (value != 0) {
        return false;
      }
    }
    return true;
  }

  private static boolean hasChecksum(byte[] block) {
    long unsigned = 0;
    long signed = 0;
    for (int i = 0; i < BLOCK; i++) {
      boolean inField = i >= CHECKSUM_OFFSET && i < CHECKSUM_OFFSET + CHECKSUM_LENGTH;
      byte value = inField ? (byte) ' ' : block[i];
      unsigned += value & 0xff;
      signed += value;
    }
    String field = text(block, CHECKSUM_OFFSET, CHECKSUM_LENGTH).trim();
    if (!field.matches("[0-7]+")) {
      return false;
    }
    long stored = Long.parseLong(field, 8);
    // Some old archivers summed signed bytes; every reader accepts both.
    return stored == unsigned || stored == signed;
  }

  private static long number(byte[] block, int offset, int length) throws IOException {
    if ((block[offset] & 0x80) != 0) {
      byte[] bytes = Arrays.copyOfRange(block, offset, offset + length);
      boolean isNegative = (bytes[0] & 0x40) != 0;
      bytes[0] = (byte) (bytes[0] & 0x7f);
      BigInteger value = new BigInteger(1, bytes);
      if (isNegative || value.bitLength() > 62) {
        throw new IOException("a header has a size that can't be");
      }
      return value.longValueExact();
    }
    String field = text(block, offset, length).trim();
    if (field.isEmpty()) {
      return 0;
    }
    if (!field.matches("[0-7]+")) {
      throw new IOException("a header has a size that is no number");
    }
    return Long.parseLong(field, 8);
  }

  private static String text(byte[] block, int offset, int length) {
    int end = offset;
    while (end < offset + length && block[end] != 0) {
      end++;
    }
    return new String(block, offset, end - offset, StandardCharsets.UTF_8);
  }

  /// The records of an extended header (POSIX pax: `LENGTH KEY=VALUE\n`).
  ///
  /// @throws IOException when a record makes no sense
  static Map<String, String> paxRecords(byte[] body) throws IOException {
    Map<String, String> records = new LinkedHashMap<>();
    int at = 0;
    while (at < body.length && body[at] != 0) {
      int space = at;
      int length = 0;
      while (space < body.length && body[space] >= '0' && body[space] <= '9' && length < 1 << 24) {
        length = length * 10 + body[space] - '0';
        space++;
      }
      int end = at + length;
      boolean isRecord =
          space > at
              && space < body.length
              && body[space] == ' '
              && length > space - at
              && end <= body.length
              && body[end - 1] == '\n';
      if (!isRecord) {
        throw new IOException("an extended header has a record that can't be read");
      }
      String record = new String(body, space + 1, end - space - 2, StandardCharsets.UTF_8);
      int equals = record.indexOf('=');
      if (equals > 0) {
        records.put(record.substring(0, equals), record.substring(equals + 1));
      }
      at = end;
    }
    return records;
  }
}
