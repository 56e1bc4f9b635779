package dev.seaworthy.inspection.archive;

import dev.seaworthy.image.tar.TarHeader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/// The names of tar entries, those too long for a header included: rules and allowed places go by
/// them. What doesn't fit only makes other names.
final class TarNames {

  /// More than any path takes, with what else a PAX header says.
  private static final int EXTENDED_BYTES_MAX = 64 << 10;

  private static final int PREFIX_FIELD = TarHeader.PREFIX;

  private String longName = "";

  /// Takes the entry if it only says something of the next one, or of all.
  boolean take(byte[] header, InputStream content) throws IOException {
    return switch (header[TarHeader.TYPE]) {
      case 'L' -> {
        byte[] bytes = content.readNBytes(EXTENDED_BYTES_MAX);
        longName = text(bytes, 0, TarHeader.textLength(bytes, 0, bytes.length));
        yield true;
      }
      case 'x' -> {
        String name = pathOf(content.readNBytes(EXTENDED_BYTES_MAX));
        longName = name.isEmpty() ? longName : name;
        yield true;
      }
      case 'K', 'g' -> true;
      default -> false;
    };
  }

  /// The name of an entry that isn't taken.
  String next(byte[] header) {
    String name = longName;
    longName = "";
    return name.isEmpty() ? ownName(header) : name;
  }

  private static String ownName(byte[] header) {
    int length = TarHeader.textLength(header, TarHeader.NAME, TarHeader.NAME_LENGTH);
    String own = text(header, TarHeader.NAME, length);
    int prefix = TarHeader.prefixLength(header, 0, TarHeader.format(header, 0));
    return prefix == 0 ? own : text(header, PREFIX_FIELD, prefix) + '/' + own;
  }

  /// The record `LENGTH path=NAME\n` (POSIX.1-2001, pax, "Extended Header").
  private static String pathOf(byte[] records) {
    String all = text(records, 0, records.length);
    String path = "";
    for (String line : all.split("\n", -1)) {
      int name = line.indexOf(" path=");
      if (name > 0 && line.substring(0, name).chars().allMatch(Character::isDigit)) {
        path = line.substring(name + " path=".length());
      }
    }
    return path;
  }

  private static String text(byte[] bytes, int offset, int length) {
    return new String(bytes, offset, length, StandardCharsets.UTF_8);
  }
}
