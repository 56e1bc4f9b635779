package dev.seaworthy.image.walk;

import java.io.IOException;

/// A layer that is stored as it is.
record PlainStream(StoredBytes stored) implements Decompressor {

  @Override
  public int read(byte[] out, int offset, int length) throws IOException {
    if (!stored.refill()) {
      return -1;
    }
    int part = Math.min(length, stored.available());
    System.arraycopy(stored.buffer(), stored.position(), out, offset, part);
    stored.advance(part);
    return part;
  }

  @Override
  public void close() {
    // The stored bytes belong to whoever opened them.
  }
}
