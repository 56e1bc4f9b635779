package dev.seaworthy.inventory.binary;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// The headers of an ELF file (System V ABI, chapters 4 and 5). Nothing in it is trusted: every
/// size and offset is checked against the file, tables are bounded, and contents are read only on
/// demand.
public final class ElfFile {

  private static final int IDENT_BYTES = 16;
  private static final int HEADERS_MAX = 65_535;
  private static final int NAMES_BYTES_MAX = 1 << 20;
  private static final int SYMBOLS_BYTES_MAX = 32 << 20;
  private static final int SAME_ENDINGS_MAX = 1_000;
  private static final int PT_LOAD = 1;
  private static final int SHT_NOBITS = 8;
  private static final int FLAG_WRITE = 2;

  private final SeekableByteChannel channel;
  private final long fileBytes;
  private final boolean is64;
  private final ByteOrder order;
  private final List<Segment> segments;
  private final List<Section> sections;

  /// A part of the file that has a name.
  ///
  /// @param size in the file; 0 for one that exists in memory only
  public record Section(String name, long address, long offset, long size) {}

  /// A part of the file that is loaded.
  public record Segment(long address, long offset, long fileSize, boolean isWritable) {}

  private ElfFile(SeekableByteChannel channel, ByteBuffer ident) throws IOException {
    this.channel = channel;
    this.fileBytes = channel.size();
    this.is64 = ident.get(4) == 2;
    this.order = ident.get(5) == 2 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    ByteBuffer header = read(IDENT_BYTES, is64 ? 48 : 36);
    int at = 8; // behind type, machine and version
    at += is64 ? 8 : 4;
    long segmentTable = word(header, at);
    long sectionTable = word(header, at + wordBytes());
    int counts = at + 2 * wordBytes() + 4 + 2; // behind both tables, flags and the header's size
    this.segments =
        readSegments(segmentTable, unsigned(header, counts), unsigned(header, counts + 2));
    this.sections =
        readSections(
            sectionTable,
            unsigned(header, counts + 4),
            unsigned(header, counts + 6),
            unsigned(header, counts + 8));
  }

  /// Reads the headers; none when it isn't an ELF file.
  ///
  /// @throws IOException when it is one but its headers make no sense
  public static Optional<ElfFile> read(SeekableByteChannel channel) throws IOException {
    if (channel.size() < 52) {
      return Optional.empty();
    }
    ByteBuffer ident = ByteBuffer.wrap(bytes(channel, 0, IDENT_BYTES));
    boolean isElf = ident.getInt(0) == 0x7f454c46;
    boolean isKnown = (ident.get(4) == 1 || ident.get(4) == 2) && ident.get(5) >= 1;
    return isElf && isKnown ? Optional.of(new ElfFile(channel, ident)) : Optional.empty();
  }

  public ByteOrder order() {
    return order;
  }

  /// 8 in a 64-bit file, else 4.
  public int wordBytes() {
    return is64 ? 8 : 4;
  }

  public List<Segment> segments() {
    return segments;
  }

  public List<Section> sections() {
    return sections;
  }

  public Optional<Section> section(String name) {
    return sections.stream().filter(section -> section.name().equals(name)).findFirst();
  }

  /// A section's bytes.
  ///
  /// @throws IOException when there are more than `bytesMax`, or they lie beyond the file's end
  public byte[] bytes(Section section, int bytesMax) throws IOException {
    if (section.size() > bytesMax) {
      throw new IOException("section %s has %s bytes".formatted(section.name(), section.size()));
    }
    return bytes(channel, section.offset(), (int) section.size());
  }

  /// Bytes by their place in the file.
  public byte[] bytes(long offset, int length) throws IOException {
    return bytes(channel, offset, length);
  }

  /// Bytes by their address when loaded.
  ///
  /// @throws IOException when no segment holds them all
  public byte[] bytesAt(long address, int length) throws IOException {
    for (Segment segment : segments) {
      long inside = address - segment.address();
      if (inside >= 0 && inside <= segment.fileSize() - length) {
        return bytes(channel, segment.offset() + inside, length);
      }
    }
    throw new IOException("no segment holds address 0x" + Long.toHexString(address));
  }

  /// The addresses of these dynamic symbols, by name; those that aren't there are left out.
  ///
  /// @throws IOException when the table of symbols makes no sense
  public Map<String, Long> symbols(Set<String> wanted) throws IOException {
    Optional<Section> table = section(".dynsym");
    Optional<Section> names = section(".dynstr");
    if (table.isEmpty() || names.isEmpty() || names.get().size() > SYMBOLS_BYTES_MAX) {
      return Map.of();
    }
    byte[] text = bytes(names.get(), SYMBOLS_BYTES_MAX);
    Map<Integer, String> offsets = new HashMap<>();
    String all = new String(text, StandardCharsets.ISO_8859_1);
    for (String name : wanted) {
      // A linker may store a name as the end of a longer one.
      int at = all.indexOf(name + '\0');
      while (at >= 0 && offsets.size() < SAME_ENDINGS_MAX) {
        offsets.put(at, name);
        at = all.indexOf(name + '\0', at + 1);
      }
    }
    Map<String, Long> found = new TreeMap<>();
    if (offsets.isEmpty() || table.get().size() > SYMBOLS_BYTES_MAX) {
      return found;
    }
    ByteBuffer symbols = ByteBuffer.wrap(bytes(table.get(), SYMBOLS_BYTES_MAX)).order(order);
    int entryBytes = is64 ? 24 : 16;
    for (int at = 0; at <= symbols.limit() - entryBytes; at += entryBytes) {
      String name = offsets.get(symbols.getInt(at));
      if (name != null) {
        found.putIfAbsent(name, word(symbols, is64 ? at + 8 : at + 4));
      }
    }
    return found;
  }

  private List<Segment> readSegments(long table, int entryBytes, int count) throws IOException {
    List<Segment> found = new ArrayList<>();
    if (table == 0 || entryBytes < (is64 ? 56 : 32)) {
      return found;
    }
    ByteBuffer entries = read(table, Math.multiplyExact(entryBytes, Math.min(count, HEADERS_MAX)));
    for (int i = 0; i < count; i++) {
      int at = i * entryBytes;
      if (entries.getInt(at) != PT_LOAD) {
        continue;
      }
      int flags = entries.getInt(is64 ? at + 4 : at + 24);
      long offset = word(entries, is64 ? at + 8 : at + 4);
      long address = word(entries, is64 ? at + 16 : at + 8);
      long size = word(entries, is64 ? at + 32 : at + 16);
      if (offset >= 0 && size >= 0 && offset <= fileBytes) {
        found.add(
            new Segment(
                address, offset, Math.min(size, fileBytes - offset), (flags & FLAG_WRITE) != 0));
      }
    }
    return List.copyOf(found);
  }

  private List<Section> readSections(long table, int entryBytes, int count, int namesIndex)
      throws IOException {
    if (table == 0 || count == 0 || entryBytes < (is64 ? 64 : 40) || namesIndex >= count) {
      return List.of();
    }
    ByteBuffer entries = read(table, Math.multiplyExact(entryBytes, count));
    byte[] names = names(entries, namesIndex * entryBytes);
    List<Section> found = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      int at = i * entryBytes;
      boolean isInMemoryOnly = entries.getInt(at + 4) == SHT_NOBITS;
      long address = word(entries, is64 ? at + 16 : at + 12);
      long offset = word(entries, is64 ? at + 24 : at + 16);
      long size = isInMemoryOnly ? 0 : word(entries, is64 ? at + 32 : at + 20);
      if (offset >= 0 && size >= 0 && offset <= fileBytes && size <= fileBytes - offset) {
        found.add(new Section(name(names, entries.getInt(at)), address, offset, size));
      }
    }
    return List.copyOf(found);
  }

  private byte[] names(ByteBuffer entries, int at) throws IOException {
    long offset = word(entries, is64 ? at + 24 : at + 16);
    long size = word(entries, is64 ? at + 32 : at + 20);
    if (size < 0 || size > NAMES_BYTES_MAX) {
      throw new IOException("the table of section names has %s bytes".formatted(size));
    }
    return bytes(channel, offset, (int) size);
  }

  private static String name(byte[] names, int start) {
    if (start < 0 || start >= names.length) {
      return "";
    }
    int end = start;
    while (end < names.length && names[end] != 0) {
      end++;
    }
    return new String(names, start, end - start, StandardCharsets.ISO_8859_1);
  }

  private long word(ByteBuffer buffer, int at) {
    return is64 ? buffer.getLong(at) : Integer.toUnsignedLong(buffer.getInt(at));
  }

  private static int unsigned(ByteBuffer buffer, int at) {
    return Short.toUnsignedInt(buffer.getShort(at));
  }

  private ByteBuffer read(long offset, int length) throws IOException {
    return ByteBuffer.wrap(bytes(channel, offset, length)).order(order);
  }

  private static byte[] bytes(SeekableByteChannel channel, long offset, int length)
      throws IOException {
    if (offset < 0 || length < 0 || offset > channel.size() - length) {
      throw new EOFException(
          "%s bytes at offset %s are asked for, but the file has %s"
              .formatted(length, offset, channel.size()));
    }
    ByteBuffer buffer = ByteBuffer.allocate(length);
    channel.position(offset);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer) < 0) {
        throw new EOFException("the file ends at offset " + channel.position());
      }
    }
    return buffer.array();
  }
}
