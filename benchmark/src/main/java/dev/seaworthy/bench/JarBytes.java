package dev.seaworthy.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;

/// Writes a jar out of entries that are packed already (APPNOTE.TXT, section 4.3), which the JDK's
/// own writer can't.
final class JarBytes {
  private static final int LOCAL_HEADER = 0x04034b50;
  private static final int DIRECTORY_HEADER = 0x02014b50;
  private static final int END = 0x06054b50;
  private static final short VERSION = 20;
  private static final short STORED = 0;
  private static final short DEFLATED = 8;

  /// The first of January 2026, as MS-DOS wrote it.
  private static final short DATE = (short) ((2026 - 1980) << 9 | 1 << 5 | 1);

  private final ByteArrayOutputStream out;
  private final ByteArrayOutputStream directory = new ByteArrayOutputStream();
  private int entries;

  JarBytes(int expectedBytes) {
    out = new ByteArrayOutputStream(expectedBytes);
  }

  JarBytes text(String name, String text) {
    return add(name, ClassPool.Packed.of(text.getBytes(UTF_8)));
  }

  JarBytes stored(String name, byte[] bytes) {
    CRC32 sum = new CRC32();
    sum.update(bytes);
    return add(name, STORED, bytes, bytes.length, sum.getValue());
  }

  JarBytes add(String name, ClassPool.Packed packed) {
    return add(name, DEFLATED, packed.deflated(), packed.size(), packed.sum());
  }

  int size() {
    return out.size();
  }

  byte[] finish() {
    int start = out.size();
    out.writeBytes(directory.toByteArray());
    byte[] last = new byte[22];
    ByteBuffer end = buffer(last);
    end.putInt(END).putInt(0).putShort((short) entries).putShort((short) entries);
    end.putInt(out.size() - start).putInt(start).putShort((short) 0);
    out.writeBytes(last);
    return out.toByteArray();
  }

  private JarBytes add(String name, short method, byte[] bytes, int size, long sum) {
    byte[] nameBytes = name.getBytes(UTF_8);
    int at = out.size();
    byte[] local = new byte[30];
    ByteBuffer header = buffer(local);
    header.putInt(LOCAL_HEADER);
    describe(header, method, bytes.length, size, sum, nameBytes.length);
    out.writeBytes(local);
    out.writeBytes(nameBytes);
    out.writeBytes(bytes);
    byte[] central = new byte[46];
    ByteBuffer line = buffer(central);
    line.putInt(DIRECTORY_HEADER).putShort(VERSION);
    describe(line, method, bytes.length, size, sum, nameBytes.length);
    line.putShort((short) 0).putShort((short) 0).putShort((short) 0).putInt(0).putInt(at);
    directory.writeBytes(central);
    directory.writeBytes(nameBytes);
    entries++;
    return this;
  }

  private static void describe(
      ByteBuffer header, short method, int packed, int size, long sum, int nameBytes) {
    header.putShort(VERSION).putShort((short) 0).putShort(method).putShort((short) 0);
    header.putShort(DATE).putInt((int) sum).putInt(packed).putInt(size);
    header.putShort((short) nameBytes).putShort((short) 0);
  }

  private static ByteBuffer buffer(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
