package dev.seaworthy.image.walk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;

/// Random access for reading to content that others may read at the same time.
final class ContentChannel implements SeekableByteChannel {

  /// Reads at a position that lies before the end.
  @FunctionalInterface
  interface At {
    /// @return how many bytes were read, at least one if the target has room
    int read(ByteBuffer target, long position) throws IOException;
  }

  private final long size;
  private final At at;
  private long position;
  private boolean isClosed;

  ContentChannel(long size, At at) {
    this.size = size;
    this.at = at;
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    checkOpen();
    if (position >= size) {
      return -1;
    }
    if (!target.hasRemaining()) {
      return 0;
    }
    int length = at.read(target, position);
    if (length > 0) {
      position += length;
    }
    return length;
  }

  @Override
  public long position() throws IOException {
    checkOpen();
    return position;
  }

  @Override
  public SeekableByteChannel position(long newPosition) throws IOException {
    checkOpen();
    if (newPosition < 0) {
      throw new IllegalArgumentException("position " + newPosition);
    }
    position = newPosition;
    return this;
  }

  @Override
  public long size() throws IOException {
    checkOpen();
    return size;
  }

  private void checkOpen() throws ClosedChannelException {
    if (isClosed) {
      throw new ClosedChannelException();
    }
  }

  @Override
  public int write(ByteBuffer source) {
    throw new NonWritableChannelException();
  }

  @Override
  public SeekableByteChannel truncate(long newSize) {
    throw new NonWritableChannelException();
  }

  @Override
  public boolean isOpen() {
    return !isClosed;
  }

  @Override
  public void close() {
    isClosed = true;
  }
}
