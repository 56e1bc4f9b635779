package dev.seaworthy.image.walk;

import java.io.IOException;

/// Turns stored bytes into the tar that they hold.
interface Decompressor extends AutoCloseable {

  /// Writes some bytes, at least one unless the end is reached.
  ///
  /// @return how many, or -1 at the end
  /// @throws DamagedStreamException when the stored bytes are not what they should be
  int read(byte[] out, int offset, int length) throws IOException;

  @Override
  void close();
}
