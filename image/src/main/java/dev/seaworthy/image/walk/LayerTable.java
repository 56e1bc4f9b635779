package dev.seaworthy.image.walk;

import dev.seaworthy.base.Digest;
import dev.seaworthy.image.FileRecord;
import dev.seaworthy.image.FileRecord.Kind;
import dev.seaworthy.image.FileTable;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The entries of a layer in columns, about a hundred bytes each. Filled by one thread, then read
/// by any.
final class LayerTable implements FileTable {

  /// What an entry takes beside its name: the columns below, those of the trie and its slots.
  private static final int NODE_BYTES = 84;

  /// By [#code]; the cache keeps these numbers.
  private static final Kind[] KINDS = {
    Kind.REGULAR,
    Kind.DIRECTORY,
    Kind.SYMLINK,
    Kind.HARD_LINK,
    Kind.DEVICE,
    Kind.FIFO,
    Kind.OTHER,
    Kind.OTHER
  };

  private static final int MODE_MASK = 07777;
  private static final int KIND_SHIFT = 12;
  private static final int KIND_MASK = 7;
  private static final int CAPABILITIES = 1 << 15;
  private static final int HASHED = 1 << 16;
  private static final int PRESENT = 1 << 17;
  private static final int WHITEOUT = 1 << 18;
  private static final int OPAQUE = 1 << 19;
  private static final int LINKED = 1 << 20;

  private final ByteArena arena;
  private final PathTrie trie;
  private final IntColumn flags;
  private final IntColumn uids;
  private final IntColumn gids;
  private final IntColumn sizesLow;
  private final IntColumn sizesHigh;
  private final IntColumn links = new IntColumn();
  private final HashColumn hashes;
  private int count;
  private volatile @Nullable PathOrder order;

  /// @param seed see [PathTrie]
  LayerTable(long seed) {
    this.arena = new ByteArena();
    this.trie = new PathTrie(arena, seed);
    this.flags = new IntColumn();
    this.uids = new IntColumn();
    this.gids = new IntColumn();
    this.sizesLow = new IntColumn();
    this.sizesHigh = new IntColumn();
    this.hashes = new HashColumn();
    fillUp();
  }

  /// What [#write] wrote of each entry, by its node.
  ///
  /// @param flags as [LayerTable#flags] gives them
  record Columns(
      IntColumn flags,
      IntColumn uids,
      IntColumn gids,
      IntColumn sizesLow,
      IntColumn sizesHigh,
      HashColumn hashes) {

    static Columns read(ByteBuffer in, int nodes) {
      return new Columns(
          IntColumn.read(in, nodes),
          IntColumn.read(in, nodes),
          IntColumn.read(in, nodes),
          IntColumn.read(in, nodes),
          IntColumn.read(in, nodes),
          HashColumn.read(in, nodes));
    }
  }

  /// A table whose entries are known but for the targets of links.
  LayerTable(ByteArena arena, PathTrie trie, Columns columns) {
    this.arena = arena;
    this.trie = trie;
    this.flags = columns.flags();
    this.uids = columns.uids();
    this.gids = columns.gids();
    this.sizesLow = columns.sizesLow();
    this.sizesHigh = columns.sizesHigh();
    this.hashes = columns.hashes();
    links.fill(trie.size(), 0);
    for (int node = 0; node < trie.size(); node++) {
      count += isPresent(node) ? 1 : 0;
    }
  }

  /// Writes the columns under new numbers.
  ///
  /// @param nodes the node of each new number
  void write(int[] nodes, int count, DataOutput out) throws IOException {
    for (IntColumn column : List.of(flags, uids, gids, sizesLow, sizesHigh)) {
      for (int i = 0; i < count; i++) {
        out.writeInt(column.get(nodes[i]));
      }
    }
    hashes.write(nodes, count, this::isHashed, out);
  }

  PathTrie trie() {
    return trie;
  }

  ByteArena arena() {
    return arena;
  }

  /// The node of a path, made if there is none yet; it becomes an entry by [#set].
  ///
  /// @param path normalised UTF-8 without the leading slash
  int node(byte[] path, int length) {
    int node = trie.add(path, length);
    fillUp();
    return node;
  }

  private static int code(Kind kind) {
    return switch (kind) {
      case REGULAR -> 0;
      case DIRECTORY -> 1;
      case SYMLINK -> 2;
      case HARD_LINK -> 3;
      case DEVICE -> 4;
      case FIFO -> 5;
      case OTHER -> 6;
    };
  }

  private void fillUp() {
    for (int i = flags.size(); i < trie.size(); i++) {
      flags.add(0);
      uids.add(0);
      gids.add(0);
      sizesLow.add(0);
      sizesHigh.add(0);
      links.add(0);
    }
  }

  /// Makes the node an entry, in place of what it was. Owners are cut to 32 bits, as kernels do.
  void set(int node, Kind kind, int mode, long uid, long gid, long size, boolean capabilities) {
    int markers = flags.get(node);
    if ((markers & PRESENT) == 0) {
      count++;
    }
    int value = (markers & (WHITEOUT | OPAQUE)) | PRESENT;
    value |= (mode & MODE_MASK) | (code(kind) << KIND_SHIFT) | (capabilities ? CAPABILITIES : 0);
    flags.set(node, value);
    uids.set(node, (int) uid);
    gids.set(node, (int) gid);
    setSize(node, size);
  }

  int flags(int node) {
    return flags.get(node);
  }

  private void setSize(int node, long size) {
    sizesLow.set(node, (int) size);
    sizesHigh.set(node, (int) (size >>> 32));
  }

  void setHash(int node, MessageDigest ready) {
    hashes.set(node, ready);
    flags.set(node, flags.get(node) | HASHED);
  }

  void setHash(int node, byte[] bytes, int offset) {
    hashes.set(node, bytes, offset);
    flags.set(node, flags.get(node) | HASHED);
  }

  void setLink(int node, byte[] target) {
    setLink(node, target, 0, target.length);
  }

  void setLink(int node, byte[] bytes, int offset, int length) {
    links.set(node, arena.add(bytes, offset, length));
    flags.set(node, flags.get(node) | LINKED);
  }

  /// Gives a hard link the size, mode, owner and hash of the file that it names.
  void copyFile(int target, int link) {
    int keep = flags.get(link) & ~(MODE_MASK | CAPABILITIES | HASHED);
    int copied = flags.get(target) & (MODE_MASK | CAPABILITIES | HASHED);
    flags.set(link, keep | copied);
    uids.set(link, uids.get(target));
    gids.set(link, gids.get(target));
    sizesLow.set(link, sizesLow.get(target));
    sizesHigh.set(link, sizesHigh.get(target));
    if ((copied & HASHED) != 0) {
      byte[] hash = new byte[HashColumn.HASH];
      hashes.copy(target, hash);
      hashes.set(link, hash, 0);
    }
  }

  void copyHash(int node, byte[] target) {
    hashes.copy(node, target);
  }

  /// The node is no entry any more.
  void remove(int node) {
    int value = flags.get(node);
    if ((value & PRESENT) != 0) {
      count--;
      flags.set(node, value & (WHITEOUT | OPAQUE));
    }
  }

  void markWhiteout(int node) {
    flags.set(node, flags.get(node) | WHITEOUT);
  }

  void markOpaque(int node) {
    flags.set(node, flags.get(node) | OPAQUE);
  }

  boolean isPresent(int node) {
    return (flags.get(node) & PRESENT) != 0;
  }

  boolean isWhiteout(int node) {
    return (flags.get(node) & WHITEOUT) != 0;
  }

  boolean isOpaque(int node) {
    return (flags.get(node) & OPAQUE) != 0;
  }

  boolean isHashed(int node) {
    return (flags.get(node) & HASHED) != 0;
  }

  boolean isLinked(int node) {
    return (flags.get(node) & LINKED) != 0;
  }

  Kind kind(int node) {
    return KINDS[(flags.get(node) >>> KIND_SHIFT) & KIND_MASK];
  }

  boolean isKind(int node, Kind kind) {
    return isPresent(node) && kind(node) == kind;
  }

  /// An estimate of the memory that the table takes.
  long bytes() {
    return (long) trie.size() * NODE_BYTES + arena.bytes();
  }

  /// The node of a normalised path that begins with `/`, or [PathTrie#NONE].
  int find(byte[] path) {
    return trie.find(path, path.length);
  }

  static byte[] bytes(String path) {
    return path.substring(1).getBytes(StandardCharsets.UTF_8);
  }

  FileRecord recordAt(int node) {
    return recordAt(node, trie.path(node));
  }

  /// The entry under another path.
  FileRecord recordAt(int node, String path) {
    int value = flags.get(node);
    Optional<Digest> hash =
        (value & HASHED) != 0 ? Optional.of(hashes.get(node)) : Optional.empty();
    return new FileRecord(
        path,
        KINDS[(value >>> KIND_SHIFT) & KIND_MASK],
        value & MODE_MASK,
        uid(node),
        gid(node),
        size(node),
        link(node),
        hash,
        (value & CAPABILITIES) != 0);
  }

  long uid(int node) {
    return uids.get(node) & 0xffff_ffffL;
  }

  long gid(int node) {
    return gids.get(node) & 0xffff_ffffL;
  }

  long size(int node) {
    return ((long) sizesHigh.get(node) << 32) | (sizesLow.get(node) & 0xffff_ffffL);
  }

  String link(int node) {
    if (!isLinked(node)) {
      return "";
    }
    int address = links.get(node);
    return new String(
        arena.piece(address), arena.start(address), arena.length(address), StandardCharsets.UTF_8);
  }

  @Override
  public int size() {
    return count;
  }

  @Override
  public FileRecord record(int position) {
    return recordAt(order().node(position));
  }

  @Override
  public Optional<FileRecord> find(String path) {
    int node = path.startsWith("/") ? find(bytes(path)) : PathTrie.NONE;
    return node != PathTrie.NONE && isPresent(node)
        ? Optional.of(recordAt(node, path))
        : Optional.empty();
  }

  @Override
  public List<String> whiteouts() {
    return order().paths(this::isWhiteout);
  }

  @Override
  public List<String> opaqueDirectories() {
    return order().paths(this::isOpaque);
  }

  /// The entries' order; made when first asked for, since a scan rarely does.
  PathOrder order() {
    PathOrder found = order;
    if (found == null) {
      found = PathOrder.of(this);
      order = found;
    }
    return found;
  }
}
