package dev.seaworthy.advisory.database;

import dev.seaworthy.advisory.AdvisoryError;
import dev.seaworthy.base.SeaworthyException;
import java.util.Locale;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// Looks keys up in one tree of a database. A node is checked against the hash in its parent when
/// it is first read, and kept.
final class Tree {

  /// No honest tree is as deep: a node has dozens of children.
  private static final int DEPTH_MAX = 12;

  /// Nodes beyond this are read again when they are needed again.
  private static final long KEPT_BYTES_MAX = 64L << 20;

  private final Storage storage;
  private final TreeKind kind;
  private final NodeReference root;
  private final ConcurrentHashMap<Long, Node> nodes = new ConcurrentHashMap<>();
  private final AtomicLong keptBytes = new AtomicLong();

  Tree(Storage storage, TreeKind kind, NodeReference root) {
    this.storage = storage;
    this.kind = kind;
    this.root = root;
  }

  /// The value of a key, or null.
  @Nullable ByteReader find(byte[] key) {
    NodeReference at = root;
    if (at.isNone()) {
      return null;
    }
    for (int depth = 0; depth < DEPTH_MAX; depth++) {
      Node node = node(at);
      if (node.isLeaf()) {
        return node.value(key);
      }
      NodeReference child = node.child(key);
      if (child == null) {
        return null;
      }
      at = child;
    }
    throw ByteReader.malformed();
  }

  /// Is told of entries in key order.
  @FunctionalInterface
  interface EntryVisitor {
    void entry(ByteReader keyAndValue);
  }

  /// Reads every node, checks it, and passes every entry of the leaves on.
  ///
  /// @return how many bytes the nodes have
  long visit(EntryVisitor visitor) {
    return root.isNone() ? 0 : visit(root, 0, visitor);
  }

  private long visit(NodeReference at, int depth, EntryVisitor visitor) {
    if (depth == DEPTH_MAX) {
      throw ByteReader.malformed();
    }
    Node node = read(at);
    long bytes = at.length();
    for (int i = 0; i < node.count(); i++) {
      if (node.isLeaf()) {
        visitor.entry(node.entry(i));
      } else {
        bytes += visit(node.child(i), depth + 1, visitor);
      }
    }
    return bytes;
  }

  private Node node(NodeReference at) {
    Node kept = nodes.get(at.offset());
    if (kept != null) {
      return kept;
    }
    Node node = read(at);
    if (keptBytes.addAndGet(at.length()) > KEPT_BYTES_MAX) {
      nodes.clear();
      keptBytes.set(at.length());
    }
    nodes.put(at.offset(), node);
    return node;
  }

  private Node read(NodeReference at) {
    byte[] bytes = storage.read(at.offset(), at.length());
    if (!at.fits(bytes)) {
      throw new SeaworthyException(
          AdvisoryError.DATABASE_DAMAGED,
          "%s: the block of %s bytes at %s (%s) doesn't have the hash that the block above it names"
              .formatted(
                  storage.name(), at.length(), at.offset(), kind.name().toLowerCase(Locale.ROOT)));
    }
    return new Node(bytes);
  }
}
