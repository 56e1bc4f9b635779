package dev.seaworthy.inventory.archive;

import dev.seaworthy.inventory.InventoryError;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;

/// Bytes that can be read at any position. Not for several threads.
public interface ByteSource {

  /// In bytes.
  long size();

  /// Fills the part of the buffer.
  ///
  /// @throws ArchiveException when the source ends before
  void read(long position, byte[] buffer, int offset, int length) throws IOException;

  /// The source's part from a position on.
  ///
  /// @throws ArchiveException when the part isn't inside
  default ByteSource slice(long start, long length) throws ArchiveException {
    if (start < 0 || length < 0 || start > size() - length) {
      throw new ArchiveException(
          InventoryError.ARCHIVE_DAMAGED,
          "bytes %s to %s lie outside of its %s bytes".formatted(start, start + length, size()));
    }
    ByteSource whole = this;
    return new ByteSource() {
      @Override
      public long size() {
        return length;
      }

      @Override
      public void read(long position, byte[] buffer, int offset, int count) throws IOException {
        if (position < 0 || count > length - position) {
          throw new ArchiveException(
              InventoryError.ARCHIVE_DAMAGED, "it ends before byte " + (position + count));
        }
        whole.read(start + position, buffer, offset, count);
      }
    };
  }

  /// A stream over the whole source, not buffered.
  default InputStream stream() {
    return new ByteSourceStream(this);
  }

  static ByteSource of(byte[] bytes) {
    return new ByteSource() {
      @Override
      public long size() {
        return bytes.length;
      }

      @Override
      public void read(long position, byte[] buffer, int offset, int length)
          throws ArchiveException {
        if (position < 0 || length > bytes.length - position) {
          throw new ArchiveException(
              InventoryError.ARCHIVE_DAMAGED, "it ends before byte " + (position + length));
        }
        System.arraycopy(bytes, (int) position, buffer, offset, length);
      }
    };
  }

  /// The caller keeps the channel open and closes it.
  static ByteSource of(SeekableByteChannel channel) throws IOException {
    long size = channel.size();
    return new ByteSource() {
      @Override
      public long size() {
        return size;
      }

      @Override
      public void read(long position, byte[] buffer, int offset, int length) throws IOException {
        if (position < 0 || length > size - position) {
          throw new ArchiveException(
              InventoryError.ARCHIVE_DAMAGED, "it ends before byte " + (position + length));
        }
        ByteBuffer target = ByteBuffer.wrap(buffer, offset, length);
        channel.position(position);
        while (target.hasRemaining()) {
          if (channel.read(target) < 0) {
            throw new ArchiveException(
                InventoryError.ARCHIVE_DAMAGED, "it ended while it was read");
          }
        }
      }
    };
  }
}
