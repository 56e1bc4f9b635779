package dev.seaworthy.image.walk;

import java.io.IOException;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// A layer in gzip form (RFC 1952), of one member or several, with the check sum and length of each
/// member verified. Zero bytes after the last member are padding; anything else there is damage.
final class GzipStream implements Decompressor {

  private static final int HEADER_CRC = 2;
  private static final int EXTRA = 4;
  private static final int NAME = 8;
  private static final int COMMENT = 16;
  private static final int RESERVED = 0xe0;
  private static final int DEFLATE = 8;

  private final StoredBytes stored;
  private final Inflater inflater = new Inflater(true);
  private final CRC32 crc = new CRC32();
  private boolean isInMember;
  private boolean hasEnded;

  GzipStream(StoredBytes stored) {
    this.stored = stored;
  }

  @Override
  public int read(byte[] out, int offset, int length) throws IOException {
    while (!hasEnded) {
      if (!isInMember) {
        beginMember();
      } else if (inflater.finished()) {
        // Only now, so that what the member held has been handed on before a wrong check sum is
        // found.
        endMember();
      } else {
        int produced = inflate(out, offset, length);
        crc.update(out, offset, produced);
        if (produced > 0) {
          return produced;
        }
      }
    }
    return -1;
  }

  private int inflate(byte[] out, int offset, int length) throws IOException {
    try {
      while (true) {
        int produced = inflater.inflate(out, offset, length);
        if (produced > 0 || inflater.finished()) {
          return produced;
        }
        if (inflater.needsDictionary()) {
          throw new DamagedStreamException("gzip: a dictionary is asked for");
        }
        if (!stored.refill()) {
          throw new DamagedStreamException("gzip: the compressed data ends too early");
        }
        inflater.setInput(stored.buffer(), stored.position(), stored.available());
        stored.advance(stored.available());
      }
    } catch (DataFormatException e) {
      throw new DamagedStreamException("gzip: " + e.getMessage());
    }
  }

  private void beginMember() throws IOException {
    int first = next();
    int second = first < 0 ? -1 : next();
    if (first != 0x1f || second != 0x8b) {
      throw new DamagedStreamException("gzip: no member begins where one should");
    }
    int method = needed();
    int flags = needed();
    if (method != DEFLATE || (flags & RESERVED) != 0) {
      throw new DamagedStreamException(
          "gzip: method %s with flags %s is unknown".formatted(method, flags));
    }
    skip(6);
    if ((flags & EXTRA) != 0) {
      skip(needed() | (needed() << 8));
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
    crc.reset();
    inflater.reset();
    isInMember = true;
  }

  private void endMember() throws IOException {
    // The inflater was given the whole buffer: what it left belongs to the trailer and beyond.
    stored.advance(-inflater.getRemaining());
    long wantedCrc = number();
    long wantedLength = number();
    if (wantedCrc != crc.getValue()) {
      throw new DamagedStreamException("gzip: the check sum of the content is wrong");
    }
    if (wantedLength != (inflater.getBytesWritten() & 0xffff_ffffL)) {
      throw new DamagedStreamException("gzip: the length of the content is wrong");
    }
    isInMember = false;
    long zeros = skipZeros();
    if (!stored.refill()) {
      hasEnded = true;
    } else if (zeros > 0) {
      throw new DamagedStreamException("gzip: something follows the padding after the last member");
    }
  }

  private long skipZeros() throws IOException {
    long zeros = 0;
    while (stored.refill() && stored.buffer()[stored.position()] == 0) {
      stored.advance(1);
      zeros++;
    }
    return zeros;
  }

  private long number() throws IOException {
    return needed() | (needed() << 8) | (needed() << 16) | ((long) needed() << 24);
  }

  private void skip(int length) throws IOException {
    for (int i = 0; i < length; i++) {
      needed();
    }
  }

  private void skipText() throws IOException {
    int unit;
    do {
      unit = needed();
    } while (unit != 0);
  }

  private int needed() throws IOException {
    int unit = next();
    if (unit < 0) {
      throw new DamagedStreamException("gzip: the stream ends inside a header or trailer");
    }
    return unit;
  }

  private int next() throws IOException {
    if (!stored.refill()) {
      return -1;
    }
    int unit = stored.buffer()[stored.position()] & 0xff;
    stored.advance(1);
    return unit;
  }

  @Override
  public void close() {
    inflater.end();
  }
}
