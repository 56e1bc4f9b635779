package dev.seaworthy.inspection.scap;

import dev.seaworthy.image.FileRecord;
import dev.seaworthy.image.tar.TarHeader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Writes a POSIX tar (IEEE Std 1003.1, pax interchange format). Paths and link targets stand in
/// extended headers, so that they may be of any length.
final class TarOutput {

  static final char FILE = '0';
  static final char HARD_LINK = '1';
  static final char SYMLINK = '2';
  static final char DIRECTORY = '5';

  private static final char EXTENDED = 'x';
  private static final int CHECKSUM = 148;
  private static final int CHECKSUM_LENGTH = 8;
  private static final int MAGIC = 257;

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
    block[TarHeader.NAME] = '.';
    octal(block, TarHeader.MODE, TarHeader.SHORT_NUMBER, mode);
    octal(block, TarHeader.UID, TarHeader.SHORT_NUMBER, 0);
    octal(block, TarHeader.GID, TarHeader.SHORT_NUMBER, 0);
    octal(block, TarHeader.SIZE, TarHeader.LONG_NUMBER, size);
    octal(block, TarHeader.SIZE + TarHeader.LONG_NUMBER, TarHeader.LONG_NUMBER, 0);
    block[TarHeader.TYPE] = (byte) type;
    byte[] magic = "ustar\u000000".getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(magic, 0, block, MAGIC, magic.length);
    Arrays.fill(block, CHECKSUM, CHECKSUM + CHECKSUM_LENGTH, (byte) ' ');
    int sum = 0;
    for (byte each : block) {
      sum += each & 0xff;
    }
    octal(block, CHECKSUM, CHECKSUM_LENGTH - 1, sum);
    write(block, 0, block.length);
  }

  private static void octal(byte[] block, int at, int length, long value) {
    long left = value;
    for (int i = at + length - 2; i >= at; i--) {
      block[i] = (byte) ('0' + (left & 7));
      left >>>= 3;
    }
    block[at + length - 1] = 0;
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
