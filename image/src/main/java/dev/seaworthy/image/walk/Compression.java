package dev.seaworthy.image.walk;

import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.image.ImageError;
import dev.seaworthy.image.MediaType;
import dev.seaworthy.image.tar.TarHeader;
import java.io.IOException;
import java.util.Locale;

/// How a layer is stored. Its first bytes decide, since media types are sometimes wrong and
/// runtimes go by the content too; the media type only decides what content without any mark may
/// be.
enum Compression {
  NONE,
  GZIP,
  ZSTD;

  /// @param layer such as `layer 3 of 6`, for messages
  /// @throws SeaworthyException [ImageError#UNSUPPORTED_COMPRESSION]
  static Compression of(StoredBytes stored, MediaType mediaType, String layer) throws IOException {
    if (!stored.refill()) {
      return NONE;
    }
    byte[] bytes = stored.buffer();
    int length = stored.available();
    if (begins(bytes, length, 0x1f, 0x8b)) {
      return GZIP;
    }
    if (begins(bytes, length, 0x28, 0xb5, 0x2f, 0xfd) || isSkippableZstd(bytes, length)) {
      return ZSTD;
    }
    boolean isTar =
        length >= BlockSource.BLOCK && (TarHeader.isHeader(bytes, 0) || TarHeader.isZero(bytes, 0));
    if (isTar) {
      return NONE;
    }
    if (begins(bytes, length, 0xfd, '7', 'z', 'X', 'Z', 0)) {
      throw unsupported(layer, mediaType, "it looks like xz");
    }
    if (begins(bytes, length, 'B', 'Z', 'h')) {
      throw unsupported(layer, mediaType, "it looks like bzip2");
    }
    if (saysCompressed(mediaType)) {
      throw unsupported(layer, mediaType, "its first bytes are those of no known form");
    }
    return NONE;
  }

  private static boolean begins(byte[] bytes, int length, int... wanted) {
    if (length < wanted.length) {
      return false;
    }
    for (int i = 0; i < wanted.length; i++) {
      if ((bytes[i] & 0xff) != wanted[i]) {
        return false;
      }
    }
    return true;
  }

  private static boolean isSkippableZstd(byte[] bytes, int length) {
    return length >= 4
        && (bytes[0] & 0xf0) == 0x50
        && begins(new byte[] {bytes[1], bytes[2], bytes[3]}, 3, 0x2a, 0x4d, 0x18);
  }

  private static boolean saysCompressed(MediaType mediaType) {
    String value = mediaType.value().toLowerCase(Locale.ROOT);
    return (value.contains("+") && !value.endsWith("+json")) || value.endsWith(".gzip");
  }

  private static SeaworthyException unsupported(String layer, MediaType mediaType, String why) {
    return new SeaworthyException(
        ImageError.UNSUPPORTED_COMPRESSION,
        "%s can't be unpacked: its media type is %s and %s".formatted(layer, mediaType, why));
  }

  Decompressor open(StoredBytes stored) throws IOException {
    return switch (this) {
      case NONE -> new PlainStream(stored);
      case GZIP -> new GzipStream(stored);
      case ZSTD -> ZstdStream.open(stored);
    };
  }
}
