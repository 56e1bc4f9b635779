package dev.seaworthy.image.archive;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/// How a file is packed, told by its first bytes.
enum Packing {
  NONE,
  GZIP,
  ZSTD;

  private static final int BUFFER_BYTES = 64 << 10;

  static Packing of(byte[] head) {
    if (starts(head, 0x1f, 0x8b)) {
      return GZIP;
    }
    return starts(head, 0x28, 0xb5, 0x2f, 0xfd) ? ZSTD : NONE;
  }

  /// The unpacked bytes.
  InputStream unpack(InputStream in) throws IOException {
    return switch (this) {
      case NONE -> in;
      case GZIP -> new GZIPInputStream(in, BUFFER_BYTES);
      case ZSTD -> zstd(in);
    };
  }

  private static InputStream zstd(InputStream in) throws IOException {
    try {
      return new ZstdInputStreamNoFinalizer(in);
    } catch (LinkageError e) {
      throw new IOException(
          "zstd can't be unpacked on this machine (unpack it first: zstd -dk): " + e.getMessage(),
          e);
    }
  }

  static boolean starts(byte[] head, int... magic) {
    if (head.length < magic.length) {
      return false;
    }
    for (int i = 0; i < magic.length; i++) {
      if ((head[i] & 0xff) != magic[i]) {
        return false;
      }
    }
    return true;
  }
}
