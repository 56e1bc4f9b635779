package dev.seaworthy.inspection.archive;

import dev.seaworthy.inventory.InventoryError;
import dev.seaworthy.inventory.archive.ArchiveException;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// A content in gzip form (RFC 1952): all members that follow each other, and then what is none,
/// which the JDK's own stream drops unseen.
///
/// Commons Compress (1.28) reads such members one by one too, but keeps each member's name and
/// comment in memory, however long they are, where these are skipped in the same 64 KiB.
final class GzipMembers extends InputStream {

  private static final int HEADER_CRC = 2;
  private static final int EXTRA = 4;
  private static final int NAME = 8;
  private static final int COMMENT = 16;
  private static final int RESERVED = 0xe0;
  private static final int DEFLATE = 8;
  private static final int MAGIC_BYTES = 3;

  private final InputStream packed;
  private final Inflater inflater = new Inflater(true);
  private final CRC32 crc = new CRC32();
  private final byte[] buffer = new byte[64 << 10];
  private int position;
  private int limit;
  private boolean isInMember;
  private boolean hasEnded;

  /// @param packed begins with a member; not closed
  GzipMembers(InputStream packed) {
    this.packed = packed;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    while (!hasEnded) {
      if (!isInMember) {
        beginMember();
      } else if (inflater.finished()) {
        endMember();
      } else {
        int produced = inflate(bytes, offset, length);
        if (produced > 0) {
          crc.update(bytes, offset, produced);
          return produced;
        }
      }
    }
    return -1;
  }

  /// What follows the last member, once that has been read.
  InputStream rest() {
    return new SequenceInputStream(
        new ByteArrayInputStream(Arrays.copyOfRange(buffer, position, limit)), packed);
  }

  private int inflate(byte[] bytes, int offset, int length) throws IOException {
    try {
      while (true) {
        int produced = inflater.inflate(bytes, offset, length);
        if (produced > 0 || inflater.finished()) {
          return produced;
        }
        if (inflater.needsDictionary()) {
          throw damaged("it asks for a dictionary");
        }
        if (!fill(1)) {
          throw new EOFException("the compressed data ends too early");
        }
        inflater.setInput(buffer, position, limit - position);
        position = limit;
      }
    } catch (DataFormatException e) {
      throw damaged(String.valueOf(e.getMessage()));
    }
  }

  private void beginMember() throws IOException {
    skip(2);
    int method = next();
    int flags = next();
    if (method != DEFLATE || (flags & RESERVED) != 0) {
      throw damaged("method %s with flags %s is unknown".formatted(method, flags));
    }
    skip(6);
    if ((flags & EXTRA) != 0) {
      skip(next() | (next() << 8));
    }
    if ((flags & NAME) != 0) {
      skipText();
    }
    if ((flags & COMMENT) != 0) {
      skipText();
    }
    if ((flags & HEADER_CRC) != 0) {
      skip(2);
    }
    inflater.reset();
    crc.reset();
    isInMember = true;
  }

  private void endMember() throws IOException {
    // The inflater was given all of the buffer.
    position -= inflater.getRemaining();
    if (number() != crc.getValue()) {
      throw damaged("the check sum of the content is wrong");
    }
    if (number() != (inflater.getBytesWritten() & 0xffff_ffffL)) {
      throw damaged("the length of the content is wrong");
    }
    isInMember = false;
    hasEnded = !fill(MAGIC_BYTES) || !ArchiveKind.isGzip(buffer, position, limit - position);
  }

  private long number() throws IOException {
    return next() | (next() << 8) | (next() << 16) | ((long) next() << 24);
  }

  private void skip(int length) throws IOException {
    for (int i = 0; i < length; i++) {
      next();
    }
  }

  private void skipText() throws IOException {
    int unit;
    do {
      unit = next();
    } while (unit != 0);
  }

  private int next() throws IOException {
    if (!fill(1)) {
      throw new EOFException("it ends inside a header or trailer");
    }
    return buffer[position++] & 0xff;
  }

  /// Brings so many bytes at least.
  ///
  /// @return whether there are so many
  private boolean fill(int wanted) throws IOException {
    if (limit - position >= wanted) {
      return true;
    }
    System.arraycopy(buffer, position, buffer, 0, limit - position);
    limit -= position;
    position = 0;
    while (limit < wanted) {
      int read = packed.read(buffer, limit, buffer.length - limit);
      if (read < 0) {
        return false;
      }
      limit += read;
    }
    return true;
  }

  private static ArchiveException damaged(String problem) {
    return new ArchiveException(InventoryError.ARCHIVE_DAMAGED, "gzip: " + problem);
  }

  @Override
  public void close() {
    inflater.end();
  }
}
