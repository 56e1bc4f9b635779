package dev.seaworthy.image.walk;

import dev.seaworthy.base.Limit;
import dev.seaworthy.base.LimitExceededException;
import dev.seaworthy.base.Limits;
import dev.seaworthy.image.FileContent;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;

/// A wanted file in an open file, of which only the first `size` bytes count.
record FileBackedContent(FileChannel file, long size, Limits limits) implements FileContent {

  private static final int STREAM_BUFFER = 32 << 10;

  @Override
  public InputStream open() {
    return new BufferedInputStream(Channels.newInputStream(channel()), STREAM_BUFFER);
  }

  @Override
  public SeekableByteChannel channel() {
    return new ContentChannel(size, this::readAt);
  }

  private int readAt(ByteBuffer target, long position) throws IOException {
    int limit = target.limit();
    target.limit((int) Math.min(limit, target.position() + (size - position)));
    try {
      return file.read(target, position);
    } finally {
      target.limit(limit);
    }
  }

  @Override
  public byte[] bytes() throws IOException {
    long bound = limits.of(Limit.METADATA_BYTES);
    if (size > bound) {
      throw new LimitExceededException(Limit.METADATA_BYTES, bound, "the file");
    }
    ByteBuffer all = ByteBuffer.allocate((int) size);
    while (all.hasRemaining()) {
      if (file.read(all, all.position()) < 0) {
        throw new EOFException("the file became shorter while it was read");
      }
    }
    return all.array();
  }
}
