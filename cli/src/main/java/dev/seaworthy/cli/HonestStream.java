package dev.seaworthy.cli;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/// Remembers that writing failed, since a print writer forgets why.
final class HonestStream extends FilterOutputStream {

  private @Nullable IOException failure;

  HonestStream(OutputStream out) {
    super(out);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    try {
      out.write(bytes, offset, length);
    } catch (IOException e) {
      failure = failure == null ? e : failure;
      throw e;
    }
  }

  @Override
  public void flush() throws IOException {
    try {
      out.flush();
    } catch (IOException e) {
      failure = failure == null ? e : failure;
      throw e;
    }
  }

  /// @throws IOException the first failure, if there was one
  void check() throws IOException {
    if (failure != null) {
      throw failure;
    }
  }
}
