package dev.seaworthy.inventory.dotnet;

import dev.seaworthy.image.FileContent;
import dev.seaworthy.inventory.binary.ElfFile;
import dev.seaworthy.inventory.binary.ElfFile.Section;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/// Finds the `deps.json` inside a .NET program of a single file (.NET, "Single-file bundle
/// format"). The host program holds a signature in its data; before it stands where the bundle's
/// header lies.
final class SingleFileBundle {

  /// The SHA-256 of `.net core bundle` and a line's end, as the format says.
  private static final byte[] SIGNATURE =
      HexFormat.of().parseHex("8b1202b96a612038727b930214d7a03213f5b9e6efae3318ee3b2dce24b36aae");

  private static final int DATA_BYTES_MAX = 16 << 20;
  private static final int HEADER_BYTES_MAX = 1 << 20;
  private static final int DEPENDENCIES_BYTES_MAX = 16 << 20;
  private static final int ENTRIES_MAX = 100_000;
  private static final byte TYPE_DEPENDENCIES = 3;

  private SingleFileBundle() {}

  /// The bytes of the `deps.json`; none when the file is no such program, or holds none.
  ///
  /// @throws IOException when it is one but its header makes no sense
  static Optional<byte[]> dependencies(FileContent content) throws IOException {
    try (SeekableByteChannel channel = content.channel()) {
      Optional<ElfFile> elf = elf(channel);
      Optional<Section> data = elf.flatMap(file -> file.section(".data"));
      if (data.isEmpty() || data.get().size() > DATA_BYTES_MAX) {
        return Optional.empty();
      }
      byte[] bytes = elf.get().bytes(data.get(), DATA_BYTES_MAX);
      int at = find(bytes);
      if (at < Long.BYTES) {
        return Optional.empty();
      }
      long header = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong(at - Long.BYTES);
      // The host without a bundle has a zero there.
      return header == 0 ? Optional.empty() : read(elf.get(), header, channel.size());
    }
  }

  private static Optional<ElfFile> elf(SeekableByteChannel channel) {
    try {
      return ElfFile.read(channel);
    } catch (IOException | ArithmeticException e) {
      // What only looks like a program holds no bundle; the Go cataloger tells of damaged headers.
      return Optional.empty();
    }
  }

  private static int find(byte[] bytes) {
    for (int i = 0; i <= bytes.length - SIGNATURE.length; i++) {
      if (bytes[i] == SIGNATURE[0]
          && Arrays.equals(bytes, i, i + SIGNATURE.length, SIGNATURE, 0, SIGNATURE.length)) {
        return i;
      }
    }
    return -1;
  }

  private static Optional<byte[]> read(ElfFile elf, long headerAt, long fileBytes)
      throws IOException {
    if (headerAt < 0 || headerAt >= fileBytes) {
      throw new IOException("the bundle's header would lie at offset " + headerAt);
    }
    int length = (int) Math.min(HEADER_BYTES_MAX, fileBytes - headerAt);
    ByteBuffer header = ByteBuffer.wrap(elf.bytes(headerAt, length)).order(ByteOrder.LITTLE_ENDIAN);
    try {
      int major = header.getInt();
      header.getInt();
      int entries = header.getInt();
      text(header);
      if (major >= 2) {
        return part(elf, header.getLong(), header.getLong());
      }
      for (int i = 0; i < Math.min(entries, ENTRIES_MAX); i++) {
        long offset = header.getLong();
        long size = header.getLong();
        byte type = header.get();
        text(header);
        if (type == TYPE_DEPENDENCIES) {
          return part(elf, offset, size);
        }
      }
      return Optional.empty();
    } catch (BufferUnderflowException | IllegalArgumentException e) {
      throw new IOException("the bundle's header at offset " + headerAt + " ends too early", e);
    }
  }

  private static Optional<byte[]> part(ElfFile elf, long offset, long size) throws IOException {
    if (size == 0) {
      return Optional.empty();
    }
    if (size < 0 || size > DEPENDENCIES_BYTES_MAX) {
      throw new IOException("the bundle's deps.json has %s bytes".formatted(size));
    }
    return Optional.of(elf.bytes(offset, (int) size));
  }

  /// Skips a text that its length goes before, seven bits a byte.
  private static void text(ByteBuffer header) {
    int length = 0;
    int shift = 0;
    byte next;
    do {
      next = header.get();
      length |= (next & 0x7f) << shift;
      shift += 7;
    } while ((next & 0x80) != 0 && shift < 28);
    header.position(header.position() + length);
  }
}
