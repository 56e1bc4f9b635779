package dev.seaworthy.image.walk;

import dev.seaworthy.base.Limit;
import dev.seaworthy.base.Limits;
import dev.seaworthy.image.tar.TarHeader;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Reads the entries of a tar one after the other: V7, ustar, star, GNU and PAX with long names and
/// sparse files. Where writers or readers disagree it follows Go's `archive/tar`, because that is
/// what unpacks images: what a container runtime would see is what must be seen here. So global PAX
/// headers are read and bounded but change nothing.
///
/// A header that makes no sense costs that entry only: reading goes on with the next block that is
/// a header again.
final class TarReader {

  /// Told of what could not be read, with a name as far as one is known.
  interface Problems {
    void bad(byte[] name, String why);
  }

  private static final byte[] NO_NAME = {};

  private final BlockSource source;
  private final int extendedBytesMax;
  private final Problems problems;

  private byte[] name = NO_NAME;
  private byte[] link = NO_NAME;
  private byte type;
  private int mode;
  private long uid;
  private long gid;
  private long size;
  private boolean hasCapabilities;
  private @Nullable SparseMap sparse;
  private long left;
  private int padding;
  private boolean isInStep = true;

  private @Nullable PaxHeader pax;
  private byte @Nullable [] longName;
  private byte @Nullable [] longLink;

  TarReader(BlockSource source, Limits limits, Problems problems) {
    this.source = source;
    this.extendedBytesMax = limits.asInt(Limit.TAR_HEADER_BYTES);
    this.problems = problems;
  }

  /// Goes to the next entry.
  ///
  /// @return false at the end of the archive
  /// @throws EndedEarlyException when the stream ends inside a header or an entry
  boolean next() throws IOException {
    while (true) {
      skipRest();
      int start = nextHeader();
      if (start < 0) {
        return false;
      }
      readPlain(source.buffer(), start);
      try {
        if (size == TarHeader.NOT_A_NUMBER || size < 0) {
          startData(0);
          isInStep = false;
          throw new BadEntryException("its header has no valid size");
        }
        if (finishEntry(start)) {
          return true;
        }
      } catch (BadEntryException e) {
        problems.bad(name, why(e));
        forgetExtended();
      }
    }
  }

  /// @return false for an entry that only describes the one after it
  private boolean finishEntry(int start) throws IOException {
    switch (type) {
      case 'x', 'X' -> {
        startData(size);
        pax = PaxHeader.parse(special("extended header"));
      }
      case 'g' -> {
        startData(size);
        PaxHeader.parse(special("global extended header"));
      }
      case 'L' -> {
        startData(size);
        longName = text(special("long name"));
      }
      case 'K' -> {
        startData(size);
        longLink = text(special("long link name"));
      }
      default -> {
        finishRealEntry(start);
        forgetExtended();
        return true;
      }
    }
    return false;
  }

  private void finishRealEntry(int start) throws IOException {
    if (pax != null) {
      apply(pax);
    }
    if (longName != null) {
      name = longName;
    }
    if (longLink != null) {
      link = longLink;
    }
    if (type == 0) {
      boolean isDirectory = name.length > 0 && name[name.length - 1] == '/';
      type = (byte) (isDirectory ? '5' : '0');
    }
    boolean hasData = !(type >= '1' && type <= '6');
    startData(hasData ? size : 0);
    if (!hasData) {
      size = 0;
    } else if (type == 'S') {
      SparseReader.Result found = SparseReader.oldGnu(source, start, extendedBytesMax);
      found.map().check(found.realSize(), left);
      sparse = found.map();
      size = found.realSize();
    } else if (pax != null) {
      paxSparse(pax);
    }
  }

  private void paxSparse(PaxHeader header) throws IOException {
    SparseMap map = SparseReader.pax(header, this::specialLine, extendedBytesMax);
    if (map != null) {
      // A map in the content is padded to a full block.
      skipBytes(-(size - left) & (BlockSource.BLOCK - 1));
      long realSize = header.sparseSize == TarHeader.NOT_A_NUMBER ? size : header.sparseSize;
      map.check(realSize, left);
      if (header.sparseName != null) {
        name = header.sparseName;
      }
      sparse = map;
      size = realSize;
    }
  }

  private void apply(PaxHeader header) throws BadEntryException {
    if (header.path != null) {
      name = header.path;
    }
    if (header.linkPath != null) {
      link = header.linkPath;
    }
    if (header.uid != TarHeader.NOT_A_NUMBER) {
      uid = header.uid;
    }
    if (header.gid != TarHeader.NOT_A_NUMBER) {
      gid = header.gid;
    }
    hasCapabilities = header.hasCapabilities;
    if (header.size != TarHeader.NOT_A_NUMBER) {
      if (header.size < 0) {
        startData(0);
        isInStep = false;
        throw new BadEntryException("its extended header has a negative size");
      }
      size = header.size;
    }
  }

  private void readPlain(byte[] block, int start) {
    int prefix = TarHeader.prefixLength(block, start, TarHeader.format(block, start));
    int own = TarHeader.textLength(block, start + TarHeader.NAME, TarHeader.NAME_LENGTH);
    if (prefix == 0) {
      name = Arrays.copyOfRange(block, start, start + own);
    } else {
      name = new byte[prefix + 1 + own];
      System.arraycopy(block, start + TarHeader.PREFIX, name, 0, prefix);
      name[prefix] = '/';
      System.arraycopy(block, start, name, prefix + 1, own);
    }
    int linkStart = start + TarHeader.LINK;
    int linkLength = TarHeader.textLength(block, linkStart, TarHeader.NAME_LENGTH);
    link = linkLength == 0 ? NO_NAME : Arrays.copyOfRange(block, linkStart, linkStart + linkLength);
    type = block[start + TarHeader.TYPE];
    long bits = TarHeader.number(block, start + TarHeader.MODE, TarHeader.SHORT_NUMBER);
    mode = bits == TarHeader.NOT_A_NUMBER ? 0 : (int) bits & 07777;
    uid = TarHeader.number(block, start + TarHeader.UID, TarHeader.SHORT_NUMBER);
    gid = TarHeader.number(block, start + TarHeader.GID, TarHeader.SHORT_NUMBER);
    size = TarHeader.number(block, start + TarHeader.SIZE, TarHeader.LONG_NUMBER);
    hasCapabilities = false;
    sparse = null;
  }

  /// Where the next header lies, or -1 at the end of the archive: two empty blocks, or the end of
  /// the stream. Out of step empty blocks mean nothing, since they may be content.
  private int nextHeader() throws IOException {
    long senseless = 0;
    boolean afterZeros = false;
    while (true) {
      int start = source.block();
      if (start >= 0 && TarHeader.isHeader(source.buffer(), start)) {
        reportSenseless(senseless);
        if (afterZeros && isInStep) {
          problems.bad(NO_NAME, "an empty block lies before byte " + source.offset());
        }
        isInStep = true;
        return start;
      }
      boolean isZero = start >= 0 && TarHeader.isZero(source.buffer(), start);
      if (start < 0 || (isZero && afterZeros && isInStep)) {
        reportSenseless(senseless);
        return -1;
      }
      afterZeros = isZero;
      if (!isZero) {
        isInStep = false;
        senseless += BlockSource.BLOCK;
      }
    }
  }

  private void reportSenseless(long bytes) {
    if (bytes > 0) {
      problems.bad(
          NO_NAME, "%s bytes before byte %s are no tar header".formatted(bytes, source.offset()));
    }
  }

  private void startData(long stored) {
    left = stored;
    padding = (int) (-stored & (BlockSource.BLOCK - 1));
  }

  private void skipRest() throws IOException {
    long skipped = source.skip(left);
    if (skipped < left) {
      throw new EndedEarlyException(
          "inside the content of \"%s\", %s bytes before its end"
              .formatted(RawText.shown(name), left - skipped));
    }
    // The last entry's padding may be missing, as some writers leave it out at the very end.
    source.skip(padding);
    left = 0;
    padding = 0;
  }

  private byte[] special(String what) throws IOException {
    if (size > extendedBytesMax) {
      throw new BadEntryException(
          "its %s has %s bytes, more than the limit %s = %s"
              .formatted(what, size, Limit.TAR_HEADER_BYTES.key(), extendedBytesMax));
    }
    byte[] bytes = new byte[(int) size];
    int at = 0;
    while (at < bytes.length) {
      int available = available();
      if (available == 0) {
        throw new EndedEarlyException("inside an " + what);
      }
      System.arraycopy(source.buffer(), source.position(), bytes, at, available);
      consume(available);
      at += available;
    }
    return bytes;
  }

  /// One decimal number of the map that begins the content of a sparse file of format 1.0.
  private long specialLine() throws IOException {
    long value = 0;
    for (int digits = 0; digits <= 19; digits++) {
      if (available() == 0) {
        break;
      }
      int unit = source.buffer()[source.position()];
      consume(1);
      if (unit == '\n' && digits > 0) {
        return value;
      }
      if (unit < '0' || unit > '9' || value > (Long.MAX_VALUE - 9) / 10) {
        break;
      }
      value = value * 10 + unit - '0';
    }
    throw new BadEntryException("its sparse map has a number that is none");
  }

  private void skipBytes(long length) throws IOException {
    left -= source.skip(Math.min(length, left));
  }

  private static byte[] text(byte[] bytes) {
    int length = TarHeader.textLength(bytes, 0, bytes.length);
    return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
  }

  private void forgetExtended() {
    pax = null;
    longName = null;
    longLink = null;
  }

  private static String why(BadEntryException e) {
    return String.valueOf(e.getMessage());
  }

  /// How many stored bytes of the entry lie at [#position] of [#buffer]; 0 at its end.
  int available() throws IOException {
    return left == 0 ? 0 : source.available(left);
  }

  byte[] buffer() {
    return source.buffer();
  }

  int position() {
    return source.position();
  }

  void consume(int length) {
    source.advance(length);
    left -= length;
  }

  /// How many stored bytes of the entry are left.
  long left() {
    return left;
  }

  /// As written, without the NUL.
  byte[] name() {
    return name;
  }

  byte[] link() {
    return link;
  }

  byte type() {
    return type;
  }

  int mode() {
    return mode;
  }

  long uid() {
    return uid;
  }

  long gid() {
    return gid;
  }

  /// Of the file with its holes.
  long size() {
    return size;
  }

  boolean hasCapabilities() {
    return hasCapabilities;
  }

  @Nullable SparseMap sparse() {
    return sparse;
  }
}
