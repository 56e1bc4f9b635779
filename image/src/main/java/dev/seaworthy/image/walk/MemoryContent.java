package dev.seaworthy.image.walk;

import dev.seaworthy.base.Limit;
import dev.seaworthy.base.LimitExceededException;
import dev.seaworthy.base.Limits;
import dev.seaworthy.image.FileContent;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;

/// A wanted file in memory. The array is handed out as it is, since analysers don't write to it.
@SuppressWarnings("ArrayRecordComponent") // never compared
record MemoryContent(byte[] content, Limits limits) implements FileContent {

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
    return new ContentChannel(
        content.length,
        (target, position) -> {
          int length = (int) Math.min(target.remaining(), content.length - position);
          target.put(content, (int) position, length);
          return length;
        });
  }

  @Override
  public byte[] bytes() throws LimitExceededException {
    long bound = limits.of(Limit.METADATA_BYTES);
    if (content.length > bound) {
      throw new LimitExceededException(Limit.METADATA_BYTES, bound, "the file");
    }
    return content;
  }
}
