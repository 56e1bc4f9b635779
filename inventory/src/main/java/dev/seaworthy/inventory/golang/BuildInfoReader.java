package dev.seaworthy.inventory.golang;

import dev.seaworthy.inventory.binary.ElfFile;
import dev.seaworthy.inventory.binary.ElfFile.Section;
import dev.seaworthy.inventory.binary.ElfFile.Segment;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/// Finds the build information in a program (Go, `debug/buildinfo/buildinfo.go`): a block that
/// begins with a magic text at a multiple of 16 bytes, in a section of its own or at the start of
/// the data segment. Since Go 1.18 the two texts stand behind the block, before that it points at
/// them.
final class BuildInfoReader {

  private static final byte[] MAGIC = "\u00ff Go buildinf:".getBytes(StandardCharsets.ISO_8859_1);
  private static final String SECTION = ".go.buildinfo";
  private static final int ALIGNMENT = 16;
  private static final int HEADER_BYTES = 32;
  private static final int POINTER_SIZE_AT = 14;
  private static final int FLAGS_AT = 15;
  private static final int FLAG_BIG_ENDIAN = 1;
  private static final int FLAG_INLINE = 2;
  private static final int SEARCHED_BYTES = 1 << 20;
  private static final int TEXT_BYTES_MAX = 16 << 20;

  /// What stands before and after the module text.
  private static final int SENTINEL_BYTES = 16;

  private BuildInfoReader() {}

  /// @throws IOException when there is a block that makes no sense
  static Optional<BuildInfo> read(ElfFile elf) throws IOException {
    Optional<Section> section = elf.section(SECTION);
    if (section.isPresent()) {
      return find(elf, section.get().offset(), section.get().size());
    }
    for (Segment segment : elf.segments()) {
      if (segment.isWritable()) {
        return find(elf, segment.offset(), segment.fileSize());
      }
    }
    return Optional.empty();
  }

  /// Searches a file of another kind (PE, Mach-O) for a block with its texts behind it.
  static Optional<BuildInfo> search(InputStream in, long bytesMax) throws IOException {
    byte[] window = new byte[1 << 20];
    int filled = 0;
    long read = 0;
    while (read < bytesMax) {
      int count = in.readNBytes(window, filled, window.length - filled);
      read += count;
      filled += count;
      int at = indexOf(window, filled);
      if (at >= 0) {
        byte[] rest = in.readNBytes(TEXT_BYTES_MAX);
        byte[] block =
            Arrays.copyOf(Arrays.copyOfRange(window, at, filled), filled - at + rest.length);
        System.arraycopy(rest, 0, block, filled - at, rest.length);
        return block.length > HEADER_BYTES && (block[FLAGS_AT] & FLAG_INLINE) != 0
            ? Optional.of(inline(ByteBuffer.wrap(block)))
            : Optional.empty();
      }
      if (filled < window.length) {
        return Optional.empty();
      }
      System.arraycopy(window, filled - ALIGNMENT, window, 0, ALIGNMENT);
      filled = ALIGNMENT;
    }
    return Optional.empty();
  }

  private static Optional<BuildInfo> find(ElfFile elf, long offset, long size) throws IOException {
    byte[] start = elf.bytes(offset, (int) Math.min(size, SEARCHED_BYTES));
    int at = indexOf(start, start.length);
    if (at < 0) {
      return Optional.empty();
    }
    if (start.length - at < HEADER_BYTES) {
      throw new IOException("the block ends in its header");
    }
    if ((start[at + FLAGS_AT] & FLAG_INLINE) != 0) {
      int length = (int) Math.min(size - at, TEXT_BYTES_MAX);
      return Optional.of(inline(ByteBuffer.wrap(elf.bytes(offset + at, length))));
    }
    return Optional.of(pointed(elf, Arrays.copyOfRange(start, at, at + HEADER_BYTES)));
  }

  private static int indexOf(byte[] bytes, int length) {
    for (int at = 0; at <= length - MAGIC.length; at += ALIGNMENT) {
      if (bytes[at] == MAGIC[0]
          && Arrays.equals(bytes, at, at + MAGIC.length, MAGIC, 0, MAGIC.length)) {
        return at;
      }
    }
    return -1;
  }

  private static BuildInfo inline(ByteBuffer block) throws IOException {
    block.position(HEADER_BYTES);
    byte[] version = lengthAndBytes(block);
    return info(version, lengthAndBytes(block));
  }

  private static byte[] lengthAndBytes(ByteBuffer block) throws IOException {
    long length = 0;
    for (int shift = 0; ; shift += 7) {
      if (shift > 28 || !block.hasRemaining()) {
        throw new IOException("a text's length makes no sense");
      }
      int part = Byte.toUnsignedInt(block.get());
      length |= (long) (part & 0x7f) << shift;
      if (part < 0x80) {
        break;
      }
    }
    if (length > block.remaining()) {
      throw new IOException("a text of %s bytes is cut off".formatted(length));
    }
    byte[] bytes = new byte[(int) length];
    block.get(bytes);
    return bytes;
  }

  private static BuildInfo pointed(ElfFile elf, byte[] header) throws IOException {
    int pointerBytes = header[POINTER_SIZE_AT];
    if (pointerBytes != 4 && pointerBytes != 8) {
      throw new IOException("pointers of %s bytes".formatted(pointerBytes));
    }
    ByteOrder order =
        (header[FLAGS_AT] & FLAG_BIG_ENDIAN) != 0 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    ByteBuffer pointers = ByteBuffer.wrap(header).order(order);
    byte[] version = pointedText(elf, pointer(pointers, 16, pointerBytes), pointerBytes, order);
    byte[] modules =
        pointedText(elf, pointer(pointers, 16 + pointerBytes, pointerBytes), pointerBytes, order);
    return info(version, modules);
  }

  private static byte[] pointedText(ElfFile elf, long address, int pointerBytes, ByteOrder order)
      throws IOException {
    if (address == 0) {
      return new byte[0];
    }
    ByteBuffer string = ByteBuffer.wrap(elf.bytesAt(address, 2 * pointerBytes)).order(order);
    long length = pointer(string, pointerBytes, pointerBytes);
    if (length < 0 || length > TEXT_BYTES_MAX) {
      throw new IOException("a text of %s bytes".formatted(length));
    }
    return elf.bytesAt(pointer(string, 0, pointerBytes), (int) length);
  }

  private static long pointer(ByteBuffer buffer, int at, int pointerBytes) {
    return pointerBytes == 8 ? buffer.getLong(at) : Integer.toUnsignedLong(buffer.getInt(at));
  }

  private static BuildInfo info(byte[] version, byte[] modules) {
    String text = new String(modules, StandardCharsets.UTF_8);
    // The linker wraps the text so that it can be found in memory; the last byte before the end is
    // a line feed.
    boolean isWrapped =
        modules.length >= 2 * SENTINEL_BYTES + 1
            && modules[modules.length - SENTINEL_BYTES - 1] == '\n';
    if (isWrapped) {
      text =
          new String(
              modules, SENTINEL_BYTES, modules.length - 2 * SENTINEL_BYTES, StandardCharsets.UTF_8);
    }
    return BuildInfo.parse(new String(version, StandardCharsets.UTF_8), text);
  }
}
