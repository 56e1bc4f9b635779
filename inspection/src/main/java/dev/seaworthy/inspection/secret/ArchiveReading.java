package dev.seaworthy.inspection.secret;

import dev.seaworthy.base.Limit;
import dev.seaworthy.image.FactSink;
import dev.seaworthy.image.tar.TarHeader;
import dev.seaworthy.inspection.InspectionError;
import dev.seaworthy.inventory.InventoryError;
import dev.seaworthy.inventory.archive.ArchiveBudget;
import dev.seaworthy.inventory.archive.ArchiveException;
import dev.seaworthy.inventory.archive.ByteSource;
import dev.seaworthy.inventory.archive.ZipArchive;
import dev.seaworthy.inventory.archive.ZipEntry;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipInputStream;

/// Goes through the archives of one file, one inside the other, and scans what lies in them.
final class ArchiveReading {

  private static final int HEAD_BYTES = 512;
  private static final int BUFFER_BYTES = 64 << 10;

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

  /// Reads a zip archive by its central directory. What only begins like one is scanned as it is.
  void zip(SeekableByteChannel channel) throws IOException {
    ZipArchive archive;
    try {
      archive = ZipArchive.open(ByteSource.of(channel), budget);
    } catch (ArchiveException e) {
      leaf(Channels.newInputStream(channel.position(0)), "");
      return;
    }
    archive.forEach(entry -> {
      if (!entry.isDirectory()) {
        zipEntry(archive, entry);
      }
    });
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

  /// Reads a content, archive or not.
  ///
  /// @param depth 1 for the file itself
  void stream(InputStream in, String nestedPath, int depth) throws IOException {
    PushbackInputStream pushed = new PushbackInputStream(in, HEAD_BYTES);
    byte[] head = new byte[HEAD_BYTES];
    int length = pushed.readNBytes(head, 0, HEAD_BYTES);
    pushed.unread(head, 0, length);
    boolean isGzip = ArchiveSecrets.isGzip(head, 0, length);
    boolean isZip = ArchiveSecrets.isZip(head, 0, length);
    boolean isTar = ArchiveSecrets.isTar(head, 0, length);
    if (!isGzip && !isZip && !isTar) {
      leaf(pushed, nestedPath);
    } else if (!budget.allowsDepth(depth)) {
      sink.gap(
          InspectionError.NESTED_ARCHIVE_SKIPPED,
          nestedPath,
          "it lies deeper than the limit " + Limit.ARCHIVE_DEPTH.key());
    } else if (isGzip) {
      gzip(pushed, nestedPath, depth);
    } else if (isZip) {
      zipStream(pushed, nestedPath, depth);
    } else {
      tar(pushed, nestedPath, depth);
    }
  }

  private void gzip(InputStream packed, String nestedPath, int depth) throws IOException {
    // The stream that it reads from is closed by who opened it.
    @SuppressWarnings("resource")
    GZIPInputStream unpacked = new GZIPInputStream(new Unclosed(packed), BUFFER_BYTES);
    try {
      stream(new Counted(unpacked, budget), nestedPath, depth + 1);
    } catch (ArchiveException e) {
      throw e;
    } catch (IOException e) {
      throw damaged(e);
    } finally {
      unpacked.close();
    }
  }

  private static ArchiveException damaged(IOException e) {
    return new ArchiveException(InventoryError.ARCHIVE_DAMAGED, String.valueOf(e.getMessage()));
  }

  private void zipStream(InputStream packed, String nestedPath, int depth) throws IOException {
    try (ZipInputStream zip =
        new ZipInputStream(new Unclosed(packed), StandardCharsets.ISO_8859_1)) {
      java.util.zip.ZipEntry entry = zip.getNextEntry();
      while (entry != null) {
        budget.takeEntry();
        if (!entry.isDirectory()) {
          String inner = nestedPath + "!/" + ArchiveSecrets.shown(entry.getName());
          stream(new Counted(zip, budget), inner, depth + 1);
        }
        entry = zip.getNextEntry();
      }
    } catch (ArchiveException e) {
      throw e;
    } catch (IOException | IllegalArgumentException e) {
      throw new ArchiveException(InventoryError.ARCHIVE_DAMAGED, String.valueOf(e.getMessage()));
    }
  }

  /// Reads plain tar entries. Long names and the like only make other names.
  private void tar(InputStream in, String nestedPath, int depth) throws IOException {
    byte[] header = new byte[TarHeader.BLOCK];
    while (in.readNBytes(header, 0, header.length) == header.length
        && TarHeader.isHeader(header, 0)) {
      budget.takeEntry();
      long size = TarHeader.number(header, TarHeader.SIZE, TarHeader.LONG_NUMBER);
      if (size < 0) {
        throw new ArchiveException(InventoryError.ARCHIVE_DAMAGED, "an entry has no valid size");
      }
      int own = TarHeader.textLength(header, TarHeader.NAME, TarHeader.NAME_LENGTH);
      String name = new String(header, TarHeader.NAME, own, StandardCharsets.UTF_8);
      byte type = header[TarHeader.TYPE];
      Part content = new Part(in, size);
      if (type == '0' || type == 0 || type == '7') {
        stream(content, nestedPath + "!/" + ArchiveSecrets.shown(name), depth + 1);
      }
      content.skipNBytes(content.left);
      in.skipNBytes(-size & (TarHeader.BLOCK - 1));
    }
  }

  private void leaf(InputStream in, String nestedPath) throws IOException {
    scan.begin(path + nestedPath);
    boolean isKeystore = false;
    boolean isFirst = true;
    for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
      scan.accept(buffer, 0, length);
      if (isFirst) {
        isKeystore = keystore.begin(path + nestedPath, 0, buffer, 0, length);
        isFirst = false;
      }
      if (isKeystore) {
        keystore.accept(buffer, 0, length);
      }
    }
    engine.tell(scan.end(), path + nestedPath, nestedPath, sink);
    if (isKeystore) {
      keystore.end(engine, nestedPath, sink);
    }
  }

  /// What inner streams close stays open.
  private static final class Unclosed extends FilterInputStream {
    Unclosed(InputStream in) {
      super(in);
    }

    @Override
    public void close() {
      // Whoever opened it closes it.
    }
  }

  /// Takes what is unpacked from the budget.
  private static final class Counted extends FilterInputStream {
    private final ArchiveBudget budget;

    Counted(InputStream in, ArchiveBudget budget) {
      super(in);
      this.budget = budget;
    }

    @Override
    public int read() throws IOException {
      int unit = super.read();
      budget.takeBytes(unit < 0 ? 0 : 1);
      return unit;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int read = super.read(bytes, offset, length);
      budget.takeBytes(Math.max(0, read));
      return read;
    }
  }

  /// The content of one entry.
  private static final class Part extends InputStream {
    private final InputStream in;
    private long left;

    Part(InputStream in, long length) {
      this.in = in;
      this.left = length;
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
  }
}
