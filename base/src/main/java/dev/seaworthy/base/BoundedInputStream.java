package dev.seaworthy.base;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// Lets at most so many bytes through and then fails, instead of pretending that the stream ended.
public final class BoundedInputStream extends FilterInputStream {

  private final Limit limit;
  private final long bound;
  private final String what;
  private long count;

  /// @param bound how many bytes may be read
  /// @param what what is being read, for the message
  public BoundedInputStream(InputStream in, Limit limit, long bound, String what) {
    super(in);
    this.limit = limit;
    this.bound = bound;
    this.what = what;
  }

  /// Bounded by the value that `limits` has for `limit`.
  public static BoundedInputStream of(InputStream in, Limits limits, Limit limit, String what) {
    return new BoundedInputStream(in, limit, limits.of(limit), what);
  }

  /// How many bytes were read so far.
  public long count() {
    return count;
  }

  @Override
  public int read() throws IOException {
    int value = super.read();
    if (value >= 0) {
      counted(1);
    }
    return value;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int read = super.read(buffer, offset, length);
    if (read > 0) {
      counted(read);
    }
    return read;
  }

  @Override
  public long skip(long length) throws IOException {
    long skipped = super.skip(length);
    counted(skipped);
    return skipped;
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  private void counted(long more) throws LimitExceededException {
    count += more;
    if (count > bound) {
      throw new LimitExceededException(limit, bound, what);
    }
  }
}
