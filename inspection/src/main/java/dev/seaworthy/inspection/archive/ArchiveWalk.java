package dev.seaworthy.inspection.archive;

import dev.seaworthy.base.Limit;
import dev.seaworthy.base.Text;
import dev.seaworthy.image.FileContent;
import dev.seaworthy.inspection.InspectionError;
import dev.seaworthy.inspection.archive.ArchiveVisitor.Content;
import dev.seaworthy.inspection.archive.ArchiveVisitor.Inside;
import dev.seaworthy.inventory.InventoryError;
import dev.seaworthy.inventory.archive.ArchiveBudget;
import dev.seaworthy.inventory.archive.ArchiveException;
import dev.seaworthy.inventory.archive.ByteSource;
import dev.seaworthy.inventory.archive.ZipArchive;
import dev.seaworthy.inventory.archive.ZipEntry;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PushbackInputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.jspecify.annotations.Nullable;
import org.tukaani.xz.MemoryLimitException;
import org.tukaani.xz.XZInputStream;

/// Goes through the archives of one file, one inside the other, and shows a visitor what lies in
/// them: zip with all that is one (jar, war, wheel), tar, gzip, bzip2 and xz. What an archive is
/// taken for is up to its content. Whatever of it belongs to no entry, before, between or behind
/// them, is a content too: nobody can say that no reader finds it.
///
/// What is wrong with an inner archive is a gap there and doesn't end the outer one; only a spent
/// budget ends everything.
public final class ArchiveWalk {

  private static final int BUFFER_BYTES = 64 << 10;

  /// What `xz -9` takes to unpack, and a little more.
  private static final int XZ_KIBIBYTES_MAX = 72 << 10;

  /// What an entry of a zip takes beside its packed content and twice its name: both headers, the
  /// data descriptor and usual extra fields.
  private static final int ENTRY_BYTES = 30 + 46 + 16 + 128;

  /// What a zip may hold beside its entries.
  private static final int UNLISTED_BYTES_MAX = 1 << 10;

  private final ArchiveBudget budget;
  private final ArchiveVisitor visitor;

  public ArchiveWalk(ArchiveBudget budget, ArchiveVisitor visitor) {
    this.budget = budget;
    this.visitor = visitor;
  }

  /// Reads a file.
  ///
  /// @param kind what it is opened as, see [ArchiveKind#ofFile]
  /// @throws ArchiveException when the budget is spent
  public void read(ArchiveKind kind, FileContent content) throws IOException {
    if (kind == ArchiveKind.ZIP) {
      try (SeekableByteChannel channel = content.channel()) {
        zip(channel);
      }
    } else {
      try (InputStream in = content.open()) {
        stream(in, "", 1);
      }
    }
  }

  /// Reads a zip archive by its directory. What only begins like one or is called so, and what
  /// holds much that the directory doesn't list, is shown as it is.
  private void zip(SeekableByteChannel channel) throws IOException {
    byte[] head = head(channel);
    boolean isZip = ArchiveKind.isZipEntry(head);
    ZipArchive archive;
    try {
      archive = ZipArchive.open(ByteSource.of(channel), budget);
    } catch (ArchiveException e) {
      asItIs(channel, head);
      if (isZip) {
        fromBeginning(channel, e);
      }
      return;
    }
    long[] listed = {0};
    try {
      archive.forEach(entry -> {
        listed[0] += entry.compressedSize() + ENTRY_BYTES + 2L * entry.name().length();
        if (!entry.isDirectory() || entry.size() > 0) {
          zipEntry(archive, entry);
        }
      });
    } catch (ArchiveException e) {
      if (listed[0] == 0 && e.code() != InventoryError.ARCHIVE_LIMIT) {
        fromBeginning(channel, e);
      } else {
        gap(e, "");
      }
    }
    if (!isZip || archive.hasOverlap() || channel.size() - listed[0] > UNLISTED_BYTES_MAX) {
      // Some of it is in no entry, where nobody would look.
      asItIs(channel, head);
    }
  }

  /// Reads a zip by its entries' own headers, since its directory can't be read.
  private void fromBeginning(SeekableByteChannel channel, ArchiveException why) throws IOException {
    visitor.gap(why.code(), "", why.getMessage() + "; what lies in it was read from the beginning");
    inside(ArchiveKind.ZIP, Channels.newInputStream(channel.position(0)), "", 1);
  }

  private static byte[] head(SeekableByteChannel channel) throws IOException {
    return Channels.newInputStream(channel.position(0)).readNBytes(ArchiveKind.HEAD_BYTES);
  }

  private void asItIs(SeekableByteChannel channel, byte[] head) throws IOException {
    visitor.visit(new Content(Channels.newInputStream(channel.position(0)), head, "", 1, null));
  }

  private void zipEntry(ZipArchive archive, ZipEntry entry) throws IOException {
    String nestedPath = "!/" + shown(entry.name());
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
    visitor.gap(e.code(), nestedPath, String.valueOf(e.getMessage()));
  }

  /// Shows a content, archive or not.
  void stream(InputStream in, String nestedPath, int depth) throws IOException {
    PushbackInputStream pushed = new PushbackInputStream(in, ArchiveKind.HEAD_BYTES);
    byte[] head = pushed.readNBytes(ArchiveKind.HEAD_BYTES);
    pushed.unread(head);
    visitor.visit(new Content(pushed, head, nestedPath, depth, inside(head, nestedPath, depth)));
  }

  private @Nullable Inside inside(byte[] head, String nestedPath, int depth) {
    ArchiveKind kind = ArchiveKind.of(head, 0, head.length);
    return kind == ArchiveKind.NONE ? null : in -> inside(kind, in, nestedPath, depth);
  }

  /// Shows what stands behind an archive's end, unless it is padding.
  void rest(InputStream in, String nestedPath, int depth) throws IOException {
    PushbackInputStream pushed = new PushbackInputStream(new BufferedInputStream(in), 1);
    int first = pushed.read();
    while (first == 0) {
      first = pushed.read();
    }
    if (first > 0) {
      pushed.unread(first);
      stream(pushed, nestedPath, depth + 1);
    }
  }

  private void inside(ArchiveKind kind, InputStream in, String nestedPath, int depth)
      throws IOException {
    if (!budget.allowsDepth(depth)) {
      visitor.gap(
          InspectionError.NESTED_ARCHIVE_SKIPPED,
          nestedPath,
          "it lies deeper than the limit " + Limit.ARCHIVE_DEPTH.key());
      return;
    }
    try {
      Growth growth = new Growth(budget);
      InputStream packed = growth.packed(in);
      switch (kind) {
        case NONE -> throw new IllegalStateException("no archive");
        case ZIP -> zipStream(packed, growth, nestedPath, depth);
        case TAR -> new TarWalk(this, budget, visitor).read(in, nestedPath, depth);
        case GZIP -> gzip(packed, growth, nestedPath, depth);
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
      visitor.gap(
          InspectionError.NESTED_ARCHIVE_SKIPPED,
          nestedPath,
          "unpacking it takes %s KiB of memory, more than the %s that are given"
              .formatted(e.getMemoryNeeded(), XZ_KIBIBYTES_MAX));
    } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException e) {
      visitor.gap(InventoryError.ARCHIVE_DAMAGED, nestedPath, String.valueOf(e.getMessage()));
    }
  }

  private void gzip(InputStream packed, Growth growth, String nestedPath, int depth)
      throws IOException {
    try (GzipMembers members = new GzipMembers(packed)) {
      InputStream unpacked = growth.unpacked(members);
      stream(unpacked, nestedPath, depth + 1);
      // Only behind the end is there a rest.
      unpacked.transferTo(OutputStream.nullOutputStream());
      rest(members.rest(), nestedPath, depth);
    }
  }

  private void unpack(InputStream unpacked, Growth growth, String nestedPath, int depth)
      throws IOException {
    try (unpacked) {
      InputStream counted = growth.unpacked(unpacked);
      stream(counted, nestedPath, depth + 1);
      // Whether anything follows is known at the end alone, and is an error of these formats.
      counted.transferTo(OutputStream.nullOutputStream());
    }
  }

  private void zipStream(InputStream packed, Growth growth, String nestedPath, int depth)
      throws IOException {
    try (ZipEntries zip = new ZipEntries(packed)) {
      InputStream unpacked = growth.unpacked(zip);
      java.util.zip.ZipEntry entry = zip.next();
      while (entry != null) {
        budget.takeEntry();
        String inner = nestedPath + "!/" + shown(entry.getName());
        PushbackInputStream content = new PushbackInputStream(unpacked);
        int first = content.read();
        if (first >= 0) {
          content.unread(first);
        }
        // A directory is one only if there is nothing in it.
        if (first >= 0 || !entry.isDirectory()) {
          stream(content, inner, depth + 1);
        }
        // The next entry is found behind what is left of this one, which is unpacked for it.
        unpacked.transferTo(OutputStream.nullOutputStream());
        entry = zip.next();
      }
      ZipEntries.Rest rest = zip.rest();
      rest(rest, nestedPath, depth);
      rest.transferTo(OutputStream.nullOutputStream());
      if (rest.hasEntry()) {
        visitor.gap(
            InventoryError.ARCHIVE_DAMAGED, nestedPath, "more entries stand behind its directory");
      }
    }
  }

  /// Shows a name of an archive in a path.
  static String shown(String name) {
    return Text.visible(Text.shorten(name, (int) Limit.PATH_BYTES.defaultValue()));
  }
}
