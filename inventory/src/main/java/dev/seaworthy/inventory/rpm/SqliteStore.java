package dev.seaworthy.inventory.rpm;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// rpm's present store, `rpmdb.sqlite`: the table `Packages (hnum INTEGER PRIMARY KEY, blob BLOB)`.
/// Reads the table's b-tree only (sqlite.org, "Database File Format"); nothing of the file is
/// executed or trusted.
final class SqliteStore implements RpmStore {

  static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);

  private static final int HEADER_BYTES = 100;
  private static final int HEADER_PAGE_SIZE = 16;
  private static final int HEADER_WRITE_VERSION = 18;
  private static final int HEADER_RESERVED = 20;
  private static final int INTERIOR_TABLE = 5;
  private static final int LEAF_TABLE = 13;
  private static final int DEPTH_MAX = 20;
  private static final String TABLE = "Packages";

  /// Columns of `sqlite_schema`: type, name, tbl_name, rootpage, sql.
  private static final int SCHEMA_TYPE = 0;

  private static final int SCHEMA_NAME = 1;
  private static final int SCHEMA_ROOT = 3;
  private static final int BLOB_COLUMN = 1;

  private final StoreFile file;
  private final int pageSize;
  private final int usable;
  private final long pageCount;
  private final Set<Long> visited = new HashSet<>();

  SqliteStore(StoreFile file) throws IOException {
    this.file = file;
    ByteBuffer header = file.read(0, HEADER_BYTES);
    int raw = Short.toUnsignedInt(header.getShort(HEADER_PAGE_SIZE));
    this.pageSize = raw == 1 ? 65_536 : raw;
    if (pageSize < 512 || pageSize > 65_536 || Integer.bitCount(pageSize) != 1) {
      throw new IOException("the page size of the SQLite file is " + raw);
    }
    if (header.get(HEADER_WRITE_VERSION) > 2) {
      throw new IOException("the SQLite file is of a later format");
    }
    this.usable = pageSize - Byte.toUnsignedInt(header.get(HEADER_RESERVED));
    if (usable < 480) {
      throw new IOException("the SQLite file reserves too much of each page");
    }
    this.pageCount = file.size() / pageSize;
  }

  @Override
  public void forEach(Visitor visitor) throws IOException {
    long[] root = new long[1];
    walk(
        1,
        0,
        record -> {
          if (record.text(SCHEMA_TYPE).equals("table") && record.text(SCHEMA_NAME).equals(TABLE)) {
            root[0] = record.integer(SCHEMA_ROOT);
          }
        },
        visitor);
    if (root[0] == 0) {
      throw new IOException("the SQLite file has no table named " + TABLE);
    }
    visited.clear();
    walk(
        root[0],
        0,
        record -> {
          byte[] blob = record.blob(BLOB_COLUMN);
          if (blob == null) {
            visitor.damaged("a row of the table has no blob");
          } else {
            visitor.header(blob);
          }
        },
        visitor);
    if (file.size() % pageSize != 0) {
      visitor.damaged("the file ends in the middle of page " + (pageCount + 1));
    }
  }

  private interface RowVisitor {
    void row(SqliteRecord row) throws IOException;
  }

  private void walk(long number, int depth, RowVisitor rows, Visitor visitor) throws IOException {
    if (number < 1 || number > pageCount) {
      visitor.damaged("the table's tree leads to page %s of %s".formatted(number, pageCount));
      return;
    }
    if (depth > DEPTH_MAX || !visited.add(number)) {
      visitor.damaged("the table's tree leads to page %s in a circle".formatted(number));
      return;
    }
    ByteBuffer page = file.read((number - 1) * pageSize, pageSize);
    int start = number == 1 ? HEADER_BYTES : 0;
    int type = page.get(start);
    int cells = Short.toUnsignedInt(page.getShort(start + 3));
    int pointers = start + (type == INTERIOR_TABLE ? 12 : 8);
    if ((type != INTERIOR_TABLE && type != LEAF_TABLE) || pointers + 2L * cells > usable) {
      visitor.damaged("page %s is no page of a table".formatted(number));
      return;
    }
    for (int i = 0; i < cells; i++) {
      int cell = Short.toUnsignedInt(page.getShort(pointers + 2 * i));
      if (cell > usable - 4) {
        visitor.damaged("cell %s of page %s lies outside its page".formatted(i, number));
      } else if (type == INTERIOR_TABLE) {
        walk(Integer.toUnsignedLong(page.getInt(cell)), depth + 1, rows, visitor);
      } else {
        readRow(page, cell, number, rows, visitor);
      }
    }
    if (type == INTERIOR_TABLE) {
      walk(Integer.toUnsignedLong(page.getInt(start + 8)), depth + 1, rows, visitor);
    }
  }

  private void readRow(ByteBuffer page, int cell, long number, RowVisitor rows, Visitor visitor)
      throws IOException {
    try {
      page.position(cell);
      long length = SqliteRecord.varint(page);
      SqliteRecord.varint(page); // the row's id, which we don't need
      rows.row(new SqliteRecord(payload(page, length)));
    } catch (StoreFile.RepeatedBytesException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      visitor.damaged("a row on page %s: %s".formatted(number, e.getMessage()));
    }
  }

  /// The row's bytes: what lies on the page, then its chain of overflow pages.
  private byte[] payload(ByteBuffer page, long length) throws IOException {
    if (length < 0 || length > Math.min(HEADER_BYTES_MAX, file.size())) {
      throw new IOException("it claims %s bytes".formatted(length));
    }
    file.spend(length);
    byte[] payload = new byte[(int) length];
    int local = localBytes(length);
    page.get(payload, 0, local);
    int filled = local;
    long next = filled < payload.length ? Integer.toUnsignedLong(page.getInt()) : 0;
    while (filled < payload.length) {
      // Each round takes bytes, so a chain in a circle ends with the payload.
      if (next < 1 || next > pageCount) {
        throw new IOException(
            "its chain of pages leads to page %s after %s of %s bytes"
                .formatted(next, filled, length));
      }
      int part = Math.min(usable - 4, payload.length - filled);
      long position = (next - 1) * pageSize;
      next = Integer.toUnsignedLong(file.read(position, 4).getInt());
      file.spend(part);
      file.readInto(position + 4, payload, filled, part);
      filled += part;
    }
    return payload;
  }

  /// How many bytes of a payload lie on the leaf itself ("Cell Payload Overflow Pages").
  private int localBytes(long length) {
    int max = usable - 35;
    if (length <= max) {
      return (int) length;
    }
    int min = (usable - 12) * 32 / 255 - 23;
    int spill = min + (int) ((length - min) % (usable - 4));
    return spill <= max ? spill : min;
  }

  /// One row (record format).
  private static final class SqliteRecord {

    private final ByteBuffer bytes;

    SqliteRecord(byte[] payload) {
      this.bytes = ByteBuffer.wrap(payload);
    }

    String text(int column) throws IOException {
      byte[] value = value(column, 13);
      return value == null ? "" : new String(value, StandardCharsets.UTF_8);
    }

    byte @Nullable [] blob(int column) throws IOException {
      return value(column, 12);
    }

    long integer(int column) throws IOException {
      long type = seek(column);
      int length = serialBytes(type);
      if (type == 8 || type == 9) {
        return type - 8;
      }
      if (type < 1 || type > 6) {
        return 0;
      }
      long value = 0;
      for (int i = 0; i < length; i++) {
        value = (value << 8) | Byte.toUnsignedInt(bytes.get());
      }
      return value;
    }

    /// The bytes of a column whose serial type is of this kind (12 and even: blob, 13 and odd:
    /// text).
    private byte @Nullable [] value(int column, int kind) throws IOException {
      long type = seek(column);
      if (type < kind || (type - kind) % 2 != 0) {
        return null;
      }
      int length = serialBytes(type);
      if (length > bytes.remaining()) {
        throw new IOException("column %s is longer than its row".formatted(column));
      }
      byte[] value = new byte[length];
      bytes.get(value);
      return value;
    }

    /// Moves to a column's value and returns its serial type; 0 (null) when the row has no such
    /// column.
    private long seek(int column) throws IOException {
      bytes.position(0);
      long headerBytes = varint(bytes);
      if (headerBytes > bytes.limit()) {
        throw new IOException("its header claims %s bytes".formatted(headerBytes));
      }
      long offset = headerBytes;
      long type = 0;
      for (int i = 0; i <= column; i++) {
        if (bytes.position() >= headerBytes) {
          return 0;
        }
        type = varint(bytes);
        if (i < column) {
          offset += serialBytes(type);
        }
      }
      if (offset > bytes.limit()) {
        throw new IOException("column %s lies outside its row".formatted(column));
      }
      bytes.position((int) offset);
      return type;
    }

    private static int serialBytes(long type) throws IOException {
      if (type >= 12) {
        long length = (type - 12) / 2;
        if (length > HEADER_BYTES_MAX) {
          throw new IOException("a column claims %s bytes".formatted(length));
        }
        return (int) length;
      }
      return switch ((int) type) {
        case 1, 2, 3, 4 -> (int) type;
        case 5 -> 6;
        case 6, 7 -> 8;
        default -> 0;
      };
    }

    /// A variable-length integer of one to nine bytes.
    static long varint(ByteBuffer buffer) {
      long value = 0;
      for (int i = 0; i < 8; i++) {
        int part = Byte.toUnsignedInt(buffer.get());
        value = (value << 7) | (part & 0x7f);
        if (part < 0x80) {
          return value;
        }
      }
      return (value << 8) | Byte.toUnsignedInt(buffer.get());
    }
  }
}
