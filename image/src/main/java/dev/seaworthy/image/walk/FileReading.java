package dev.seaworthy.image.walk;

import dev.seaworthy.base.Digest;
import dev.seaworthy.base.Limit;
import dev.seaworthy.base.LimitExceededException;
import dev.seaworthy.base.Limits;
import dev.seaworthy.image.FileRecord;
import dev.seaworthy.image.ImageError;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Reads the content of regular files of a layer: hashes it, and keeps it for the analysers where
/// it is wanted.
final class FileReading {

  private static final byte[] ZEROS = new byte[64 << 10];

  private final LayerContext context;
  private final Limits limits;
  private final LayerTable table;
  private final FactCollector facts;
  private final OpenTaps taps;
  private final GapList gaps;
  private final MessageDigest hash = Digest.Algorithm.SHA256.newMessageDigest();
  private final byte[] sparseBeginning = new byte[PathMatcher.BEGINNING_BYTES];
  private long holesLeft;

  /// Whether the file at hand is hashed, its holes filled in.
  private boolean isFilled;

  private boolean wasDisturbed;

  FileReading(
      LayerContext context, LayerTable table, FactCollector facts, OpenTaps taps, GapList gaps) {
    this.context = context;
    this.limits = context.limits();
    this.table = table;
    this.facts = facts;
    this.taps = taps;
    this.gaps = gaps;
    this.holesLeft = limits.of(Limit.METADATA_BYTES);
  }

  boolean wasDisturbed() {
    return wasDisturbed;
  }

  void forget(int node) {
    facts.remove(node);
  }

  /// Reads the file at hand.
  ///
  /// @param matching has been asked for its path
  void read(TarReader tar, int node, PathMatching matching) throws IOException {
    long[] byContent = wantedByContent(tar, matching);
    boolean isWanted = isAny(matching.wanted());
    boolean isTapped = !taps.isEmpty() && tap(tar, node);
    SparseMap sparse = tar.sparse();
    isFilled = sparse == null || takeHoles(sparse);
    if (sparse != null && !isFilled && isWanted) {
      gaps.add(
          ImageError.FILE_TOO_LARGE,
          table.trie().path(node),
          "its holes have %s bytes, more than are filled in for one layer (limit %s)"
              .formatted(StoredBytes.grouped(sparse.holes()), Limit.METADATA_BYTES.key()));
    }
    if (!isFilled && !isTapped) {
      return;
    }
    try (KeptContent kept = isWanted && isFilled ? keep(node, tar.size()) : null) {
      if (sparse == null) {
        stored(tar, tar.left(), kept);
      } else {
        sparse(tar, sparse, kept);
      }
      if (isFilled) {
        table.setHash(node, hash);
      }
      if (kept != null) {
        FactCollector.Told told = facts.at(node, matching.wanted().length);
        PathMatcher.add(told.byContent(), byContent);
        facts.analyse(table.recordAt(node), kept.content(), matching.wanted(), told);
      }
    } finally {
      hash.reset();
      if (isTapped) {
        facts.add(node, taps.end(table.recordAt(node)));
      }
    }
  }

  /// Asks the taps for the file.
  private boolean tap(TarReader tar, int node) throws IOException {
    FileRecord file = table.recordAt(node);
    SparseMap sparse = tar.sparse();
    boolean isTapped =
        sparse == null
            ? taps.begin(file, tar.buffer(), tar.position(), tar.available())
            : taps.begin(file, sparseBeginning, 0, sparseBeginning(tar, sparse));
    if (!isTapped) {
      facts.add(node, taps.told());
    }
    return isTapped;
  }

  /// Puts together how a sparse file begins: its parts may be of any length, none included, and
  /// holes lie before and between them.
  ///
  /// @return how many bytes are known, fewer than asked only of a short file or a broken layer
  private int sparseBeginning(TarReader tar, SparseMap sparse) throws IOException {
    Arrays.fill(sparseBeginning, (byte) 0);
    int length = (int) Math.min(sparse.size(), sparseBeginning.length);
    int stored = tar.available();
    int taken = 0;
    for (int part = 0; part < sparse.parts() && sparse.offset(part) < length; part++) {
      int at = (int) sparse.offset(part);
      int wanted = (int) Math.min(sparse.length(part), length - at);
      int copied = Math.min(wanted, stored - taken);
      System.arraycopy(tar.buffer(), tar.position() + taken, sparseBeginning, at, copied);
      taken += copied;
      if (copied < wanted) {
        return at + copied;
      }
    }
    return length;
  }

  private long[] wantedByContent(TarReader tar, PathMatching matching) throws IOException {
    SparseMap sparse = tar.sparse();
    if (sparse != null) {
      int length = sparseBeginning(tar, sparse);
      return wantedByContent(sparseBeginning, 0, length, tar.size(), matching);
    }
    int length = Math.min(tar.available(), PathMatcher.BEGINNING_BYTES);
    return wantedByContent(tar.buffer(), tar.position(), length, tar.size(), matching);
  }

  private long[] wantedByContent(
      byte[] bytes, int offset, int length, long size, PathMatching matching) {
    long[] byContent = new long[matching.wanted().length];
    if (matching.matchBeginning(bytes, offset, length, size)) {
      context.matcher().matchBeginning(bytes, offset, length, size, byContent);
    }
    return byContent;
  }

  private static boolean isAny(long[] wanted) {
    for (long word : wanted) {
      if (word != 0) {
        return true;
      }
    }
    return false;
  }

  private boolean takeHoles(SparseMap sparse) {
    long holes = sparse.holes();
    if (holes > holesLeft) {
      return false;
    }
    holesLeft -= holes;
    return true;
  }

  private @Nullable KeptContent keep(int node, long size) {
    long bound = limits.of(Limit.ANALYSED_FILE_BYTES);
    try {
      if (size > bound) {
        throw new LimitExceededException(Limit.ANALYSED_FILE_BYTES, bound, "the file");
      }
      return new KeptContent(size, limits, context.spill());
    } catch (LimitExceededException e) {
      gaps.add(ImageError.FILE_TOO_LARGE, table.trie().path(node), String.valueOf(e.getMessage()));
    } catch (IOException e) {
      wasDisturbed = true;
      gaps.add(
          ImageError.FILE_UNREADABLE,
          table.trie().path(node),
          "no temporary file could be made for it: " + e.getMessage());
    }
    return null;
  }

  private void stored(TarReader tar, long length, @Nullable KeptContent kept) throws IOException {
    long left = length;
    while (left > 0) {
      int available = (int) Math.min(tar.available(), left);
      if (available == 0) {
        throw new EndedEarlyException(
            "inside the content of \"%s\", %s bytes before its end"
                .formatted(RawText.shown(tar.name()), left));
      }
      if (isFilled) {
        hash.update(tar.buffer(), tar.position(), available);
      }
      taps.accept(tar.buffer(), tar.position(), available);
      if (kept != null) {
        kept.write(tar.buffer(), tar.position(), available);
      }
      tar.consume(available);
      left -= available;
    }
  }

  private void sparse(TarReader tar, SparseMap sparse, @Nullable KeptContent kept)
      throws IOException {
    long at = 0;
    for (int part = 0; part < sparse.parts(); part++) {
      hole(sparse.offset(part) - at, kept);
      stored(tar, sparse.length(part), kept);
      at = sparse.offset(part) + sparse.length(part);
    }
    hole(sparse.size() - at, kept);
  }

  private void hole(long length, @Nullable KeptContent kept) {
    taps.skip(length);
    long left = isFilled ? length : 0;
    while (left > 0) {
      int zeros = (int) Math.min(left, ZEROS.length);
      hash.update(ZEROS, 0, zeros);
      left -= zeros;
    }
    if (kept != null) {
      kept.passOver(length);
    }
  }
}
