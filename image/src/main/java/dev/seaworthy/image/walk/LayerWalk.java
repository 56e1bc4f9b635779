package dev.seaworthy.image.walk;

import dev.seaworthy.base.Limit;
import dev.seaworthy.base.LimitExceededException;
import dev.seaworthy.base.Limits;
import dev.seaworthy.image.FileRecord.Kind;
import dev.seaworthy.image.ImageError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Takes the entries of one layer's tar into its table, hashes every regular file and shows the
/// wanted ones to the analysers.
final class LayerWalk implements TarReader.Problems {

  private static final byte[] WHITEOUT = ".wh.".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] WHITEOUT_META = ".wh..wh.".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] OPAQUE = ".wh..wh..opq".getBytes(StandardCharsets.US_ASCII);

  /// How often the table's size is looked at, in entries.
  private static final int BUDGET_STEP = 1024;

  private final LayerContext context;
  private final Limits limits;
  private final LayerTable table;
  private final GapList gaps;
  private final EntryPath path = new EntryPath();
  private final PathMatching matching;
  private final FileReading files;
  private final HardLinks hardLinks;
  private int entries;
  private long budgeted;

  LayerWalk(
      LayerContext context, LayerTable table, FactCollector facts, OpenTaps taps, GapList gaps) {
    this.context = context;
    this.limits = context.limits();
    this.table = table;
    this.gaps = gaps;
    this.matching = new PathMatching(context.matcher());
    this.files = new FileReading(context, table, facts, taps, gaps);
    this.hardLinks = new HardLinks(table, facts);
  }

  /// Reads all entries.
  ///
  /// @throws EndedEarlyException when the tar ends inside something
  /// @throws LimitExceededException when there are too many
  void read(BlockSource source) throws IOException {
    TarReader tar = new TarReader(source, limits, this);
    while (tar.next()) {
      entries++;
      switch (path.set(tar.name(), limits.asInt(Limit.PATH_BYTES))) {
        case FINE -> entry(tar);
        case CLIMBS -> bad(tar.name(), "its name leads out of the image");
        case HAS_NUL -> bad(tar.name(), "its name has a NUL byte");
        case TOO_LONG ->
            bad(
                tar.name(),
                "its name has %s bytes, more than the limit %s = %s"
                    .formatted(
                        tar.name().length, Limit.PATH_BYTES.key(), limits.of(Limit.PATH_BYTES)));
      }
      checkTable();
    }
  }

  /// Hard links that analysers want but whose content they didn't see.
  HardLinks hardLinks() {
    return hardLinks;
  }

  /// Whether something went wrong that may go well another time.
  boolean wasDisturbed() {
    return files.wasDisturbed();
  }

  private void checkTable() throws LimitExceededException {
    long bound = limits.of(Limit.LAYER_ENTRIES);
    // Directories that only names speak of count too: they take the same memory.
    if (table.trie().size() > bound) {
      throw new LimitExceededException(Limit.LAYER_ENTRIES, bound, "the layer");
    }
    if (table.bytes() > context.tables().ofOneLayer()) {
      throw new LimitExceededException(
          Limit.FILE_TABLE_BYTES, limits.of(Limit.FILE_TABLE_BYTES), "the layer's list of files");
    }
    if (entries % BUDGET_STEP == 0) {
      settle();
    }
  }

  /// Counts the table's growth against the image's budget.
  void settle() {
    long bytes = table.bytes();
    context.tables().take(bytes - budgeted);
    budgeted = bytes;
  }

  private void entry(TarReader tar) throws IOException {
    int nameStart = path.nameStart();
    if (startsWith(nameStart, WHITEOUT)) {
      whiteout(tar, nameStart);
      return;
    }
    switch (tar.type()) {
      case '0', '7', 'S' -> regular(tar, nameStart);
      case '1' -> hardLink(tar, nameStart);
      case '2' -> symbolicLink(tar);
      case '3', '4' -> plain(tar, Kind.DEVICE);
      case '5', 'D' -> plain(tar, Kind.DIRECTORY);
      case '6' -> plain(tar, Kind.FIFO);
      case 'V' -> {
        // The label of a volume: no file.
      }
      default -> bad(tar.name(), "its type '%c' is unknown".formatted(tar.type() & 0xff));
    }
  }

  private void plain(TarReader tar, Kind kind) {
    if (path.length() == 0 && kind != Kind.DIRECTORY) {
      bad(tar.name(), "it would take the root's place");
      return;
    }
    set(tar, kind);
  }

  private int set(TarReader tar, Kind kind) {
    int node = table.node(path.bytes(), path.length());
    replace(node, kind);
    table.set(node, kind, tar.mode(), tar.uid(), tar.gid(), tar.size(), tar.hasCapabilities());
    if (isBelowFile(node)) {
      bad(tar.name(), "it lies below a file");
    }
    return node;
  }

  /// Makes room: what a later entry of the same path replaces is gone, and so is what lay below a
  /// directory that becomes something else.
  private void replace(int node, Kind kind) {
    boolean wasDirectory = !table.isPresent(node) || table.isKind(node, Kind.DIRECTORY);
    if (kind == Kind.DIRECTORY && wasDirectory) {
      return;
    }
    forget(node);
    if (kind != Kind.DIRECTORY && table.trie().firstChild(node) != PathTrie.NONE) {
      table.trie().detachBelow(node, this::forget);
    }
  }

  private void forget(int node) {
    files.forget(node);
    hardLinks.forget(node);
    table.remove(node);
  }

  private boolean isBelowFile(int node) {
    PathTrie trie = table.trie();
    int above = trie.parent(node);
    while (above > PathTrie.ROOT && !table.isPresent(above)) {
      above = trie.parent(above);
    }
    return above > PathTrie.ROOT
        && !table.isKind(above, Kind.DIRECTORY)
        && !table.isKind(above, Kind.SYMLINK);
  }

  private void regular(TarReader tar, int nameStart) throws IOException {
    if (path.length() == 0) {
      bad(tar.name(), "it would take the root's place");
      return;
    }
    int node = set(tar, Kind.REGULAR);
    matching.match(path.bytes(), nameStart, path.length());
    files.read(tar, node, matching);
  }

  private void symbolicLink(TarReader tar) {
    if (path.length() == 0) {
      bad(tar.name(), "it would take the root's place");
    } else if (tar.link().length > limits.of(Limit.PATH_BYTES)) {
      bad(tar.name(), "its target is longer than the limit " + Limit.PATH_BYTES.key());
    } else {
      table.setLink(set(tar, Kind.SYMLINK), tar.link());
    }
  }

  private void hardLink(TarReader tar, int nameStart) {
    EntryPath target = new EntryPath();
    EntryPath.Outcome outcome = target.set(tar.link(), limits.asInt(Limit.PATH_BYTES));
    if (outcome != EntryPath.Outcome.FINE || target.length() == 0) {
      bad(tar.name(), "it links to \"" + RawText.shown(tar.link()) + "\", which is no file inside");
      return;
    }
    if (path.length() == 0) {
      bad(tar.name(), "it would take the root's place");
      return;
    }
    int found = table.trie().find(target.bytes(), target.length());
    boolean isKnown = found != PathTrie.NONE && table.isPresent(found);
    if (isKnown && table.isKind(found, Kind.DIRECTORY)) {
      bad(tar.name(), "it links to the directory \"" + RawText.shown(tar.link()) + "\"");
      return;
    }
    int existing = table.trie().find(path.bytes(), path.length());
    if (existing == found && isKnown) {
      bad(tar.name(), "it links to itself");
      return;
    }
    byte[] targetPath = Arrays.copyOf(target.bytes(), target.length());
    matching.match(path.bytes(), nameStart, path.length());
    int node = set(tar, Kind.HARD_LINK);
    // What it names may have been cut off by the link itself.
    boolean isStillKnown = isKnown && table.isPresent(found);
    hardLinks.add(
        node, isStillKnown ? found : PathTrie.NONE, targetPath, matching.wanted(), entries);
  }

  private void whiteout(TarReader tar, int nameStart) {
    if (startsWith(nameStart, OPAQUE) && path.length() - nameStart == OPAQUE.length) {
      int directory = Math.max(nameStart - 1, 0);
      table.markOpaque(table.node(path.bytes(), directory));
    } else if (startsWith(nameStart, WHITEOUT_META)) {
      // Notes that aufs kept for itself; runtimes pass over them too.
      return;
    } else {
      byte[] removed = withoutMark(nameStart);
      int own = removed.length - nameStart;
      boolean isDot = own == 1 && removed[nameStart] == '.';
      boolean isDots = own == 2 && removed[nameStart] == '.' && removed[nameStart + 1] == '.';
      if (own == 0 || isDot || isDots) {
        bad(tar.name(), "it is a whiteout of nothing");
      } else {
        table.markWhiteout(table.node(removed, removed.length));
      }
    }
  }

  private byte[] withoutMark(int nameStart) {
    int length = path.length() - WHITEOUT.length;
    byte[] removed = Arrays.copyOf(path.bytes(), length);
    System.arraycopy(
        path.bytes(), nameStart + WHITEOUT.length, removed, nameStart, length - nameStart);
    return removed;
  }

  private boolean startsWith(int at, byte[] mark) {
    int end = at + mark.length;
    return end <= path.length() && Arrays.equals(path.bytes(), at, end, mark, 0, mark.length);
  }

  @Override
  public void bad(byte[] name, String why) {
    String what = name.length == 0 ? "" : "entry \"" + RawText.shown(name) + "\": ";
    gaps.add(ImageError.BAD_ENTRY, "", what + why);
  }
}
