package dev.seaworthy.inspection.secret;

import dev.seaworthy.image.Interest;
import dev.seaworthy.image.Interest.Magic;
import dev.seaworthy.image.Interest.Suffix;
import dev.seaworthy.image.tar.TarHeader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What a content is packed as, told from its first bytes.
enum ArchiveKind {
  NONE,
  ZIP,
  GZIP,
  BZIP2,
  XZ,
  TAR;

  /// How many bytes tell all of them: a tar header.
  static final int HEAD_BYTES = TarHeader.BLOCK;

  private static final String ZIP_MAGIC = "PK\u0003\u0004";
  private static final String GZIP_MAGIC = "\u001f\u008b\u0008";
  private static final String XZ_MAGIC = "\u00fd7zXZ\u0000";

  /// Behind `BZh` and the digit of the block's size: the first block's magic.
  private static final String BZIP2_BLOCK = "1AY&SY";

  private static final String TAR_MAGIC = "ustar";
  private static final int TAR_MAGIC_AT = 257;
  private static final String TAR_NAME = ".tar";

  /// The shortest that can hold anything.
  private static final int ZIP_BYTES = 22;

  private static final int GZIP_BYTES = 18;
  private static final int BZIP2_BYTES = 14;
  private static final int XZ_BYTES = 32;

  /// Files that may be archives: all for which [#ofFile] gives another answer than none, and some
  /// for which it doesn't.
  static Interest interest() {
    List<Interest.Pattern> patterns = new ArrayList<>();
    patterns.add(new Magic(ZIP_MAGIC, ZIP_BYTES));
    patterns.add(new Magic(GZIP_MAGIC, GZIP_BYTES));
    for (char level = '1'; level <= '9'; level++) {
      patterns.add(new Magic("BZh" + level + BZIP2_BLOCK.substring(0, 4), BZIP2_BYTES));
    }
    patterns.add(new Magic(XZ_MAGIC, XZ_BYTES));
    patterns.add(new Magic(TAR_MAGIC, TAR_MAGIC_AT, TarHeader.BLOCK));
    patterns.add(new Suffix(TAR_NAME));
    return new Interest(patterns);
  }

  /// What a file is opened as. Of two who ask, one looks at the file as it is and the other looks
  /// into it, so that none is left out.
  ///
  /// @param length how many bytes are at hand
  static ArchiveKind ofFile(String path, long size, byte[] bytes, int offset, int length) {
    ArchiveKind kind = of(bytes, offset, length);
    boolean isWhole =
        switch (kind) {
          case NONE -> true;
          case ZIP -> size >= ZIP_BYTES;
          case GZIP -> size >= GZIP_BYTES;
          case BZIP2 -> size >= BZIP2_BYTES;
          case XZ -> size >= XZ_BYTES;
          // Before POSIX tar had no magic; such a one has to be named so.
          case TAR ->
              has(bytes, offset, length, TAR_MAGIC_AT, TAR_MAGIC)
                  || path.toLowerCase(Locale.ROOT).endsWith(TAR_NAME);
        };
    return isWhole ? kind : NONE;
  }

  /// What a content is.
  static ArchiveKind of(byte[] bytes, int offset, int length) {
    if (has(bytes, offset, length, 0, ZIP_MAGIC)) {
      return ZIP;
    }
    if (has(bytes, offset, length, 0, GZIP_MAGIC)) {
      return GZIP;
    }
    if (has(bytes, offset, length, 0, XZ_MAGIC)) {
      return XZ;
    }
    boolean isBzip2 =
        has(bytes, offset, length, 0, "BZh")
            && has(bytes, offset, length, 4, BZIP2_BLOCK)
            && bytes[offset + 3] >= '1'
            && bytes[offset + 3] <= '9';
    if (isBzip2) {
      return BZIP2;
    }
    return length >= TarHeader.BLOCK && TarHeader.isHeader(bytes, offset) ? TAR : NONE;
  }

  private static boolean has(byte[] bytes, int offset, int length, int at, String magic) {
    if (length < at + magic.length()) {
      return false;
    }
    for (int i = 0; i < magic.length(); i++) {
      if ((bytes[offset + at + i] & 0xff) != magic.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
