package dev.seaworthy.ledger;

import dev.seaworthy.base.Digest;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/// Where a record stands.
///
/// @param segment the first sequence of its file, which names the file
/// @param offset of its line, in bytes
/// @param length of its line without the line feed
record Place(long segment, long offset, int length) {

  /// Where the record behind it would begin.
  long end() {
    return offset + length + 1;
  }

  /// The line, if the ledger holds it here; null when it holds another one or none.
  byte @Nullable [] lineOrNull(LedgerFiles files, Digest digest) throws IOException {
    if (offset < 0 || length < 0 || length > LedgerFiles.RECORD_BYTES_MAX) {
      return null;
    }
    Path file = files.segment(segment);
    try (FileChannel in = FileChannel.open(file, StandardOpenOption.READ)) {
      byte[] line = LedgerFiles.bytesOrNull(in, offset, length);
      return line != null && Digest.sha256(line).equals(digest) ? line : null;
    } catch (NoSuchFileException e) {
      return null;
    }
  }
}
