package dev.seaworthy.inspection.archive;

import dev.seaworthy.inventory.InventoryError;
import dev.seaworthy.inventory.archive.ArchiveException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/// The entries of a zip that can only be read from its beginning, one after the other, and what
/// stands behind them: usually the directory.
final class ZipEntries extends ZipInputStream {

  private static final int ENTRY = 0x04034b50;
  private static final int DIRECTORY = 0x02014b50;
  private static final int END = 0x06054b50;
  private static final int END64 = 0x06064b50;
  private static final int EXTRA_DATA = 0x08064b50;

  ZipEntries(InputStream in) {
    super(in, StandardCharsets.ISO_8859_1);
  }

  /// The next entry, or null behind the last.
  ///
  /// @throws ArchiveException when neither an entry nor the directory follows
  @Nullable ZipEntry next() throws IOException {
    closeEntry();
    // The superclass takes whatever is no entry for the end.
    byte[] bytes = in.readNBytes(4);
    ((PushbackInputStream) in).unread(bytes);
    if (bytes.length == 0) {
      return null;
    }
    int signature = 0;
    for (int i = bytes.length - 1; i >= 0; i--) {
      signature = (signature << 8) | (bytes[i] & 0xff);
    }
    return switch (signature) {
      case ENTRY -> getNextEntry();
      case DIRECTORY, END, END64, EXTRA_DATA -> null;
      default ->
          throw new ArchiveException(
              InventoryError.ARCHIVE_DAMAGED, "neither an entry nor the directory follows");
    };
  }

  /// What stands behind the entries.
  Rest rest() {
    return new Rest(in);
  }

  /// Looks on the way for entries that stand where nobody who reads from the beginning finds them.
  static final class Rest extends FilterInputStream {
    private int last;
    private boolean hasEntry;

    private Rest(InputStream in) {
      super(in);
    }

    boolean hasEntry() {
      return hasEntry;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int read = super.read(bytes, offset, length);
      for (int i = offset; i < offset + read; i++) {
        last = (last >>> 8) | ((bytes[i] & 0xff) << 24);
        hasEntry |= last == ENTRY;
      }
      return read;
    }

    @Override
    public long skip(long count) throws IOException {
      return Math.max(0, read(new byte[(int) Math.min(count, 8 << 10)]));
    }
  }
}
