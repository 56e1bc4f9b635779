package dev.seaworthy.ledger;

import dev.seaworthy.base.SeaworthyException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/// The end of a file of records.
final class LastLine {

  private final long whole;
  private final byte[] line;

  private LastLine(long whole, byte[] line) {
    this.whole = whole;
    this.line = line;
  }

  static LastLine of(Path file) throws IOException {
    try (FileChannel in = FileChannel.open(file, StandardOpenOption.READ)) {
      long size = in.size();
      // Long enough for a whole record behind one that was cut short.
      int length = (int) Math.min(size, 2L * LedgerFiles.RECORD_BYTES_MAX + 2);
      byte[] end = new byte[length];
      ByteBuffer buffer = ByteBuffer.wrap(end);
      while (buffer.hasRemaining() && in.read(buffer, size - length + buffer.position()) >= 0) {
        // Until it is full.
      }
      int feed = lastFeed(end, length);
      if (feed < 0 && length < size) {
        throw new SeaworthyException(
            LedgerError.BROKEN,
            "the last %s bytes of %s are no record".formatted(length, file.getFileName()));
      }
      if (feed < 0) {
        return new LastLine(0, new byte[0]);
      }
      int before = lastFeed(end, feed);
      return new LastLine(size - length + feed + 1, Arrays.copyOfRange(end, before + 1, feed));
    }
  }

  private static int lastFeed(byte[] bytes, int before) {
    for (int i = before - 1; i >= 0; i--) {
      if (bytes[i] == '\n') {
        return i;
      }
    }
    return -1;
  }

  /// The length of the file's whole lines.
  long whole() {
    return whole;
  }

  /// The last whole line without its line feed.
  byte[] line() {
    return line.clone();
  }
}
