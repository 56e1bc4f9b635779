package dev.seaworthy.image.walk;

import dev.seaworthy.image.tar.TarHeader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The records of a PAX extended header that matter to us (POSIX pax, "pax Extended Header"):
/// `length key=value\n`. An empty value leaves the plain header's value in force.
final class PaxHeader {

  private static final byte[] CAPABILITY = ascii("SCHILY.xattr.security.capability");
  private static final byte[] SPARSE_OFFSET = ascii("GNU.sparse.offset");
  private static final byte[] SPARSE_NUMBYTES = ascii("GNU.sparse.numbytes");

  byte @Nullable [] path;
  byte @Nullable [] linkPath;
  long size = TarHeader.NOT_A_NUMBER;
  long uid = TarHeader.NOT_A_NUMBER;
  long gid = TarHeader.NOT_A_NUMBER;
  boolean hasCapabilities;

  /// The name of a sparse file, whose header carries a made-up one.
  byte @Nullable [] sparseName;

  String sparseMajor = "";
  String sparseMinor = "";
  long sparseSize = TarHeader.NOT_A_NUMBER;

  /// The map of the sparse format 0.1.
  byte @Nullable [] sparseMap;

  /// The map of the sparse format 0.0: offsets and lengths in turn.
  @Nullable SparseMap sparsePairs;

  private PaxHeader() {}

  /// @throws BadEntryException when a record is malformed
  static PaxHeader parse(byte[] bytes) throws BadEntryException {
    PaxHeader header = new PaxHeader();
    int at = 0;
    while (at < bytes.length) {
      int blank = indexOf(bytes, ' ', at, bytes.length);
      int length = blank < 0 ? -1 : decimalInt(bytes, at, blank);
      int end = at + length;
      if (length < 0 || end <= blank + 1 || end > bytes.length || bytes[end - 1] != '\n') {
        throw new BadEntryException("its extended header has a malformed record at byte " + at);
      }
      int equals = indexOf(bytes, '=', blank + 1, end - 1);
      if (equals <= blank + 1) {
        throw new BadEntryException("its extended header has a record without a key at byte " + at);
      }
      header.record(bytes, blank + 1, equals, end - 1);
      at = end;
    }
    return header;
  }

  private void record(byte[] bytes, int key, int equals, int end) throws BadEntryException {
    int value = equals + 1;
    if (Arrays.equals(bytes, key, equals, CAPABILITY, 0, CAPABILITY.length)) {
      hasCapabilities = value < end;
    } else if (Arrays.equals(bytes, key, equals, SPARSE_OFFSET, 0, SPARSE_OFFSET.length)) {
      pairs().addOffset(decimal(bytes, value, end));
    } else if (Arrays.equals(bytes, key, equals, SPARSE_NUMBYTES, 0, SPARSE_NUMBYTES.length)) {
      pairs().addLength(decimal(bytes, value, end));
    } else if (value < end && equals - key <= 32) {
      named(new String(bytes, key, equals - key, StandardCharsets.ISO_8859_1), bytes, value, end);
    }
  }

  private void named(String key, byte[] bytes, int value, int end) throws BadEntryException {
    switch (key) {
      case "path" -> path = text(bytes, value, end);
      case "linkpath" -> linkPath = text(bytes, value, end);
      case "size" -> size = decimal(bytes, value, end);
      case "uid" -> uid = decimal(bytes, value, end);
      case "gid" -> gid = decimal(bytes, value, end);
      case "GNU.sparse.name" -> sparseName = text(bytes, value, end);
      case "GNU.sparse.major" -> sparseMajor = string(bytes, value, end);
      case "GNU.sparse.minor" -> sparseMinor = string(bytes, value, end);
      case "GNU.sparse.map" -> sparseMap = Arrays.copyOfRange(bytes, value, end);
      case "GNU.sparse.size", "GNU.sparse.realsize" -> sparseSize = decimal(bytes, value, end);
      default -> {
        // Times, owners' names, comments and other attributes tell us nothing.
      }
    }
  }

  private SparseMap pairs() {
    if (sparsePairs == null) {
      sparsePairs = new SparseMap();
    }
    return sparsePairs;
  }

  private static byte[] text(byte[] bytes, int from, int end) throws BadEntryException {
    if (indexOf(bytes, 0, from, end) >= 0) {
      throw new BadEntryException("its extended header has a name with a NUL byte");
    }
    return Arrays.copyOfRange(bytes, from, end);
  }

  private static String string(byte[] bytes, int from, int end) {
    return new String(bytes, from, end - from, StandardCharsets.ISO_8859_1);
  }

  static int indexOf(byte[] bytes, int wanted, int from, int end) {
    for (int i = from; i < end; i++) {
      if (bytes[i] == wanted) {
        return i;
      }
    }
    return -1;
  }

  private static int decimalInt(byte[] bytes, int from, int end) {
    int value = 0;
    if (end - from > 8 || from == end) {
      return -1;
    }
    for (int i = from; i < end; i++) {
      int digit = bytes[i] - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      value = value * 10 + digit;
    }
    return value;
  }

  /// @throws BadEntryException when it isn't a decimal number of 63 bits
  static long decimal(byte[] bytes, int from, int end) throws BadEntryException {
    boolean isNegative = from < end && bytes[from] == '-';
    long value = 0;
    int i = isNegative ? from + 1 : from;
    boolean isNumber = i < end;
    for (; i < end && isNumber; i++) {
      int digit = bytes[i] - '0';
      isNumber = digit >= 0 && digit <= 9 && value <= (Long.MAX_VALUE - digit) / 10;
      value = value * 10 + digit;
    }
    if (!isNumber) {
      throw new BadEntryException("its extended header has a number that is none");
    }
    return isNegative ? -value : value;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
