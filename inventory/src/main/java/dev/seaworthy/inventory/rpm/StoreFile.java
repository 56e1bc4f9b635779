package dev.seaworthy.inventory.rpm;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;

/// Random access to a store's bytes; every read is whole or fails.
final class StoreFile {

  private final SeekableByteChannel channel;
  private final long size;

  StoreFile(SeekableByteChannel channel) throws IOException {
    this.channel = channel;
    this.size = channel.size();
  }

  long size() {
    return size;
  }

  /// Reads so many bytes, in big-endian order until the caller says otherwise.
  ///
  /// @throws EOFException when they lie beyond the end
  ByteBuffer read(long position, int length) throws IOException {
    return ByteBuffer.wrap(bytes(position, length)).order(ByteOrder.BIG_ENDIAN);
  }

  byte[] bytes(long position, int length) throws IOException {
    if (position < 0 || length < 0 || position > size - length) {
      throw new EOFException(
          "%s bytes at offset %s are asked for, but the file has %s"
              .formatted(length, position, size));
    }
    byte[] bytes = new byte[length];
    readInto(position, bytes, 0, length);
    return bytes;
  }

  /// Reads into a part of an array.
  void readInto(long position, byte[] target, int offset, int length) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(target, offset, length);
    channel.position(position);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer) < 0) {
        throw new EOFException("the file ends at offset " + channel.position());
      }
    }
  }
}
