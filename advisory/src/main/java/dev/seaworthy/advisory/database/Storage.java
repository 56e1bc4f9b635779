package dev.seaworthy.advisory.database;

import dev.seaworthy.advisory.AdvisoryError;
import dev.seaworthy.base.SeaworthyException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/// The bytes of a database. Reading copies: what was checked against its hash can't change
/// afterwards, whatever happens to the file.
sealed interface Storage extends AutoCloseable {

  long size();

  /// A copy of a part.
  ///
  /// @throws SeaworthyException [AdvisoryError#DATABASE_DAMAGED] when it doesn't lie within
  byte[] read(long offset, int length);

  /// For messages.
  String name();

  @Override
  void close();

  static Storage map(Path file) throws IOException {
    Arena arena = Arena.ofShared();
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      MemorySegment segment = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
      return new Mapped(file.toString(), segment, arena);
    } catch (IOException | RuntimeException e) {
      arena.close();
      throw e;
    }
  }

  static Storage of(byte[] bytes, String name) {
    return new InMemory(name, bytes);
  }

  private static void check(long offset, int length, long size, String name) {
    if (offset < 0 || length < 0 || offset > size - length) {
      throw new SeaworthyException(
          AdvisoryError.DATABASE_DAMAGED,
          "%s: a block of %s bytes at %s lies outside the file of %s bytes"
              .formatted(name, length, offset, size));
    }
  }

  /// A file that is mapped, so that a block costs no system call.
  record Mapped(String name, MemorySegment segment, Arena arena) implements Storage {

    @Override
    public long size() {
      return segment.byteSize();
    }

    @Override
    public byte[] read(long offset, int length) {
      check(offset, length, size(), name);
      byte[] copy = new byte[length];
      try {
        MemorySegment.copy(segment, ValueLayout.JAVA_BYTE, offset, copy, 0, length);
      } catch (InternalError e) {
        // The virtual machine's word for a page that the file no longer has.
        throw new SeaworthyException(
            AdvisoryError.DATABASE_UNREADABLE,
            "%s: the file was cut short or its disk failed while it was in use".formatted(name),
            e);
      }
      return copy;
    }

    @Override
    public void close() {
      arena.close();
    }
  }

  /// Bytes that are in memory already.
  final class InMemory implements Storage {

    private final String name;
    private final byte[] bytes;

    InMemory(String name, byte[] bytes) {
      this.name = name;
      this.bytes = bytes.clone();
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public long size() {
      return bytes.length;
    }

    @Override
    public byte[] read(long offset, int length) {
      check(offset, length, size(), name);
      return Arrays.copyOfRange(bytes, (int) offset, (int) offset + length);
    }

    @Override
    public void close() {}
  }
}
