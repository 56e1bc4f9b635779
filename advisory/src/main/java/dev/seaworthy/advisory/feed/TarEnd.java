package dev.seaworthy.advisory.feed;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// The bytes of a tar archive, which ends with a block of zeros (POSIX, pax interchange format).
/// The reader of archives takes one that breaks off between entries, or in a header, for a shorter
/// archive; its records would then be missing without a word.
final class TarEnd extends FilterInputStream {

  private static final int BLOCK = 512;

  private long zeros;

  TarEnd(InputStream in) {
    super(in);
  }

  @Override
  public int read() throws IOException {
    int octet = super.read();
    if (octet >= 0) {
      zeros = octet == 0 ? zeros + 1 : 0;
    }
    return octet;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    int read = super.read(into, offset, length);
    int same = 0;
    while (same < read && into[offset + read - 1 - same] == 0) {
      same++;
    }
    if (read > 0) {
      zeros = same == read ? zeros + read : same;
    }
    return read;
  }

  /// What is passed over counts as well.
  @Override
  public long skip(long count) throws IOException {
    byte[] passed = new byte[(int) Math.min(count, 8_192)];
    return count <= 0 ? 0 : Math.max(0, read(passed, 0, passed.length));
  }

  /// After the last entry.
  ///
  /// @throws EOFException when the archive broke off
  void requireReached() throws IOException {
    if (zeros < BLOCK) {
      throw new EOFException("the archive breaks off: it lacks the empty block at its end");
    }
  }
}
