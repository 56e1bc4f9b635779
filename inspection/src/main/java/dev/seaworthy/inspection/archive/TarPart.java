package dev.seaworthy.inspection.archive;

import dev.seaworthy.image.tar.TarHeader;
import dev.seaworthy.inventory.InventoryError;
import dev.seaworthy.inventory.archive.ArchiveException;
import java.io.IOException;
import java.io.InputStream;

/// The content of one entry of a tar that lies in an image.
final class TarPart extends InputStream {

  private final InputStream in;
  private final int padding;
  private long left;

  /// @param in where the entry's content begins; not closed
  /// @param length in bytes, as the entry's header says
  TarPart(InputStream in, long length) {
    this.in = in;
    this.left = length;
    this.padding = (int) (-length & (TarHeader.BLOCK - 1));
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (left == 0) {
      return length == 0 ? 0 : -1;
    }
    int read = in.read(bytes, offset, (int) Math.min(length, left));
    if (read < 0) {
      throw new ArchiveException(InventoryError.ARCHIVE_DAMAGED, "it ends inside an entry");
    }
    left -= read;
    return read;
  }

  /// Goes to where the next header lies. The last entry's padding may be missing.
  void skipToNext() throws IOException {
    skipNBytes(left);
    in.readNBytes(padding);
  }
}
