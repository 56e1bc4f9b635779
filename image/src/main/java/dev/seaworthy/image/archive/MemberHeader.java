package dev.seaworthy.image.archive;

import dev.seaworthy.image.tar.TarHeader;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// What the header of one member says.
///
/// @param type the type flag; NUL is written as `0`
/// @param size as the header says, [TarHeader#NOT_A_NUMBER] when it says none
/// @param isExtended whether more of the map of a sparse file follows the header
record MemberHeader(String name, char type, long size, String linkTarget, boolean isExtended) {

  private static final int SPARSE_IS_EXTENDED = 482;

  /// Reads the block; null when its checksum says that it is no header.
  static @Nullable MemberHeader parse(byte[] block) {
    if (!TarHeader.isHeader(block, 0)) {
      return null;
    }
    int prefix = TarHeader.prefixLength(block, 0, TarHeader.format(block, 0));
    String name = text(block, TarHeader.NAME, TarHeader.NAME_LENGTH);
    char type = block[TarHeader.TYPE] == 0 ? '0' : (char) (block[TarHeader.TYPE] & 0xff);
    return new MemberHeader(
        prefix == 0 ? name : text(block, TarHeader.PREFIX, prefix) + "/" + name,
        type,
        TarHeader.number(block, TarHeader.SIZE, TarHeader.LONG_NUMBER),
        text(block, TarHeader.LINK, TarHeader.NAME_LENGTH),
        type == 'S' && block[SPARSE_IS_EXTENDED] != 0);
  }

  /// Text up to the first NUL.
  static String text(byte[] bytes, int offset, int lengthMax) {
    int length = TarHeader.textLength(bytes, offset, lengthMax);
    return new String(bytes, offset, length, StandardCharsets.UTF_8);
  }
}
