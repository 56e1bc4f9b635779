package dev.seaworthy.image.walk;

import dev.seaworthy.image.tar.TarHeader;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Reads the maps of the four GNU sparse formats (GNU tar manual, "Storing Sparse Files"): the old
/// one in the header and its extensions, and the PAX formats 0.0, 0.1 and 1.0.
final class SparseReader {

  private static final int OLD_MAP = 386;
  private static final int OLD_PARTS = 4;
  private static final int OLD_IS_EXTENDED = 482;
  private static final int OLD_REAL_SIZE = 483;
  private static final int EXTENSION_PARTS = 21;
  private static final int EXTENSION_IS_EXTENDED = 504;
  private static final int PART = 24;

  /// Gives the next number of a map that lies in the content.
  @FunctionalInterface
  interface Numbers {
    long next() throws IOException;
  }

  record Result(SparseMap map, long realSize) {}

  private SparseReader() {}

  /// The old GNU format. The extension blocks lie between the header and the content.
  static Result oldGnu(BlockSource source, int start, int bytesMax) throws IOException {
    byte[] block = source.buffer();
    if (TarHeader.format(block, start) != TarHeader.Format.GNU) {
      throw new BadEntryException("it is of GNU's sparse type without being GNU's");
    }
    long realSize = TarHeader.number(block, start + OLD_REAL_SIZE, TarHeader.LONG_NUMBER);
    SparseMap map = new SparseMap();
    addParts(map, block, start + OLD_MAP, OLD_PARTS);
    boolean isExtended = block[start + OLD_IS_EXTENDED] > 0;
    int bytes = 0;
    while (isExtended) {
      bytes += BlockSource.BLOCK;
      if (bytes > bytesMax) {
        throw new BadEntryException("its sparse map is longer than the limit tar-header-bytes");
      }
      int next = source.block();
      if (next < 0) {
        throw new EndedEarlyException("inside a sparse map");
      }
      addParts(map, source.buffer(), next, EXTENSION_PARTS);
      isExtended = source.buffer()[next + EXTENSION_IS_EXTENDED] > 0;
    }
    return new Result(map, realSize);
  }

  private static void addParts(SparseMap map, byte[] block, int at, int parts)
      throws BadEntryException {
    for (int i = 0; i < parts; i++) {
      int offset = at + i * PART;
      int length = offset + TarHeader.LONG_NUMBER;
      if (block[offset] == 0) {
        return;
      }
      long from = TarHeader.number(block, offset, TarHeader.LONG_NUMBER);
      long bytes = TarHeader.number(block, length, TarHeader.LONG_NUMBER);
      if (from < 0 || bytes < 0) {
        throw new BadEntryException("its sparse map has a number that is none");
      }
      map.add(from);
      map.add(bytes);
    }
  }

  /// The PAX formats.
  ///
  /// @param numbers reads from the beginning of the content
  /// @return null if the header doesn't speak of a sparse file that we know
  static @Nullable SparseMap pax(PaxHeader header, Numbers numbers, int bytesMax)
      throws IOException {
    String major = header.sparseMajor;
    String minor = header.sparseMinor;
    if (major.equals("1") && minor.equals("0")) {
      return inContent(numbers, bytesMax);
    }
    boolean hasMap = header.sparseMap != null || header.sparsePairs != null;
    boolean isOld = major.equals("0") && (minor.equals("0") || minor.equals("1"));
    if (isOld || (major.isEmpty() && minor.isEmpty() && hasMap)) {
      return header.sparseMap != null ? commas(header.sparseMap) : header.sparsePairs;
    }
    return null;
  }

  private static SparseMap commas(byte[] text) throws BadEntryException {
    SparseMap map = new SparseMap();
    int at = 0;
    while (at <= text.length) {
      int comma = PaxHeader.indexOf(text, ',', at, text.length);
      int end = comma < 0 ? text.length : comma;
      map.add(PaxHeader.decimal(text, at, end));
      at = end + 1;
    }
    return map;
  }

  private static SparseMap inContent(Numbers numbers, int bytesMax) throws IOException {
    long parts = numbers.next();
    // Each number takes two bytes at least, and a part has two of them.
    if (parts > bytesMax / 4) {
      throw new BadEntryException("its sparse map is longer than the limit tar-header-bytes");
    }
    SparseMap map = new SparseMap();
    for (long i = 0; i < 2 * parts; i++) {
      map.add(numbers.next());
    }
    return map;
  }
}
