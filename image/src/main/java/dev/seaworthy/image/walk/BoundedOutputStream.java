package dev.seaworthy.image.walk;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/// Refuses to write more than so many bytes, before the disk holds them.
final class BoundedOutputStream extends FilterOutputStream {

  private long left;

  BoundedOutputStream(OutputStream out, long bytesMax) {
    super(out);
    this.left = bytesMax;
  }

  @Override
  public void write(int value) throws IOException {
    take(1);
    out.write(value);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    take(length);
    out.write(bytes, offset, length);
  }

  private void take(int length) throws IOException {
    if (length > left) {
      throw new IOException("more bytes than may be kept");
    }
    left -= length;
  }
}
