package dev.seaworthy.inventory.rpm;

import java.io.IOException;

/// One of rpm's ways to keep package headers in a file.
sealed interface RpmStore permits BerkeleyHash, NdbStore, SqliteStore {

  /// More headers than any real system has.
  int HEADERS_MAX = 200_000;

  /// Ten times the largest of any distribution. rpm itself allows 256 MiB (rpm, "header.c",
  /// HEADER_DATA_MAX), more than the memory that we have.
  int HEADER_BYTES_MAX = 32 << 20;

  /// Gives every header's bytes. What can't be read of one header is told to the visitor, and the
  /// others are still given.
  ///
  /// @throws IOException when the store as a whole makes no sense; headers given before stand
  void forEach(Visitor visitor) throws IOException;

  /// Takes what a store gives.
  interface Visitor {

    /// The bytes of one header.
    void header(byte[] bytes);

    /// A part of the store that could not be read.
    void damaged(String detail);
  }
}
