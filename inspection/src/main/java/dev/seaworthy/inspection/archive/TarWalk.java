package dev.seaworthy.inspection.archive;

import dev.seaworthy.image.tar.TarHeader;
import dev.seaworthy.inventory.InventoryError;
import dev.seaworthy.inventory.archive.ArchiveBudget;
import dev.seaworthy.inventory.archive.ArchiveException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.stream.IntStream;

/// Goes through the entries of one tar.
final class TarWalk {

  private final ArchiveWalk walk;
  private final ArchiveBudget budget;
  private final ArchiveVisitor visitor;
  private final TarNames names = new TarNames();

  /// How many bytes the last entry claims that should have none, such as a link.
  private long claimed;

  private String claimant = "";

  TarWalk(ArchiveWalk walk, ArchiveBudget budget, ArchiveVisitor visitor) {
    this.walk = walk;
    this.budget = budget;
    this.visitor = visitor;
  }

  void read(InputStream in, String nestedPath, int depth) throws IOException {
    boolean isEnded = false;
    byte[] header = in.readNBytes(TarHeader.BLOCK);
    while (header.length == TarHeader.BLOCK) {
      if (TarHeader.isHeader(header, 0)) {
        isEnded = false;
        budget.takeEntry();
        entry(in, header, nestedPath, depth);
      } else if (TarHeader.isZero(header, 0)) {
        // Another archive may follow: some readers go on behind the end.
        isEnded = true;
      } else if (claimed > 0) {
        // Readers disagree on whether a link may have content. Where no header stands, it does.
        TarPart content = new TarPart(joined(header, in), claimed);
        claimed = 0;
        walk.stream(content, claimant, depth + 1);
        content.skipToNext();
      } else {
        break;
      }
      header = in.readNBytes(TarHeader.BLOCK);
    }
    byte[] last = header;
    if (IntStream.range(0, last.length).anyMatch(i -> last[i] != 0)) {
      if (!isEnded) {
        visitor.gap(
            InventoryError.ARCHIVE_DAMAGED, nestedPath, "an entry of the tar has no header");
      }
      walk.rest(joined(last, in), nestedPath, depth);
    }
  }

  private static InputStream joined(byte[] block, InputStream in) {
    return new SequenceInputStream(new ByteArrayInputStream(block), in);
  }

  private void entry(InputStream in, byte[] header, String nestedPath, int depth)
      throws IOException {
    byte type = header[TarHeader.TYPE];
    long size = TarHeader.number(header, TarHeader.SIZE, TarHeader.LONG_NUMBER);
    claimed = 0;
    if (type >= '1' && type <= '6') {
      // Links, devices and directories have no content to Go's reader, and so to runtimes.
      claimant = nestedPath + "!/" + ArchiveWalk.shown(names.next(header));
      claimed = Math.max(0, size);
      return;
    }
    if (size < 0) {
      throw new ArchiveException(InventoryError.ARCHIVE_DAMAGED, "an entry has no valid size");
    }
    TarPart content = new TarPart(in, size);
    if (!names.take(header, content)) {
      String name = ArchiveWalk.shown(names.next(header));
      walk.stream(content, nestedPath + "!/" + name, depth + 1);
    }
    content.skipToNext();
  }
}
