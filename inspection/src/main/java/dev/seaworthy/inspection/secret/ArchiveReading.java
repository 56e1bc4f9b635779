package dev.seaworthy.inspection.secret;

import dev.seaworthy.base.Limit;
import dev.seaworthy.image.FactSink;
import dev.seaworthy.image.tar.TarHeader;
import dev.seaworthy.inspection.InspectionError;
import dev.seaworthy.inspection.TarPart;
import dev.seaworthy.inventory.InventoryError;
import dev.seaworthy.inventory.archive.ArchiveBudget;
import dev.seaworthy.inventory.archive.ArchiveException;
import dev.seaworthy.inventory.archive.ByteSource;
import dev.seaworthy.inventory.archive.ZipArchive;
import dev.seaworthy.inventory.archive.ZipEntry;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PushbackInputStream;
import java.io.SequenceInputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipInputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.tukaani.xz.MemoryLimitException;
import org.tukaani.xz.XZInputStream;

/// Goes through the archives of one file, one inside the other, and scans what lies in them. What
/// is wrong with an inner archive is a gap there and doesn't end the outer one; only a spent budget
/// ends everything, and what was found until then is told.
final class ArchiveReading {

  private static final int BUFFER_BYTES = 64 << 10;

  /// What `xz -9` takes to unpack, and a little more.
  private static final int XZ_KIBIBYTES_MAX = 72 << 10;

  /// What an entry of a zip takes beside its packed content and twice its name: both headers, the
  /// data descriptor and usual extra fields.
  private static final int ENTRY_BYTES = 30 + 46 + 16 + 128;

  /// What a zip may hold beside its entries.
  private static final int UNLISTED_BYTES_MAX = 1 << 10;

  private final SecretEngine engine;
  private final ContentScan scan;
  private final ArchiveBudget budget;
  private final String path;
  private final FactSink sink;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private final KeystoreTap keystore = new KeystoreTap();

  ArchiveReading(
      SecretEngine engine, ContentScan scan, ArchiveBudget budget, String path, FactSink sink) {
    this.engine = engine;
    this.scan = scan;
    this.budget = budget;
    this.path = path;
    this.sink = sink;
  }

  /// Reads a zip archive by its central directory. What only begins like one, or holds much that
  /// the directory doesn't list, is scanned as it is.
  void zip(SeekableByteChannel channel) throws IOException {
    ZipArchive archive;
    try {
      archive = ZipArchive.open(ByteSource.of(channel), budget);
    } catch (ArchiveException e) {
      leaf(Channels.newInputStream(channel.position(0)), "");
      return;
    }
    long[] listed = {0};
    archive.forEach(entry -> {
      listed[0] += entry.compressedSize() + ENTRY_BYTES + 2L * entry.name().length();
      if (!entry.isDirectory()) {
        zipEntry(archive, entry);
      }
    });
    if (archive.hasOverlap() || channel.size() - listed[0] > UNLISTED_BYTES_MAX) {
      // Much of it is in no entry, where nobody would look.
      leaf(Channels.newInputStream(channel.position(0)), "");
    }
  }

  private void zipEntry(ZipArchive archive, ZipEntry entry) throws IOException {
    String nestedPath = "!/" + ArchiveSecrets.shown(entry.name());
    try (InputStream in = archive.stream(entry)) {
      stream(in, nestedPath, 2);
    } catch (ArchiveException e) {
      gap(e, nestedPath);
    }
  }

  private void gap(ArchiveException e, String nestedPath) throws ArchiveException {
    if (e.code() == InventoryError.ARCHIVE_LIMIT) {
      // The budget is spent for the rest of the file too.
      throw e;
    }
    sink.gap(e.code(), nestedPath, String.valueOf(e.getMessage()));
  }

  /// Reads a content, archive or not, and not always to its end.
  ///
  /// @param depth 1 for the file itself
  /// @throws ArchiveException when the budget is spent
  void stream(InputStream in, String nestedPath, int depth) throws IOException {
    PushbackInputStream pushed = new PushbackInputStream(in, ArchiveKind.HEAD_BYTES);
    byte[] head = pushed.readNBytes(ArchiveKind.HEAD_BYTES);
    pushed.unread(head);
    ArchiveKind kind = ArchiveKind.of(head, 0, head.length);
    if (kind == ArchiveKind.NONE) {
      leaf(pushed, nestedPath);
    } else if (budget.allowsDepth(depth)) {
      open(kind, pushed, nestedPath, depth);
    } else {
      sink.gap(
          InspectionError.NESTED_ARCHIVE_SKIPPED,
          nestedPath,
          "it lies deeper than the limit " + Limit.ARCHIVE_DEPTH.key());
    }
  }

  private void open(ArchiveKind kind, InputStream in, String nestedPath, int depth)
      throws IOException {
    try {
      Growth growth = new Growth(budget);
      InputStream packed = growth.packed(in);
      switch (kind) {
        case NONE -> leaf(in, nestedPath);
        case ZIP -> zipStream(packed, growth, nestedPath, depth);
        case TAR -> tar(in, nestedPath, depth);
        case GZIP -> unpack(new GZIPInputStream(packed, BUFFER_BYTES), growth, nestedPath, depth);
        case BZIP2 ->
            unpack(
                new BZip2CompressorInputStream(new BufferedInputStream(packed, BUFFER_BYTES), true),
                growth,
                nestedPath,
                depth);
        case XZ ->
            unpack(
                new XZInputStream(new BufferedInputStream(packed, BUFFER_BYTES), XZ_KIBIBYTES_MAX),
                growth,
                nestedPath,
                depth);
      }
    } catch (ArchiveException e) {
      gap(e, nestedPath);
    } catch (MemoryLimitException e) {
      sink.gap(
          InspectionError.NESTED_ARCHIVE_SKIPPED,
          nestedPath,
          "unpacking it takes %s KiB of memory, more than the %s that are given"
              .formatted(e.getMemoryNeeded(), XZ_KIBIBYTES_MAX));
    } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException e) {
      sink.gap(InventoryError.ARCHIVE_DAMAGED, nestedPath, String.valueOf(e.getMessage()));
    }
  }

  private void unpack(InputStream unpacked, Growth growth, String nestedPath, int depth)
      throws IOException {
    try (unpacked) {
      stream(growth.unpacked(unpacked), nestedPath, depth + 1);
    }
  }

  private void zipStream(InputStream packed, Growth growth, String nestedPath, int depth)
      throws IOException {
    try (ZipInputStream zip = new ZipInputStream(packed, StandardCharsets.ISO_8859_1)) {
      InputStream unpacked = growth.unpacked(zip);
      java.util.zip.ZipEntry entry = zip.getNextEntry();
      while (entry != null) {
        budget.takeEntry();
        if (!entry.isDirectory()) {
          String inner = nestedPath + "!/" + ArchiveSecrets.shown(entry.getName());
          stream(unpacked, inner, depth + 1);
          // The next entry is found behind what is left of this one, which is unpacked for it.
          unpacked.transferTo(OutputStream.nullOutputStream());
        }
        entry = zip.getNextEntry();
      }
    }
  }

  private void tar(InputStream in, String nestedPath, int depth) throws IOException {
    TarNames names = new TarNames();
    boolean isEnded = false;
    byte[] header = in.readNBytes(TarHeader.BLOCK);
    while (header.length == TarHeader.BLOCK) {
      if (TarHeader.isHeader(header, 0)) {
        budget.takeEntry();
        tarEntry(in, header, names, nestedPath, depth);
      } else if (TarHeader.isZero(header, 0)) {
        // Another archive may follow: some readers go on behind the end.
        isEnded = true;
      } else {
        break;
      }
      header = in.readNBytes(TarHeader.BLOCK);
    }
    if (header.length > 0) {
      if (!isEnded) {
        sink.gap(InventoryError.ARCHIVE_DAMAGED, nestedPath, "an entry of the tar has no header");
      }
      leaf(new SequenceInputStream(new ByteArrayInputStream(header), in), nestedPath);
    }
  }

  private void tarEntry(InputStream in, byte[] header, TarNames names, String nestedPath, int depth)
      throws IOException {
    byte type = header[TarHeader.TYPE];
    if (type >= '1' && type <= '6') {
      // Links, devices and directories have no content, whatever their size says.
      names.next(header);
      return;
    }
    long size = TarHeader.number(header, TarHeader.SIZE, TarHeader.LONG_NUMBER);
    if (size < 0) {
      throw new ArchiveException(InventoryError.ARCHIVE_DAMAGED, "an entry has no valid size");
    }
    TarPart content = new TarPart(in, size);
    if (!names.take(header, content)) {
      stream(content, nestedPath + "!/" + ArchiveSecrets.shown(names.next(header)), depth + 1);
    }
    content.skipToNext();
  }

  private void leaf(InputStream in, String nestedPath) throws IOException {
    scan.begin(path + nestedPath);
    boolean isKeystore = false;
    boolean isFirst = true;
    try {
      for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
        scan.accept(buffer, 0, length);
        if (isFirst) {
          isKeystore = keystore.begin(path + nestedPath, buffer, 0, length);
          isFirst = false;
        }
        if (isKeystore) {
          keystore.accept(buffer, 0, length);
        }
      }
    } finally {
      // What was found before the content broke off, or the budget was spent, stays found.
      engine.tell(scan.end(), path + nestedPath, nestedPath, sink);
    }
    if (isKeystore) {
      keystore.end(engine, nestedPath, sink);
    }
  }
}
