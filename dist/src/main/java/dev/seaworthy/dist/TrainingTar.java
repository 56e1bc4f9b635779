package dev.seaworthy.dist;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/// Writes the regular files of a small tar in the ustar form (POSIX.1-1988).
final class TrainingTar {
  private static final int BLOCK = 512;
  private static final int NAME_BYTES_MAX = 100;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  void file(String name, byte[] content) {
    byte[] header = new byte[BLOCK];
    put(header, 0, NAME_BYTES_MAX, name);
    put(header, 100, 8, "0000644");
    put(header, 108, 8, "0000000");
    put(header, 116, 8, "0000000");
    put(header, 124, 12, octal(content.length, 11));
    put(header, 136, 12, octal(0, 11));
    put(header, 148, 8, "        ");
    put(header, 156, 1, "0");
    put(header, 257, 8, "ustar\00000");
    int sum = 0;
    for (byte each : header) {
      sum += each & 0xff;
    }
    put(header, 148, 8, octal(sum, 6) + "\0 ");
    out.writeBytes(header);
    out.writeBytes(Arrays.copyOf(content, (content.length + BLOCK - 1) / BLOCK * BLOCK));
  }

  /// The whole tar, with the two empty blocks at its end.
  byte[] bytes() {
    out.writeBytes(new byte[2 * BLOCK]);
    return out.toByteArray();
  }

  private static String octal(int number, int digits) {
    return String.format(Locale.ROOT, "%0" + digits + "o", number);
  }

  private static void put(byte[] header, int at, int room, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    if (bytes.length > room) {
      throw new IllegalArgumentException(text + " takes more than " + room + " bytes");
    }
    System.arraycopy(bytes, 0, header, at, bytes.length);
  }
}
