package dev.seaworthy.image.walk;

import dev.seaworthy.base.Limit;
import dev.seaworthy.base.Limits;
import dev.seaworthy.image.FileContent;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The content of one wanted file while it streams by: in memory, or in a temporary file if it is
/// large. Holes of a sparse file are passed over and read as zeros.
final class KeptContent implements AutoCloseable {

  private final long size;
  private final Limits limits;
  private final SpillFolder spill;
  private final byte @Nullable [] memory;
  private final @Nullable FileChannel file;
  private long position;

  /// @throws IOException when there is no room for it
  KeptContent(long size, Limits limits, SpillFolder spill) throws IOException {
    this.size = size;
    this.limits = limits;
    this.spill = spill;
    boolean isSmall = size <= limits.asInt(Limit.MEMORY_CONTENT_BYTES);
    this.memory = isSmall ? new byte[(int) size] : null;
    this.file = isSmall ? null : spill.open(size);
  }

  void write(byte[] bytes, int offset, int length) throws IOException {
    if (memory != null) {
      System.arraycopy(bytes, offset, memory, (int) position, length);
      position += length;
    } else if (file != null) {
      ByteBuffer source = ByteBuffer.wrap(bytes, offset, length);
      while (source.hasRemaining()) {
        position += file.write(source, position);
      }
    }
  }

  void passOver(long hole) {
    position += hole;
  }

  /// The content, once all of it was written.
  FileContent content() throws IOException {
    if (memory != null) {
      return new MemoryContent(memory, limits);
    }
    FileChannel open = Objects.requireNonNull(file);
    if (open.size() < size) {
      // A hole at the end.
      open.write(ByteBuffer.allocate(1), size - 1);
    }
    return new FileBackedContent(open, size, limits);
  }

  @Override
  public void close() throws IOException {
    if (file != null) {
      try {
        file.close();
      } finally {
        spill.release(size);
      }
    }
  }
}
