package dev.seaworthy.advisory.feed;

import com.github.luben.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;

/// How a file is packed, told from its first bytes and not from its name.
final class Packing {

  private static final int BUFFER_BYTES = 64 << 10;
  private static final int MAGIC_BYTES = 4;

  private Packing() {}

  /// Opens a file, unpacked where it is packed by gzip, bzip2 or zstd.
  static InputStream open(Path file) throws IOException {
    InputStream in = new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES);
    try {
      in.mark(MAGIC_BYTES);
      byte[] magic = in.readNBytes(MAGIC_BYTES);
      in.reset();
      return unpacked(in, magic);
    } catch (IOException | RuntimeException e) {
      in.close();
      throw e;
    }
  }

  private static InputStream unpacked(InputStream in, byte[] magic) throws IOException {
    if (isAt(magic, 0x1F, 0x8B)) {
      return new GZIPInputStream(in, BUFFER_BYTES);
    }
    if (isAt(magic, 'B', 'Z', 'h')) {
      return new BZip2CompressorInputStream(in, true);
    }
    return isAt(magic, 0x28, 0xB5, 0x2F, 0xFD) ? new ZstdInputStream(in) : in;
  }

  private static boolean isAt(byte[] magic, int... expected) {
    if (magic.length < expected.length) {
      return false;
    }
    for (int i = 0; i < expected.length; i++) {
      if ((magic[i] & 0xFF) != expected[i]) {
        return false;
      }
    }
    return true;
  }
}
