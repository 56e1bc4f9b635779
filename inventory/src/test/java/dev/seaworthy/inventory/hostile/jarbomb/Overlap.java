package dev.seaworthy.inventory.hostile.jarbomb;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Changes the central directory of a zip archive (APPNOTE.TXT, section 4.3.12) into one that no
/// archiver writes.
final class Overlap {

  private static final int END_BYTES = 22;
  private static final int LINE_BYTES = 46;

  private Overlap() {}

  /// The archive with so many lines for one entry, each under a name of its own.
  static byte[] repeated(byte[] archive, String name, int times) {
    ByteBuffer bytes = ByteBuffer.wrap(archive).order(ByteOrder.LITTLE_ENDIAN);
    int end = archive.length - END_BYTES;
    int start = bytes.getInt(end + 16);
    int line = line(bytes, name);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(archive, 0, end);
    for (int i = 0; i < times; i++) {
      byte[] fresh = "lib/%s.jar".formatted(i).getBytes(StandardCharsets.US_ASCII);
      byte[] header = Arrays.copyOfRange(archive, line, line + LINE_BYTES);
      ByteBuffer.wrap(header)
          .order(ByteOrder.LITTLE_ENDIAN)
          .putShort(28, (short) fresh.length)
          .putShort(30, (short) 0);
      out.writeBytes(header);
      out.writeBytes(fresh);
    }
    byte[] last = Arrays.copyOfRange(archive, end, archive.length);
    ByteBuffer fields = ByteBuffer.wrap(last).order(ByteOrder.LITTLE_ENDIAN);
    short entries = (short) (fields.getShort(8) + times);
    fields.putShort(8, entries).putShort(10, entries).putInt(12, out.size() - start);
    out.writeBytes(last);
    return out.toByteArray();
  }

  /// Makes the directory tell another size of an entry.
  static void claimSize(byte[] archive, String name, int size) {
    ByteBuffer bytes = ByteBuffer.wrap(archive).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putInt(line(bytes, name) + 24, size);
  }

  private static int line(ByteBuffer archive, String name) {
    int at = archive.getInt(archive.capacity() - END_BYTES + 16);
    while (archive.getInt(at) == 0x02014b50) {
      byte[] found = new byte[archive.getShort(at + 28)];
      archive.get(at + LINE_BYTES, found);
      if (new String(found, StandardCharsets.US_ASCII).equals(name)) {
        return at;
      }
      at += LINE_BYTES + found.length + archive.getShort(at + 30) + archive.getShort(at + 32);
    }
    throw new IllegalArgumentException(name);
  }
}
