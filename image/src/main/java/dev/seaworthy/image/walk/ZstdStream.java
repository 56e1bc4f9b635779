package dev.seaworthy.image.walk;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import io.airlift.compress.v3.MalformedInputException;
import io.airlift.compress.v3.zstd.ZstdInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/// A layer in Zstandard form (RFC 8878), of one frame or several, skippable ones among them.
final class ZstdStream implements Decompressor {

  private final StoredStream stored;
  private final InputStream in;

  private ZstdStream(StoredStream stored, InputStream in) {
    this.stored = stored;
    this.in = in;
  }

  /// Uses the native library, or the one in Java where the native one can't be loaded.
  static ZstdStream open(StoredBytes bytes) throws IOException {
    StoredStream stored = new StoredStream(bytes);
    try {
      return new ZstdStream(stored, new ZstdInputStreamNoFinalizer(stored));
    } catch (LinkageError e) {
      return openInJava(bytes);
    }
  }

  static ZstdStream openInJava(StoredBytes bytes) {
    StoredStream stored = new StoredStream(bytes);
    return new ZstdStream(stored, new ZstdInputStream(new ZstdFrames(stored)));
  }

  @Override
  public int read(byte[] out, int offset, int length) throws IOException {
    try {
      return in.read(out, offset, length);
    } catch (IOException | MalformedInputException e) {
      if (e instanceof IOException ours && stored.hasFailed()) {
        throw ours;
      }
      throw new DamagedStreamException("zstd: " + e.getMessage());
    }
  }

  @Override
  public void close() {
    try {
      in.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
