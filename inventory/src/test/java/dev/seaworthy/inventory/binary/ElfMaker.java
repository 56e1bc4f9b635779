package dev.seaworthy.inventory.binary;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Makes small ELF files for tests: one loaded segment that holds every section, at the address
/// 0x400000.
public final class ElfMaker {

  /// Where the file's first byte is loaded.
  public static final long ADDRESS = 0x400000;

  private static final int SECTIONS_AT = 128;

  private final boolean is64;
  private final ByteOrder order;
  private final List<String> names = new ArrayList<>();
  private final List<byte[]> contents = new ArrayList<>();

  public ElfMaker(boolean is64, ByteOrder order) {
    this.is64 = is64;
    this.order = order;
    section("", new byte[0]);
  }

  /// A file of 64 bits, little-endian, as most are.
  public static ElfMaker usual() {
    return new ElfMaker(true, ByteOrder.LITTLE_ENDIAN);
  }

  public ElfMaker section(String name, byte[] content) {
    names.add(name);
    contents.add(content);
    return this;
  }

  /// The offset at which the next section will lie.
  public int nextOffset() {
    int offset = SECTIONS_AT;
    for (byte[] content : contents) {
      offset = aligned(offset + content.length);
    }
    return offset;
  }

  public byte[] make() {
    StringBuilder nameTable = new StringBuilder();
    List<Integer> nameOffsets = new ArrayList<>();
    section(".shstrtab", new byte[0]);
    for (String name : names) {
      nameOffsets.add(nameTable.length());
      nameTable.append(name).append('\0');
    }
    contents.set(contents.size() - 1, nameTable.toString().getBytes(StandardCharsets.ISO_8859_1));
    int tableAt = nextOffset();
    int entryBytes = is64 ? 64 : 40;
    ByteBuffer file = ByteBuffer.allocate(tableAt + names.size() * entryBytes).order(order);
    header(file, tableAt, entryBytes);
    int offset = SECTIONS_AT;
    for (int i = 0; i < names.size(); i++) {
      file.put(offset, contents.get(i));
      int at = tableAt + i * entryBytes;
      file.putInt(at, nameOffsets.get(i)).putInt(at + 4, 1);
      word(file, is64 ? at + 16 : at + 12, ADDRESS + offset);
      word(file, is64 ? at + 24 : at + 16, offset);
      word(file, is64 ? at + 32 : at + 20, contents.get(i).length);
      offset = aligned(offset + contents.get(i).length);
    }
    return file.array();
  }

  private void header(ByteBuffer file, int tableAt, int entryBytes) {
    file.putInt(0, order == ByteOrder.BIG_ENDIAN ? 0x7f454c46 : 0x464c457f);
    file.put(4, (byte) (is64 ? 2 : 1)).put(5, (byte) (order == ByteOrder.BIG_ENDIAN ? 2 : 1));
    int headerBytes = is64 ? 64 : 52;
    word(file, is64 ? 32 : 28, headerBytes);
    word(file, is64 ? 40 : 32, tableAt);
    int counts = is64 ? 54 : 42;
    file.putShort(counts, (short) (is64 ? 56 : 32)).putShort(counts + 2, (short) 1);
    file.putShort(counts + 4, (short) entryBytes).putShort(counts + 6, (short) names.size());
    file.putShort(counts + 8, (short) (names.size() - 1));
    file.putInt(headerBytes, 1).putInt(is64 ? headerBytes + 4 : headerBytes + 24, 6);
    word(file, is64 ? headerBytes + 8 : headerBytes + 4, 0);
    word(file, is64 ? headerBytes + 16 : headerBytes + 8, ADDRESS);
    word(file, is64 ? headerBytes + 32 : headerBytes + 16, file.capacity());
  }

  private void word(ByteBuffer file, int at, long value) {
    if (is64) {
      file.putLong(at, value);
    } else {
      file.putInt(at, (int) value);
    }
  }

  private static int aligned(int offset) {
    return (offset + 15) / 16 * 16;
  }
}
