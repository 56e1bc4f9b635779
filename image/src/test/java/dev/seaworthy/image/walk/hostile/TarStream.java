package dev.seaworthy.image.walk.hostile;

import java.io.BufferedOutputStream;
import java.io.OutputStream;

/// A buffered stream, since tar writers write block by block.
final class TarStream extends BufferedOutputStream {

  TarStream(OutputStream out) {
    super(out, 1 << 16);
  }
}
