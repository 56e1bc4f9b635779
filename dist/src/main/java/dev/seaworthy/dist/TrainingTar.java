package dev.seaworthy.dist;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/// Writes a small tar in the ustar form (POSIX.1-1988): files, folders and links.
final class TrainingTar {
  private static final int BLOCK = 512;
  private static final int NAME_BYTES_MAX = 100;

  private static final char FILE = '0';
  private static final char HARD_LINK = '1';
  private static final char SYMBOLIC_LINK = '2';
  private static final char FOLDER = '5';

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  void file(String name, byte[] content) {
    header(FILE, name, "", content.length);
    out.writeBytes(Arrays.copyOf(content, (content.length + BLOCK - 1) / BLOCK * BLOCK));
  }

  /// @param name ends with a slash
  void folder(String name) {
    header(FOLDER, name, "", 0);
  }

  void symbolicLink(String name, String target) {
    header(SYMBOLIC_LINK, name, target, 0);
  }

  /// @param target the name of a file before
  void hardLink(String name, String target) {
    header(HARD_LINK, name, target, 0);
  }

  private void header(char type, String name, String target, int length) {
    byte[] header = new byte[BLOCK];
    put(header, 0, NAME_BYTES_MAX, name);
    put(header, 100, 8, "0000755");
    put(header, 108, 8, "0000000");
    put(header, 116, 8, "0000000");
    put(header, 124, 12, octal(length, 11));
    put(header, 136, 12, octal(0, 11));
    put(header, 148, 8, "        ");
    put(header, 156, 1, String.valueOf(type));
    put(header, 157, NAME_BYTES_MAX, target);
    put(header, 257, 8, "ustar\00000");
    int sum = 0;
    for (byte each : header) {
      sum += each & 0xff;
    }
    put(header, 148, 8, octal(sum, 6) + "\0 ");
    out.writeBytes(header);
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
