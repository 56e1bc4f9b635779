package dev.seaworthy.inventory.archive;

import dev.seaworthy.base.Limit;
import dev.seaworthy.base.Text;
import dev.seaworthy.inventory.InventoryError;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/// Reads a zip archive by its central directory, within a budget. Nothing is kept but what the
/// caller keeps, nothing is unpacked but what the caller asks for.
public final class ZipArchive {

  private static final int LOCAL_HEADER = 0x04034b50;
  private static final int LOCAL_HEADER_BYTES = 30;
  private static final int COPY_BYTES = 16 * 1024;

  /// Small content may grow at any ratio; what is judged is what costs.
  private static final long RATIO_FREE_BYTES = 64L << 20;

  private final ByteSource source;
  private final ArchiveBudget budget;
  private final ZipDirectory directory;

  private ZipArchive(ByteSource source, ArchiveBudget budget, ZipDirectory directory) {
    this.source = source;
    this.budget = budget;
    this.directory = directory;
  }

  /// @throws ArchiveException when it has no central directory
  public static ZipArchive open(ByteSource source, ArchiveBudget budget) throws IOException {
    return new ZipArchive(source, budget, ZipDirectory.find(source));
  }

  /// Takes the entries one after the other.
  @FunctionalInterface
  public interface EntryVisitor {
    void visit(ZipEntry entry) throws IOException;
  }

  /// Goes through the central directory in its own order.
  ///
  /// @throws ArchiveException at the first entry that can't be read, or that the budget doesn't
  ///   allow; entries before it have been visited
  public void forEach(EntryVisitor visitor) throws IOException {
    directory.forEach(
        entry -> {
          budget.takeEntry();
          visitor.visit(entry);
        },
        budget.limits().asInt(Limit.PATH_BYTES));
  }

  /// The archive's entries may not share bytes; a bomb does so to look small. Looks at what
  /// [#forEach] has gone through.
  public boolean hasOverlap() {
    return directory.hasOverlap();
  }

  /// The content of a stored entry in its place.
  ///
  /// @throws ArchiveException when it isn't stored, or its bytes aren't there
  public ByteSource stored(ZipEntry entry) throws IOException {
    if (!entry.isStored()) {
      throw damaged(entry, "it is not stored");
    }
    return compressed(entry);
  }

  /// The content of an entry that is small by its nature.
  ///
  /// @throws ArchiveException when it is longer than `bytesMax` or can't be unpacked
  public byte[] bytes(ZipEntry entry, int bytesMax) throws IOException {
    if (entry.size() > bytesMax) {
      throw new ArchiveException(
          InventoryError.ARCHIVE_LIMIT,
          "%s claims %s bytes; at most %s are read of such a file"
              .formatted(Text.shorten(entry.name(), 200), entry.size(), bytesMax));
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream((int) entry.size());
    copy(entry, out);
    return out.toByteArray();
  }

  /// The content of an entry as a stream, within the budget; it ends or fails where [#copy] would,
  /// with the checksum at the end. Closing it is the caller's, and lets go of memory outside the
  /// heap.
  public InputStream stream(ZipEntry entry) throws IOException {
    Inflater inflater = new Inflater(true);
    CRC32 crc = new CRC32();
    InputStream content = new CheckedInputStream(content(entry, inflater), crc);
    return new InputStream() {
      private long total;

      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
      }

      @Override
      public int read(byte[] bytes, int offset, int length) throws IOException {
        int read;
        try {
          read = content.read(bytes, offset, length);
        } catch (ArchiveException e) {
          throw e;
        } catch (IOException e) {
          throw damaged(entry, String.valueOf(e.getMessage()));
        }
        if (read > 0) {
          total += read;
          budget.takeBytes(read);
          checkRatio(entry, total);
        }
        if (total > entry.size() || (read < 0 && total < entry.size())) {
          throw damaged(
              entry, "%s bytes were found, %s are claimed".formatted(total, entry.size()));
        }
        if (read < 0 && crc.getValue() != entry.crc()) {
          throw damaged(
              entry,
              "its bytes have the checksum %s, %s is claimed"
                  .formatted(Long.toHexString(crc.getValue()), Long.toHexString(entry.crc())));
        }
        return read;
      }

      @Override
      public void close() {
        inflater.end();
      }
    };
  }

  /// Unpacks an entry.
  ///
  /// @throws ArchiveException when the content isn't what the directory claims, or the budget is
  ///   used up
  public void copy(ZipEntry entry, OutputStream out) throws IOException {
    CRC32 crc = new CRC32();
    Inflater inflater = new Inflater(true);
    try (InputStream in = new CheckedInputStream(content(entry, inflater), crc)) {
      byte[] buffer = new byte[COPY_BYTES];
      long total = 0;
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        total += read;
        budget.takeBytes(read);
        checkRatio(entry, total);
        if (total > entry.size()) {
          throw damaged(entry, "it is longer than the %s bytes claimed".formatted(entry.size()));
        }
        out.write(buffer, 0, read);
      }
      if (total != entry.size() || crc.getValue() != entry.crc()) {
        throw damaged(
            entry,
            "%s bytes with checksum %s were found, %s with %s are claimed"
                .formatted(
                    total,
                    Long.toHexString(crc.getValue()),
                    entry.size(),
                    Long.toHexString(entry.crc())));
      }
    } catch (ArchiveException e) {
      throw e;
    } catch (IOException e) {
      throw damaged(entry, String.valueOf(e.getMessage()));
    } finally {
      inflater.end();
    }
  }

  private void checkRatio(ZipEntry entry, long total) throws ArchiveException {
    long ratio = budget.limits().of(Limit.ARCHIVE_RATIO);
    if (total > RATIO_FREE_BYTES && total / ratio > entry.compressedSize()) {
      throw new ArchiveException(
          InventoryError.ARCHIVE_LIMIT,
          "%s grows to more than %s = %s times its size"
              .formatted(Text.shorten(entry.name(), 200), Limit.ARCHIVE_RATIO.key(), ratio));
    }
  }

  private InputStream content(ZipEntry entry, Inflater inflater) throws IOException {
    ByteSource compressed = compressed(entry);
    return switch (entry.method()) {
      case ZipEntry.STORED -> compressed.stream();
      case ZipEntry.DEFLATED -> new InflaterInputStream(compressed.stream(), inflater, COPY_BYTES);
      default ->
          throw damaged(entry, "its compression method %s isn't known".formatted(entry.method()));
    };
  }

  private ByteSource compressed(ZipEntry entry) throws IOException {
    if (entry.isEncrypted()) {
      throw new ArchiveException(
          InventoryError.ARCHIVE_ENCRYPTED, Text.shorten(entry.name(), 200) + " is encrypted");
    }
    byte[] header = new byte[LOCAL_HEADER_BYTES];
    source.read(entry.headerOffset(), header, 0, header.length);
    ByteBuffer fields = ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN);
    if (fields.getInt(0) != LOCAL_HEADER) {
      throw damaged(entry, "there is no entry where the directory says");
    }
    long start =
        entry.headerOffset()
            + LOCAL_HEADER_BYTES
            + Short.toUnsignedInt(fields.getShort(26))
            + Short.toUnsignedInt(fields.getShort(28));
    return source.slice(start, entry.compressedSize());
  }

  private static ArchiveException damaged(ZipEntry entry, String problem) {
    return new ArchiveException(
        InventoryError.ARCHIVE_DAMAGED, Text.shorten(entry.name(), 200) + ": " + problem);
  }
}
