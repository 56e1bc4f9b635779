package dev.seaworthy.image.walk;

import java.io.IOException;
import java.io.InputStream;

/// Stored bytes for libraries that read from an `InputStream`.
final class StoredStream extends InputStream {

  private final StoredBytes stored;
  private boolean hasFailed;

  StoredStream(StoredBytes stored) {
    this.stored = stored;
  }

  /// Whether the last read failed here, so that what a library throws is not about the content.
  boolean hasFailed() {
    return hasFailed;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] out, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    hasFailed = true;
    boolean hasMore = stored.refill();
    hasFailed = false;
    if (!hasMore) {
      return -1;
    }
    int part = Math.min(length, stored.available());
    System.arraycopy(stored.buffer(), stored.position(), out, offset, part);
    stored.advance(part);
    return part;
  }
}
