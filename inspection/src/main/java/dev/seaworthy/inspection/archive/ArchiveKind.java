package dev.seaworthy.inspection.archive;

import dev.seaworthy.base.Limit;
import dev.seaworthy.image.FileContent;
import dev.seaworthy.image.FileRecord;
import dev.seaworthy.image.Interest;
import dev.seaworthy.image.Interest.Magic;
import dev.seaworthy.image.Interest.Suffix;
import dev.seaworthy.image.tar.TarHeader;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/// What a content is packed as, told from its first bytes.
public enum ArchiveKind {
  NONE,
  ZIP,
  GZIP,
  BZIP2,
  XZ,
  TAR;

  /// How many bytes tell all of them: a tar header.
  public static final int HEAD_BYTES = TarHeader.BLOCK;

  private static final String ZIP_MAGIC = "PK\u0003\u0004";
  private static final String GZIP_MAGIC = "\u001f\u008b\u0008";
  private static final String XZ_MAGIC = "\u00fd7zXZ\u0000";

  /// Behind `BZh` and the digit of the block's size: the first block's magic.
  private static final String BZIP2_BLOCK = "1AY&SY";

  private static final String TAR_MAGIC = "ustar";
  private static final int TAR_MAGIC_AT = 257;
  private static final String TAR_NAME = ".tar";

  /// What may be a zip behind a program that unpacks or runs it.
  private static final List<String> ZIP_NAMES = List.of(".jar", ".war", ".ear", ".zip");

  /// The shortest that can hold anything.
  private static final int ZIP_BYTES = 22;

  private static final int ZIP_HEADER_BYTES = 30;
  private static final int ZIP_METHOD = 8;
  private static final int ZIP_METHODS = 100;
  private static final int ZIP_NAME_BYTES = 26;

  private static final int GZIP_BYTES = 18;
  private static final int BZIP2_BYTES = 14;
  private static final int XZ_BYTES = 32;

  /// Files that may be archives: all for which [#ofFile] gives another answer than none, and some
  /// for which it doesn't.
  public static Interest interest() {
    List<Interest.Pattern> patterns = new ArrayList<>();
    patterns.add(new Magic(ZIP_MAGIC, ZIP_BYTES));
    patterns.add(new Magic(GZIP_MAGIC, GZIP_BYTES));
    for (char level = '1'; level <= '9'; level++) {
      patterns.add(new Magic("BZh" + level + BZIP2_BLOCK.substring(0, 4), BZIP2_BYTES));
    }
    patterns.add(new Magic(XZ_MAGIC, XZ_BYTES));
    patterns.add(new Magic(TAR_MAGIC, TAR_MAGIC_AT, TarHeader.BLOCK));
    patterns.add(new Suffix(TAR_NAME));
    ZIP_NAMES.forEach(name -> patterns.add(new Suffix(name)));
    return new Interest(patterns);
  }

  /// What a file is opened as, see [#ofFile(String, long, byte[], int, int)].
  public static ArchiveKind ofFile(FileRecord file, FileContent content) throws IOException {
    byte[] head;
    try (InputStream in = content.open()) {
      head = in.readNBytes(HEAD_BYTES);
    }
    return ofFile(file.path(), file.size(), head, 0, head.length);
  }

  /// What a file is opened as: by its content, whatever its name says, and by its name only where
  /// the content says nothing. Of two who ask, one looks at the file as it is and the other looks
  /// into it, so that none is left out.
  ///
  /// @param length how many bytes are at hand
  public static ArchiveKind ofFile(String path, long size, byte[] bytes, int offset, int length) {
    ArchiveKind kind = of(bytes, offset, length);
    if (kind == NONE && ZIP_NAMES.stream().anyMatch(end -> ends(path, end))) {
      kind = ZIP;
    }
    boolean isWhole =
        switch (kind) {
          case NONE -> true;
          case ZIP -> size >= ZIP_BYTES;
          case GZIP -> size >= GZIP_BYTES;
          case BZIP2 -> size >= BZIP2_BYTES;
          case XZ -> size >= XZ_BYTES;
          // Before POSIX tar had no magic; such a one has to be named so.
          case TAR -> has(bytes, offset, length, TAR_MAGIC_AT, TAR_MAGIC) || ends(path, TAR_NAME);
        };
    return isWhole ? kind : NONE;
  }

  private static boolean ends(String path, String end) {
    return path.regionMatches(true, path.length() - end.length(), end, 0, end.length());
  }

  /// What a content is.
  static ArchiveKind of(byte[] bytes, int offset, int length) {
    if (has(bytes, offset, length, 0, ZIP_MAGIC)) {
      return ZIP;
    }
    if (isGzip(bytes, offset, length)) {
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

  static boolean isGzip(byte[] bytes, int offset, int length) {
    return has(bytes, offset, length, 0, GZIP_MAGIC);
  }

  /// Whether an entry of a zip may well begin here, not only its signature (APPNOTE.TXT, section
  /// 4.3.7): a method that there is, and a name.
  static boolean isZipEntry(byte[] bytes) {
    if (!has(bytes, 0, bytes.length, 0, ZIP_MAGIC) || bytes.length < ZIP_HEADER_BYTES) {
      return false;
    }
    int method = number(bytes, ZIP_METHOD);
    int nameBytes = number(bytes, ZIP_NAME_BYTES);
    return method < ZIP_METHODS && nameBytes > 0 && nameBytes <= Limit.PATH_BYTES.defaultValue();
  }

  private static int number(byte[] bytes, int at) {
    return (bytes[at] & 0xff) | ((bytes[at + 1] & 0xff) << 8);
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
