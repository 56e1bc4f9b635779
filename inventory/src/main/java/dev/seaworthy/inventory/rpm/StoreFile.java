package dev.seaworthy.inventory.rpm;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;

/// Random access to a store's bytes; every read is whole or fails. No honest store needs more bytes
/// than a few times its size; one whose pages or rows refer to the same bytes again and again would
/// keep us busy for days.
final class StoreFile {

  /// A store's pages are read once to find what they are and once for what they hold, and a row's
  /// bytes are counted once more when they are put together.
  private static final int READINGS = 6;

  private static final long FREE_BYTES = 4L << 20;

  private final SeekableByteChannel channel;
  private final long size;
  private long bytesLeft;

  StoreFile(SeekableByteChannel channel) throws IOException {
    this.channel = channel;
    this.size = channel.size();
    this.bytesLeft = size * READINGS + FREE_BYTES;
  }

  long size() {
    return size;
  }

  /// Takes bytes from what may be read and put together of this file.
  ///
  /// @throws RepeatedBytesException when nothing is left
  void spend(long bytes) throws RepeatedBytesException {
    bytesLeft -= bytes;
    if (bytesLeft < 0) {
      throw new RepeatedBytesException();
    }
  }

  /// The store says of the same bytes many times that they are something else.
  static final class RepeatedBytesException extends IOException {
    private static final long serialVersionUID = 1L;

    RepeatedBytesException() {
      super("its parts refer to the same bytes again and again; what follows was not read");
    }
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
    spend(length);
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
