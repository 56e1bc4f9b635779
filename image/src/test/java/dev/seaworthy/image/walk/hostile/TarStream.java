package dev.seaworthy.image.walk.hostile;

import java.io.BufferedOutputStream;
import java.io.OutputStream;

/// A buffered stream, since tar writers write block by block.
public final class TarStream extends BufferedOutputStream {

  public TarStream(OutputStream out) {
    super(out, 1 << 16);
  }
}
