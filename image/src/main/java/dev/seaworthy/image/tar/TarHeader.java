package dev.seaworthy.image.tar;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Reads the fields of a 512-byte tar header in place: V7, POSIX ustar, star and GNU, as Go's
/// `archive/tar` does, since that is what unpacks images.
public final class TarHeader {

  /// The length of a header, and what every entry is padded to.
  public static final int BLOCK = 512;

  /// A number field that holds no number.
  public static final long NOT_A_NUMBER = Long.MIN_VALUE;

  public static final int NAME = 0;
  public static final int NAME_LENGTH = 100;
  public static final int MODE = 100;
  public static final int UID = 108;
  public static final int GID = 116;
  public static final int SHORT_NUMBER = 8;
  public static final int SIZE = 124;
  public static final int LONG_NUMBER = 12;
  public static final int TYPE = 156;
  public static final int LINK = 157;
  public static final int PREFIX = 345;

  private static final int CHECKSUM = 148;
  private static final int MAGIC = 257;
  private static final int PREFIX_LENGTH = 155;
  private static final int STAR_PREFIX_LENGTH = 131;
  private static final int STAR_TRAILER = 508;
  private static final int GNU_ACCESS_TIME = 345;
  private static final int GNU_CHANGE_TIME = 357;

  /// Who wrote the header.
  public enum Format {
    V7,
    USTAR,
    STAR,
    GNU
  }

  private TarHeader() {}

  /// Whether the block is all zeros, as at the end of an archive.
  public static boolean isZero(byte[] block, int start) {
    for (int i = start; i < start + BLOCK; i++) {
      if (block[i] != 0) {
        return false;
      }
    }
    return true;
  }

  /// Whether the block's checksum fits. Old writers summed signed bytes, so both sums count.
  public static boolean isHeader(byte[] block, int start) {
    long wanted = octal(block, start + CHECKSUM, SHORT_NUMBER);
    if (wanted == NOT_A_NUMBER) {
      return false;
    }
    int signed = 0;
    int negative = 0;
    for (int i = start; i < start + BLOCK; i++) {
      signed += block[i];
      negative += block[i] >>> 31;
    }
    for (int i = start + CHECKSUM; i < start + CHECKSUM + SHORT_NUMBER; i++) {
      signed -= block[i] - ' ';
      negative -= block[i] >>> 31;
    }
    return wanted == signed || wanted == signed + 256L * negative;
  }

  /// Who wrote the header, by its magic.
  public static Format format(byte[] block, int start) {
    int at = start + MAGIC;
    boolean isUstar =
        block[at] == 'u'
            && block[at + 1] == 's'
            && block[at + 2] == 't'
            && block[at + 3] == 'a'
            && block[at + 4] == 'r';
    if (isUstar && block[at + 5] == 0) {
      int trailer = start + STAR_TRAILER;
      boolean isStar =
          block[trailer] == 't'
              && block[trailer + 1] == 'a'
              && block[trailer + 2] == 'r'
              && block[trailer + 3] == 0;
      return isStar ? Format.STAR : Format.USTAR;
    }
    boolean isGnu = isUstar && block[at + 5] == ' ' && block[at + 6] == ' ' && block[at + 7] == 0;
    return isGnu ? Format.GNU : Format.V7;
  }

  /// How long the name prefix is; 0 if the header has none. Go before 1.8 wrote a prefix into GNU
  /// headers, where the times lie; it is taken as one when it can't be times.
  public static int prefixLength(byte[] block, int start, Format format) {
    return switch (format) {
      case V7 -> 0;
      case USTAR -> textLength(block, start + PREFIX, PREFIX_LENGTH);
      case STAR -> textLength(block, start + PREFIX, STAR_PREFIX_LENGTH);
      case GNU -> gnuPrefixLength(block, start);
    };
  }

  private static int gnuPrefixLength(byte[] block, int start) {
    boolean hasTimes =
        isTime(block, start + GNU_ACCESS_TIME) && isTime(block, start + GNU_CHANGE_TIME);
    if (hasTimes) {
      return 0;
    }
    int length = textLength(block, start + PREFIX, PREFIX_LENGTH);
    for (int i = start + PREFIX; i < start + PREFIX + length; i++) {
      if (block[i] < 0) {
        return 0;
      }
    }
    return length;
  }

  private static boolean isTime(byte[] block, int at) {
    return block[at] == 0 || number(block, at, LONG_NUMBER) != NOT_A_NUMBER;
  }

  /// How many bytes a text field holds before its first NUL.
  public static int textLength(byte[] block, int at, int lengthMax) {
    int length = 0;
    while (length < lengthMax && block[at + length] != 0) {
      length++;
    }
    return length;
  }

  /// A number field: octal digits, or two's complement when the first bit is set (GNU and star).
  ///
  /// @return [#NOT_A_NUMBER] when it is neither or doesn't fit 63 bits
  public static long number(byte[] block, int at, int length) {
    return block[at] < 0 ? binary(block, at, length) : octal(block, at, length);
  }

  private static long binary(byte[] block, int at, int length) {
    boolean isNegative = (block[at] & 0x40) != 0;
    long inverse = isNegative ? 0xff : 0;
    long value = 0;
    for (int i = 0; i < length; i++) {
      long unit = (block[at + i] & 0xff) ^ inverse;
      if (i == 0) {
        unit &= 0x7f;
      }
      if (value >>> 56 != 0) {
        return NOT_A_NUMBER;
      }
      value = (value << 8) | unit;
    }
    if (value < 0) {
      return NOT_A_NUMBER;
    }
    return isNegative ? ~value : value;
  }

  private static long octal(byte[] block, int at, int length) {
    int from = at;
    int to = at + length;
    while (from < to && (block[from] == ' ' || block[from] == 0)) {
      from++;
    }
    int end = from;
    while (end < to && block[end] != 0) {
      end++;
    }
    while (end > from && block[end - 1] == ' ') {
      end--;
    }
    long value = 0;
    for (int i = from; i < end; i++) {
      int digit = block[i] - '0';
      if (digit < 0 || digit > 7) {
        return NOT_A_NUMBER;
      }
      value = (value << 3) | digit;
    }
    return value;
  }

  /// Writes the header of an entry that belongs to root and has no time (POSIX.1-2024, "ustar
  /// Interchange Format").
  ///
  /// @param name in ASCII, at most 100 characters
  /// @param type such as `0` for a file
  public static void write(byte[] block, int start, String name, char type, int mode, long size) {
    Arrays.fill(block, start, start + BLOCK, (byte) 0);
    text(block, start + NAME, name);
    octal(block, start + MODE, SHORT_NUMBER, mode);
    octal(block, start + UID, SHORT_NUMBER, 0);
    octal(block, start + GID, SHORT_NUMBER, 0);
    octal(block, start + SIZE, LONG_NUMBER, size);
    octal(block, start + SIZE + LONG_NUMBER, LONG_NUMBER, 0);
    block[start + TYPE] = (byte) type;
    text(block, start + MAGIC, "ustar\u000000");
    Arrays.fill(block, start + CHECKSUM, start + CHECKSUM + SHORT_NUMBER, (byte) ' ');
    int sum = 0;
    for (int i = start; i < start + BLOCK; i++) {
      sum += block[i] & 0xff;
    }
    octal(block, start + CHECKSUM, SHORT_NUMBER - 1, sum);
  }

  private static void text(byte[] block, int at, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(bytes, 0, block, at, bytes.length);
  }

  /// A number that ends with a NUL.
  private static void octal(byte[] block, int at, int length, long value) {
    long left = value;
    for (int i = at + length - 2; i >= at; i--) {
      block[i] = (byte) ('0' + (left & 7));
      left >>>= 3;
    }
    block[at + length - 1] = 0;
  }
}
