package dev.seaworthy.image.walk;

import dev.seaworthy.base.Digest;
import dev.seaworthy.base.Limit;
import dev.seaworthy.base.LimitExceededException;
import dev.seaworthy.base.Limits;
import dev.seaworthy.image.ImageError;
import java.io.IOException;
import java.security.MessageDigest;
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
    boolean isTapped =
        taps.begin(table.recordAt(node), tar.buffer(), tar.position(), beginning(tar));
    if (!isTapped) {
      facts.add(node, taps.told());
    }
    return isTapped;
  }

  /// How much of the file's beginning is at hand: nothing behind a hole.
  private static int beginning(TarReader tar) throws IOException {
    SparseMap sparse = tar.sparse();
    if (sparse == null) {
      return tar.available();
    }
    boolean hasData = sparse.parts() > 0 && sparse.offset(0) == 0;
    return hasData ? (int) Math.min(tar.available(), sparse.length(0)) : 0;
  }

  private long[] wantedByContent(TarReader tar, PathMatching matching) throws IOException {
    long[] byContent = new long[matching.wanted().length];
    int length = Math.min(beginning(tar), PathMatcher.BEGINNING_BYTES);
    if (matching.matchBeginning(tar.buffer(), tar.position(), length, tar.size())) {
      context.matcher().matchBeginning(tar.buffer(), tar.position(), length, tar.size(), byContent);
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
