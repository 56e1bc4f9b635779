package dev.seaworthy.inspection.scap;

import dev.seaworthy.image.FileRecord;
import dev.seaworthy.image.tar.TarHeader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/// Writes a POSIX tar (IEEE Std 1003.1, pax interchange format). Paths and link targets stand in
/// extended headers, so that they may be of any length.
final class TarOutput {

  static final char FILE = '0';
  static final char HARD_LINK = '1';
  static final char SYMLINK = '2';
  static final char DIRECTORY = '5';

  private static final char EXTENDED = 'x';

  private final OutputStream out;
  private long written;

  TarOutput(OutputStream out) {
    this.out = out;
  }

  /// How many bytes so far.
  long written() {
    return written;
  }

  /// Begins an entry; a file's content follows.
  ///
  /// @param path beginning with `/`
  /// @param target of a link; else empty
  void entry(char type, FileRecord record, String path, String target, long size)
      throws IOException {
    StringBuilder extended = new StringBuilder();
    extended.append(line("path", "." + path));
    if (!target.isEmpty()) {
      extended.append(line("linkpath", target));
    }
    extended.append(line("uid", Long.toString(record.uid())));
    extended.append(line("gid", Long.toString(record.gid())));
    extended.append(line("size", Long.toString(size)));
    byte[] text = extended.toString().getBytes(StandardCharsets.UTF_8);
    header(EXTENDED, 0644, text.length);
    write(text, 0, text.length);
    pad(text.length);
    header(type, record.mode(), 0);
  }

  /// A line of an extended header, which begins with its own length.
  private static String line(String key, String value) {
    String rest = " " + key + "=" + value + "\n";
    int length = rest.getBytes(StandardCharsets.UTF_8).length;
    int all = length + 1;
    while (Integer.toString(all).length() + length != all) {
      all = Integer.toString(all).length() + length;
    }
    return all + rest;
  }

  private void header(char type, int mode, long size) throws IOException {
    byte[] block = new byte[TarHeader.BLOCK];
    TarHeader.write(block, 0, ".", type, mode, size);
    write(block, 0, block.length);
  }

  void write(byte[] bytes, int offset, int length) throws IOException {
    out.write(bytes, offset, length);
    written += length;
  }

  /// Fills up the last block of a content of this length.
  void pad(long length) throws IOException {
    int over = (int) (length % TarHeader.BLOCK);
    if (over > 0) {
      write(new byte[TarHeader.BLOCK - over], 0, TarHeader.BLOCK - over);
    }
  }

  void finish() throws IOException {
    write(new byte[2 * TarHeader.BLOCK], 0, 2 * TarHeader.BLOCK);
    out.flush();
  }
}
