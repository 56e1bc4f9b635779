package dev.seaworthy.image.archive;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/// A file read at any place by several threads. Not a channel, since those close for all readers
/// when one of them is interrupted.
final class OpenFile implements AutoCloseable {

  private final RandomAccessFile file;

  private OpenFile(RandomAccessFile file) {
    this.file = file;
  }

  static OpenFile of(Path path) throws IOException {
    return new OpenFile(new RandomAccessFile(path.toFile(), "r"));
  }

  /// A new file that only we can read and that has no name any more, so that nothing is left of it
  /// when it is closed, however that comes about.
  static OpenFile scratch(Path directory) throws IOException {
    Path path = Files.createTempFile(directory, "seaworthy-", ".tar");
    try {
      return new OpenFile(new RandomAccessFile(path.toFile(), "rw"));
    } finally {
      Files.delete(path);
    }
  }

  long size() throws IOException {
    return file.length();
  }

  /// Reads some bytes at a place.
  ///
  /// @return how many; -1 behind the end
  int read(long position, byte[] buffer, int offset, int length) throws IOException {
    synchronized (file) {
      file.seek(position);
      return file.read(buffer, offset, length);
    }
  }

  /// Adds bytes at the end.
  void append(byte[] buffer, int length) throws IOException {
    synchronized (file) {
      file.seek(file.length());
      file.write(buffer, 0, length);
    }
  }

  /// The first bytes, fewer when the file is shorter.
  byte[] head(int length) throws IOException {
    byte[] head = new byte[length];
    int count = 0;
    int read = 0;
    while (read >= 0 && count < length) {
      read = read(count, head, count, length - count);
      count += Math.max(read, 0);
    }
    return Arrays.copyOf(head, count);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
