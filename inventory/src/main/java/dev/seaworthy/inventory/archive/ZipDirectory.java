package dev.seaworthy.inventory.archive;

import dev.seaworthy.base.Text;
import dev.seaworthy.inventory.InventoryError;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The central directory of a zip archive (APPNOTE.TXT, sections 4.3.12 to 4.3.16), zip64 included.
/// As Java's own reader does, it allows anything before the archive, such as a start script.
final class ZipDirectory {

  private static final int END = 0x06054b50;
  private static final int END_BYTES = 22;
  private static final int COMMENT_BYTES_MAX = 0xffff;
  private static final int END64 = 0x06064b50;
  private static final int END64_BYTES = 56;
  private static final int LOCATOR64 = 0x07064b50;
  private static final int LOCATOR64_BYTES = 20;
  private static final int ENTRY = 0x02014b50;
  private static final int ENTRY_BYTES = 46;
  private static final int EXTRA_ZIP64 = 1;
  private static final long ELSEWHERE = 0xffff_ffffL;
  private static final int WINDOW_BYTES = 64 * 1024;

  private final ByteSource source;
  private final long start;
  private final long end;

  /// What stands before the archive; offsets in the directory don't count it.
  private final long prefix;

  private final Extents extents = new Extents();

  /// The part of the directory that is in memory.
  private byte[] window = new byte[0];

  private long windowStart;

  private ZipDirectory(ByteSource source, long start, long end, long prefix) {
    this.source = source;
    this.start = start;
    this.end = end;
    this.prefix = prefix;
  }

  static ZipDirectory find(ByteSource source) throws IOException {
    int tailBytes = (int) Math.min(source.size(), END_BYTES + COMMENT_BYTES_MAX);
    byte[] tail = new byte[tailBytes];
    long tailStart = source.size() - tailBytes;
    source.read(tailStart, tail, 0, tailBytes);
    ByteBuffer fields = ByteBuffer.wrap(tail).order(ByteOrder.LITTLE_ENDIAN);
    for (int at = tailBytes - END_BYTES; at >= 0; at--) {
      if (fields.getInt(at) == END
          && at + END_BYTES + Short.toUnsignedInt(fields.getShort(at + 20)) <= tailBytes) {
        return fromEnd(source, tailStart + at, fields, at);
      }
    }
    throw damaged("it has no zip directory");
  }

  private static ZipDirectory fromEnd(ByteSource source, long endAt, ByteBuffer fields, int at)
      throws IOException {
    long size = Integer.toUnsignedLong(fields.getInt(at + 12));
    long offset = Integer.toUnsignedLong(fields.getInt(at + 16));
    long directoryEnd = endAt;
    if (size == ELSEWHERE || offset == ELSEWHERE) {
      ByteBuffer locator = read(source, endAt - LOCATOR64_BYTES, LOCATOR64_BYTES);
      if (locator.getInt(0) != LOCATOR64) {
        throw damaged("its zip64 directory is missing");
      }
      // As with the directory itself, what lies right before the locator counts, not the offset.
      long end64At = endAt - LOCATOR64_BYTES - END64_BYTES;
      ByteBuffer end64 = read(source, end64At, END64_BYTES);
      if (end64.getInt(0) != END64) {
        end64At = locator.getLong(8);
        end64 = read(source, end64At, END64_BYTES);
        if (end64.getInt(0) != END64) {
          throw damaged("its zip64 directory is missing");
        }
      }
      size = end64.getLong(40);
      offset = end64.getLong(48);
      directoryEnd = end64At;
    }
    long start = directoryEnd - size;
    if (size < 0 || start < 0 || offset < 0 || offset > start) {
      throw damaged(
          "its directory of %s bytes at %s doesn't fit into %s bytes"
              .formatted(size, offset, source.size()));
    }
    return new ZipDirectory(source, start, directoryEnd, start - offset);
  }

  void forEach(ZipArchive.EntryVisitor visitor, int nameBytesMax) throws IOException {
    long position = start;
    while (position < end) {
      ByteBuffer fields = view(position, ENTRY_BYTES);
      if (fields.getInt(0) != ENTRY) {
        throw damaged("its directory is damaged at byte " + position);
      }
      int nameBytes = Short.toUnsignedInt(fields.getShort(28));
      int extraBytes = Short.toUnsignedInt(fields.getShort(30));
      int length = ENTRY_BYTES + nameBytes + extraBytes + Short.toUnsignedInt(fields.getShort(32));
      if (nameBytes > nameBytesMax) {
        throw new ArchiveException(
            InventoryError.ARCHIVE_LIMIT,
            "an entry's name has %s bytes; at most %s are allowed"
                .formatted(nameBytes, nameBytesMax));
      }
      ZipEntry entry = entry(view(position, length), nameBytes, extraBytes);
      extents.add(entry.headerOffset(), entry.compressedSize() + nameBytes);
      visitor.visit(entry);
      position += length;
    }
  }

  boolean hasOverlap() {
    return extents.overlap();
  }

  private ZipEntry entry(ByteBuffer fields, int nameBytes, int extraBytes) throws ArchiveException {
    byte[] name = new byte[nameBytes];
    fields.get(ENTRY_BYTES, name);
    long compressedSize = Integer.toUnsignedLong(fields.getInt(20));
    long size = Integer.toUnsignedLong(fields.getInt(24));
    long offset = Integer.toUnsignedLong(fields.getInt(42));
    if (compressedSize == ELSEWHERE || size == ELSEWHERE || offset == ELSEWHERE) {
      int at = zip64(fields, ENTRY_BYTES + nameBytes, extraBytes);
      if (size == ELSEWHERE) {
        size = fields.getLong(at);
        at += 8;
      }
      if (compressedSize == ELSEWHERE) {
        compressedSize = fields.getLong(at);
        at += 8;
      }
      if (offset == ELSEWHERE) {
        offset = fields.getLong(at);
      }
    }
    String text = new String(name, StandardCharsets.UTF_8);
    if (compressedSize < 0 || size < 0 || offset < 0 || offset > start - prefix) {
      throw damaged("its entry %s has sizes that can't be".formatted(Text.shorten(text, 200)));
    }
    return new ZipEntry(
        text,
        Short.toUnsignedInt(fields.getShort(10)),
        (fields.getShort(8) & 1) != 0,
        Integer.toUnsignedLong(fields.getInt(16)),
        compressedSize,
        size,
        prefix + offset);
  }

  /// Where the values of the zip64 field begin; up to three of eight bytes each, of which only
  /// those are there that the entry itself leaves open.
  private static int zip64(ByteBuffer fields, int at, int extraBytes) throws ArchiveException {
    int field = at;
    while (field + 4 <= at + extraBytes) {
      int id = Short.toUnsignedInt(fields.getShort(field));
      int length = Short.toUnsignedInt(fields.getShort(field + 2));
      if (id == EXTRA_ZIP64) {
        int open = 0;
        for (int size : new int[] {20, 24, 42}) {
          open += Integer.toUnsignedLong(fields.getInt(size)) == ELSEWHERE ? 8 : 0;
        }
        if (length < open || field + 4 + length > at + extraBytes) {
          break;
        }
        return field + 4;
      }
      field += 4 + length;
    }
    throw damaged("an entry's zip64 sizes are missing");
  }

  /// The directory's bytes at this position, the first at index 0.
  private ByteBuffer view(long position, int length) throws IOException {
    if (position + length > end) {
      throw damaged("its directory ends too early");
    }
    long offset = position - windowStart;
    if (offset < 0 || offset + length > window.length) {
      int bytes = (int) Math.min(end - position, Math.max(length, WINDOW_BYTES));
      window = new byte[bytes];
      source.read(position, window, 0, bytes);
      windowStart = position;
      offset = 0;
    }
    return ByteBuffer.wrap(window, (int) offset, length).slice().order(ByteOrder.LITTLE_ENDIAN);
  }

  private static ByteBuffer read(ByteSource source, long position, int length) throws IOException {
    byte[] bytes = new byte[length];
    source.read(position, bytes, 0, length);
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static ArchiveException damaged(String problem) {
    return new ArchiveException(InventoryError.ARCHIVE_DAMAGED, problem);
  }

  /// Where entries begin and how many bytes they have at least.
  private static final class Extents {
    private static final int LOCAL_HEADER_BYTES = 30;

    private long[] starts = new long[64];
    private long[] lengths = new long[64];
    private int count;

    void add(long offset, long length) {
      if (count == starts.length) {
        starts = Arrays.copyOf(starts, 2 * count);
        lengths = Arrays.copyOf(lengths, 2 * count);
      }
      starts[count] = offset;
      lengths[count] = LOCAL_HEADER_BYTES + length;
      count++;
    }

    boolean overlap() {
      boolean isOrdered = true;
      for (int i = 1; i < count && isOrdered; i++) {
        isOrdered = starts[i] >= starts[i - 1];
      }
      return isOrdered ? overlapInOrder(null) : overlapInOrder(order());
    }

    private boolean overlapInOrder(Integer @org.jspecify.annotations.Nullable [] order) {
      for (int i = 1; i < count; i++) {
        int before = order == null ? i - 1 : order[i - 1];
        int here = order == null ? i : order[i];
        if (starts[before] + lengths[before] > starts[here]) {
          return true;
        }
      }
      return false;
    }

    private Integer[] order() {
      Integer[] order = new Integer[count];
      Arrays.setAll(order, i -> i);
      Arrays.sort(order, java.util.Comparator.comparingLong(i -> starts[i]));
      return order;
    }
  }
}
