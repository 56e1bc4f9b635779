package dev.seaworthy.advisory.database;

import org.jspecify.annotations.Nullable;

/// A verified node of a tree: a table of where its entries begin, then the entries in key order. In
/// a leaf an entry is a key and its value, above a leaf a child's first key and its reference.
final class Node {

  static final int LEAF = 0;
  static final int INNER = 1;

  private static final int TABLE_AT = 5;

  private final ByteReader bytes;
  private final boolean isLeaf;
  private final int count;

  Node(byte[] node) {
    this.bytes = new ByteReader(node);
    int kind = bytes.octet();
    this.count = bytes.int32();
    if (kind > INNER || count < 1 || count > (node.length - TABLE_AT) / 4) {
      throw ByteReader.malformed();
    }
    this.isLeaf = kind == LEAF;
  }

  boolean isLeaf() {
    return isLeaf;
  }

  int count() {
    return count;
  }

  /// The value of a key in a leaf, or null.
  @Nullable ByteReader value(byte[] key) {
    int place = floor(key);
    if (place < 0) {
      return null;
    }
    ByteReader entry = entry(place);
    return entry.compareSized(key) == 0 ? entry.sized() : null;
  }

  /// The child that holds a key if any does, or null.
  @Nullable NodeReference child(byte[] key) {
    int place = floor(key);
    return place < 0 ? null : child(place);
  }

  NodeReference child(int place) {
    ByteReader entry = entry(place);
    entry.skipSized();
    return NodeReference.read(entry);
  }

  /// An entry, from its key on.
  ByteReader entry(int place) {
    return bytes.from(bytes.from(TABLE_AT + 4 * place).int32());
  }

  /// The last entry whose key is not greater, or -1.
  private int floor(byte[] key) {
    int low = 0;
    int high = count - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int comparison = entry(middle).compareSized(key);
      if (comparison == 0) {
        return middle;
      }
      if (comparison < 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return low - 1;
  }
}
