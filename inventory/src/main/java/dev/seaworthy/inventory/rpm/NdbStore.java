package dev.seaworthy.inventory.rpm;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// rpm's own store of one file, `Packages.db`, as SUSE uses it: pages of slots that point at blobs
/// of 16-byte blocks (rpm, `lib/backend/ndb/rpmpkg.c`). Always little-endian.
final class NdbStore implements RpmStore {

  /// `RpmP`
  static final int MAGIC = 0x506d7052;

  private static final int SLOT_MAGIC = 0x746f6c53; // "Slot"
  private static final int BLOB_MAGIC = 0x53626c42; // "BlbS"
  private static final int PAGE_BYTES = 4096;
  private static final int SLOT_BYTES = 16;
  private static final int BLOCK_BYTES = 16;
  private static final int HEADER_BYTES = 32;
  private static final int HEADER_VERSION = 4;
  private static final int HEADER_SLOT_PAGES = 12;
  private static final int SLOT_PAGES_MAX = 2_048;

  private final StoreFile file;
  private final int slotPages;

  NdbStore(StoreFile file) throws IOException {
    this.file = file;
    ByteBuffer header = file.read(0, HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    int version = header.getInt(HEADER_VERSION);
    if (version != 0) {
      throw new IOException("the ndb file is of version " + version);
    }
    this.slotPages = header.getInt(HEADER_SLOT_PAGES);
    if (slotPages <= 0 || slotPages > SLOT_PAGES_MAX) {
      throw new IOException("the ndb file claims %s pages of slots".formatted(slotPages));
    }
  }

  @Override
  public void forEach(Visitor visitor) throws IOException {
    for (int number = 0; number < slotPages; number++) {
      ByteBuffer page =
          file.read((long) number * PAGE_BYTES, PAGE_BYTES).order(ByteOrder.LITTLE_ENDIAN);
      int first = number == 0 ? HEADER_BYTES : 0;
      for (int offset = first; offset < PAGE_BYTES; offset += SLOT_BYTES) {
        readSlot(page, number, offset, visitor);
      }
    }
  }

  private void readSlot(ByteBuffer page, int number, int offset, Visitor visitor)
      throws IOException {
    if (page.getInt(offset) != SLOT_MAGIC) {
      visitor.damaged("page %s has no slot at offset %s".formatted(number, offset));
      return;
    }
    int packageIndex = page.getInt(offset + 4);
    if (packageIndex == 0) {
      return;
    }
    long position = Integer.toUnsignedLong(page.getInt(offset + 8)) * BLOCK_BYTES;
    long blocks = Integer.toUnsignedLong(page.getInt(offset + 12));
    try {
      visitor.header(blob(packageIndex, position, blocks));
    } catch (StoreFile.RepeatedBytesException e) {
      throw e;
    } catch (IOException e) {
      visitor.damaged("package %s: %s".formatted(packageIndex, e.getMessage()));
    }
  }

  private byte[] blob(int packageIndex, long position, long blocks) throws IOException {
    ByteBuffer head = file.read(position, BLOCK_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    long length = Integer.toUnsignedLong(head.getInt(12));
    if (head.getInt(0) != BLOB_MAGIC || head.getInt(4) != packageIndex) {
      throw new IOException("no blob of that package lies at offset " + position);
    }
    if (length > HEADER_BYTES_MAX || length > blocks * BLOCK_BYTES) {
      throw new IOException("its blob claims %s bytes in %s blocks".formatted(length, blocks));
    }
    return file.bytes(position + BLOCK_BYTES, (int) length);
  }
}
