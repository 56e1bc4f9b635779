package dev.seaworthy.inventory.archive;

import java.io.IOException;
import java.io.InputStream;

/// Reads a source from its beginning.
final class ByteSourceStream extends InputStream {

  private final ByteSource source;
  private long position;

  ByteSourceStream(ByteSource source) {
    this.source = source;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    long left = source.size() - position;
    if (left <= 0) {
      return length == 0 ? 0 : -1;
    }
    int count = (int) Math.min(left, length);
    source.read(position, buffer, offset, count);
    position += count;
    return count;
  }
}
