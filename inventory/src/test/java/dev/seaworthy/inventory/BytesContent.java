package dev.seaworthy.inventory;

import dev.seaworthy.base.Digest;
import dev.seaworthy.base.Limit;
import dev.seaworthy.base.LimitExceededException;
import dev.seaworthy.base.Limits;
import dev.seaworthy.image.FileContent;
import dev.seaworthy.image.FileRecord;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import java.util.Optional;

/// A file's content in memory, for tests.
public record BytesContent(byte[] content, Limits limits) implements FileContent {

  /// With the limits that apply unless someone changes them.
  public BytesContent(byte[] content) {
    this(content, Limits.defaults());
  }

  /// A regular file of this content that anyone may execute.
  public static FileRecord record(String path, byte[] content) {
    return new FileRecord(
        path,
        FileRecord.Kind.REGULAR,
        0755,
        0,
        0,
        content.length,
        "",
        Optional.of(Digest.sha256(content)),
        false);
  }

  @Override
  public long size() {
    return content.length;
  }

  @Override
  public InputStream open() {
    return new ByteArrayInputStream(content);
  }

  @Override
  public SeekableByteChannel channel() {
    return new BytesChannel(content);
  }

  @Override
  public byte[] bytes() throws IOException {
    long bytesMax = limits.of(Limit.METADATA_BYTES);
    if (content.length > bytesMax) {
      throw new LimitExceededException(Limit.METADATA_BYTES, bytesMax, "the file");
    }
    return content.clone();
  }

  private static final class BytesChannel implements SeekableByteChannel {
    private final byte[] content;
    private long position;
    private boolean isOpen = true;

    BytesChannel(byte[] content) {
      this.content = content;
    }

    @Override
    public int read(ByteBuffer target) throws ClosedChannelException {
      if (!isOpen) {
        throw new ClosedChannelException();
      }
      if (position >= content.length) {
        return -1;
      }
      int count = (int) Math.min(target.remaining(), content.length - position);
      target.put(content, (int) position, count);
      position += count;
      return count;
    }

    @Override
    public int write(ByteBuffer source) {
      throw new NonWritableChannelException();
    }

    @Override
    public long position() {
      return position;
    }

    @Override
    public SeekableByteChannel position(long newPosition) {
      if (newPosition < 0) {
        throw new IllegalArgumentException("position " + newPosition);
      }
      position = newPosition;
      return this;
    }

    @Override
    public long size() {
      return content.length;
    }

    @Override
    public SeekableByteChannel truncate(long size) {
      throw new NonWritableChannelException();
    }

    @Override
    public boolean isOpen() {
      return isOpen;
    }

    @Override
    public void close() {
      isOpen = false;
    }
  }
}
