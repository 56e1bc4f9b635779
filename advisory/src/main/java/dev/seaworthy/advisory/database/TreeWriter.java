package dev.seaworthy.advisory.database;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Writes sorted entries as a tree whose nodes hold the hashes of their children, from the leaves
/// up, in one pass and with one open node for each level.
final class TreeWriter {

  private final NodeOutput out;
  private final int leafBytes;
  private final int innerBytes;
  private final List<OpenNode> levels = new ArrayList<>();
  private long entries;

  /// @param leafBytes from which size on a leaf is closed
  /// @param innerBytes the same for the nodes above
  TreeWriter(NodeOutput out, int leafBytes, int innerBytes) {
    this.out = out;
    this.leafBytes = leafBytes;
    this.innerBytes = innerBytes;
  }

  /// Takes a finished node.
  @FunctionalInterface
  interface NodeOutput {
    NodeReference write(byte[] node) throws IOException;
  }

  /// A node that is being filled: entries in key order, and where each of them begins.
  private static final class OpenNode {
    private final boolean isLeaf;
    private final ByteWriter body = new ByteWriter(16 << 10);
    private final List<Integer> starts = new ArrayList<>();
    private byte[] firstKey = new byte[0];

    OpenNode(boolean isLeaf) {
      this.isLeaf = isLeaf;
    }

    void begin(byte[] key) {
      if (starts.isEmpty()) {
        firstKey = key;
      }
      starts.add(body.length());
      body.sized(key);
    }

    byte[] close() {
      ByteWriter node = new ByteWriter(body.length() + 4 * starts.size() + 8);
      node.octet(isLeaf ? Node.LEAF : Node.INNER);
      node.int32(starts.size());
      int bodyAt = node.length() + 4 * starts.size();
      for (int start : starts) {
        node.int32(bodyAt + start);
      }
      node.raw(body.toBytes());
      body.clear();
      starts.clear();
      return node.toBytes();
    }
  }

  /// @param key greater than every key before
  void add(byte[] key, byte[] value) throws IOException {
    OpenNode leaf = level(0);
    if (!leaf.starts.isEmpty() && leaf.body.length() + value.length > leafBytes) {
      close(0);
    }
    leaf.begin(key);
    leaf.body.sized(value);
    entries++;
    if (leaf.body.length() >= leafBytes) {
      close(0);
    }
  }

  /// Closes what is open and tells the root.
  Header.TreeRoot finish(TreeKind kind) throws IOException {
    NodeReference root = NodeReference.NONE;
    for (int i = 0; i < levels.size(); i++) {
      OpenNode node = levels.get(i);
      boolean isTop = i == levels.size() - 1;
      if (isTop && node.starts.size() == 1 && !node.isLeaf) {
        // A single child needs no parent: the last node that was written is the root.
        root = lastWritten;
      } else if (isTop) {
        root = out.write(node.close());
      } else if (!node.starts.isEmpty()) {
        close(i);
      }
    }
    return new Header.TreeRoot(kind.code(), root, entries);
  }

  private NodeReference lastWritten = NodeReference.NONE;

  private void close(int level) throws IOException {
    OpenNode node = levels.get(level);
    byte[] firstKey = node.firstKey;
    lastWritten = out.write(node.close());
    OpenNode parent = level(level + 1);
    parent.begin(firstKey);
    lastWritten.write(parent.body);
    if (parent.body.length() >= innerBytes) {
      close(level + 1);
    }
  }

  private OpenNode level(int level) {
    if (level == levels.size()) {
      levels.add(new OpenNode(level == 0));
    }
    return levels.get(level);
  }
}
