package dev.seaworthy.inventory.rpm;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.BitSet;

/// rpm's old store: a Berkeley DB hash file named `Packages`, in either byte order. Only the pages
/// that hold headers are read: every hash page's values, and the overflow pages that large values
/// lie on (Berkeley DB, `db_page.h`).
final class BerkeleyHash implements RpmStore {

  static final int MAGIC_OFFSET = 12;
  static final int MAGIC = 0x00061561;

  private static final int META_BYTES = 72;
  private static final int META_PAGE_SIZE = 20;
  private static final int META_ENCRYPTION = 24;
  private static final int META_TYPE = 25;
  private static final int META_LAST_PAGE = 32;
  private static final int PAGE_HEADER_BYTES = 26;
  private static final int PAGE_NEXT = 16;
  private static final int PAGE_ENTRIES = 20;
  private static final int PAGE_DATA_END = 22;
  private static final int PAGE_TYPE = 25;
  private static final int TYPE_HASH_UNSORTED = 2;
  private static final int TYPE_OVERFLOW = 7;
  private static final int TYPE_HASH_META = 8;
  private static final int TYPE_HASH = 13;
  private static final int ITEM_KEYDATA = 1;
  private static final int ITEM_OFFPAGE = 3;
  private static final int OFFPAGE_BYTES = 12;

  /// A header needs its two counts and at least one index entry.
  private static final int HEADER_BYTES_MIN = 24;

  private final StoreFile file;
  private final ByteOrder order;
  private final int pageSize;
  private final long pageCount;

  BerkeleyHash(StoreFile file) throws IOException {
    this.file = file;
    ByteBuffer meta = file.read(0, META_BYTES);
    this.order =
        meta.getInt(MAGIC_OFFSET) == MAGIC ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    meta.order(order);
    this.pageSize = meta.getInt(META_PAGE_SIZE);
    boolean isPowerOfTwo = pageSize >= 512 && pageSize <= 65_536 && Integer.bitCount(pageSize) == 1;
    if (!isPowerOfTwo) {
      throw new IOException("the page size of the Berkeley DB file is " + pageSize);
    }
    if (meta.get(META_TYPE) != TYPE_HASH_META) {
      throw new IOException("the Berkeley DB file is no hash database");
    }
    if (meta.get(META_ENCRYPTION) != 0) {
      throw new IOException("the Berkeley DB file is encrypted");
    }
    this.pageCount =
        Math.min(Integer.toUnsignedLong(meta.getInt(META_LAST_PAGE)) + 1, file.size() / pageSize);
  }

  @Override
  public void forEach(Visitor visitor) throws IOException {
    for (long page = 1; page < pageCount; page++) {
      ByteBuffer buffer = file.read(page * pageSize, pageSize).order(order);
      int type = buffer.get(PAGE_TYPE);
      if (type == TYPE_HASH || type == TYPE_HASH_UNSORTED) {
        readHashPage(buffer, page, visitor);
      }
    }
    if (file.size() % pageSize != 0) {
      visitor.damaged("the file ends in the middle of page " + file.size() / pageSize);
    }
  }

  private void readHashPage(ByteBuffer page, long number, Visitor visitor) throws IOException {
    int entries = Short.toUnsignedInt(page.getShort(PAGE_ENTRIES));
    if (PAGE_HEADER_BYTES + 2L * entries > pageSize) {
      visitor.damaged("page %s claims %s entries".formatted(number, entries));
      return;
    }
    // Entries alternate: key, value. The keys are package numbers and of no use to us.
    for (int i = 1; i < entries; i += 2) {
      int offset = entryOffset(page, i);
      int end = entryOffset(page, i - 1);
      if (offset < PAGE_HEADER_BYTES || offset >= end || end > pageSize) {
        visitor.damaged("entry %s of page %s lies outside its page".formatted(i, number));
        continue;
      }
      readValue(page, offset, end, number, visitor);
    }
  }

  private static int entryOffset(ByteBuffer page, int index) {
    return Short.toUnsignedInt(page.getShort(PAGE_HEADER_BYTES + 2 * index));
  }

  private void readValue(ByteBuffer page, int offset, int end, long number, Visitor visitor)
      throws IOException {
    int itemType = page.get(offset);
    try {
      if (itemType == ITEM_OFFPAGE && end - offset >= OFFPAGE_BYTES) {
        long firstPage = Integer.toUnsignedLong(page.getInt(offset + 4));
        long length = Integer.toUnsignedLong(page.getInt(offset + 8));
        visitor.header(overflow(firstPage, length));
      } else if (itemType == ITEM_KEYDATA && end - offset - 1 >= HEADER_BYTES_MIN) {
        file.spend(end - offset);
        byte[] value = new byte[end - offset - 1];
        page.get(offset + 1, value);
        visitor.header(value);
      } else if (itemType != ITEM_KEYDATA) {
        visitor.damaged("page %s has an entry of type %s".formatted(number, itemType));
      }
    } catch (StoreFile.RepeatedBytesException e) {
      throw e;
    } catch (IOException e) {
      visitor.damaged(String.valueOf(e.getMessage()));
    }
  }

  private byte[] overflow(long firstPage, long length) throws IOException {
    if (length > Math.min(HEADER_BYTES_MAX, file.size())) {
      throw new IOException("a header on page %s claims %s bytes".formatted(firstPage, length));
    }
    file.spend(length);
    byte[] value = new byte[(int) length];
    int filled = 0;
    BitSet seen = new BitSet();
    long number = firstPage;
    while (filled < value.length) {
      if (number <= 0 || number >= pageCount || seen.get((int) number)) {
        throw new IOException(
            "a header's chain of pages leads to page %s after %s of %s bytes"
                .formatted(number, filled, length));
      }
      seen.set((int) number);
      ByteBuffer page = file.read(number * pageSize, pageSize).order(order);
      int used = Short.toUnsignedInt(page.getShort(PAGE_DATA_END));
      if (page.get(PAGE_TYPE) != TYPE_OVERFLOW || used > pageSize - PAGE_HEADER_BYTES) {
        throw new IOException("page %s is not an overflow page".formatted(number));
      }
      int part = Math.min(used, value.length - filled);
      page.get(PAGE_HEADER_BYTES, value, filled, part);
      filled += part;
      if (used == 0) {
        throw new IOException("overflow page %s is empty".formatted(number));
      }
      number = Integer.toUnsignedLong(page.getInt(PAGE_NEXT));
    }
    return value;
  }
}
