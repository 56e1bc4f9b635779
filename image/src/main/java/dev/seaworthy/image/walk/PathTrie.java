package dev.seaworthy.image.walk;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.IntConsumer;

/// Numbers the paths of a layer: every path, and every directory above one, is a node with a parent
/// and a name. Node 0 is the root. Paths are UTF-8 without the leading slash.
final class PathTrie {

  static final int ROOT = 0;
  static final int NONE = -1;

  /// The sibling of a node that was cut off from its parent.
  private static final int DETACHED = -2;

  private static final int SLOTS_MIN = 64;
  private static final long MIX = 0x9e37_79b9_7f4a_7c15L;

  private final IntColumn parents;
  private final IntColumn names;
  private final IntColumn firstChildren = new IntColumn();
  private final IntColumn nextSiblings = new IntColumn();
  private final ByteArena arena;
  private final long seed;
  private int[] slots;

  private byte[] lastDirectory = {};
  private int lastLength;
  private int lastNode = ROOT;

  /// @param seed makes the places of names in the hash table unforeseeable, so that no image can
  ///   bring names that all fall together; it has no other effect
  PathTrie(ByteArena arena, long seed) {
    this.arena = arena;
    this.seed = seed;
    this.parents = new IntColumn();
    this.names = new IntColumn();
    this.slots = new int[SLOTS_MIN];
    append(NONE, new byte[0], 0, 0);
  }

  /// A trie whose nodes are known.
  ///
  /// @param parents of each node, the root first; a parent stands before its children
  /// @param names addresses in the arena
  /// @throws IOException when these make no tree
  PathTrie(ByteArena arena, long seed, IntColumn parents, IntColumn names) throws IOException {
    this.arena = arena;
    this.seed = seed;
    this.parents = parents;
    this.names = names;
    int nodes = parents.size();
    if (nodes == 0 || names.size() != nodes || parents.get(ROOT) != NONE) {
      throw new IOException("a tree without a root");
    }
    firstChildren.fill(nodes, NONE);
    nextSiblings.fill(nodes, NONE);
    this.slots = new int[slotsFor(nodes)];
    for (int node = 1; node < nodes; node++) {
      int parent = parents.get(node);
      if (parent < ROOT || parent >= node) {
        throw new IOException("a node has no parent");
      }
      attach(parent, node);
      int address = names.get(node);
      int slot = slotOf(parent, arena.piece(address), arena.start(address), arena.length(address));
      if (slots[slot] != 0) {
        throw new IOException("two nodes have one name");
      }
      slots[slot] = node + 1;
    }
  }

  /// A power of two that is not outgrown.
  private static int slotsFor(int nodes) {
    long slots = SLOTS_MIN;
    while (slots * 2 < nodes * 3L + 3 && slots < 1 << 30) {
      slots *= 2;
    }
    return (int) slots;
  }

  int size() {
    return parents.size();
  }

  int parent(int node) {
    return parents.get(node);
  }

  /// The address of the node's name in the arena.
  int name(int node) {
    return names.get(node);
  }

  int firstChild(int node) {
    return firstChildren.get(node);
  }

  int nextSibling(int node) {
    return nextSiblings.get(node);
  }

  /// The node of a path, made if there is none yet.
  int add(byte[] path, int length) {
    if (length == 0) {
      return ROOT;
    }
    int slash = lastSlash(path, length);
    int directory = slash < 0 ? ROOT : addDirectory(path, slash);
    return addChild(directory, path, slash + 1, length - slash - 1);
  }

  private int addDirectory(byte[] path, int length) {
    // Archives list a directory's files one after the other.
    if (length == lastLength && Arrays.equals(path, 0, length, lastDirectory, 0, length)) {
      return lastNode;
    }
    int node = ROOT;
    int from = 0;
    while (from <= length) {
      int to = from;
      while (to < length && path[to] != '/') {
        to++;
      }
      node = addChild(node, path, from, to - from);
      from = to + 1;
    }
    if (lastDirectory.length < length) {
      lastDirectory = new byte[length * 2];
    }
    System.arraycopy(path, 0, lastDirectory, 0, length);
    lastLength = length;
    lastNode = node;
    return node;
  }

  /// The node of a path, or [#NONE].
  int find(byte[] path, int length) {
    int node = ROOT;
    int from = 0;
    while (from < length && node != NONE) {
      int to = from;
      while (to < length && path[to] != '/') {
        to++;
      }
      node = findChild(node, path, from, to - from);
      from = to + 1;
    }
    return node;
  }

  int findChild(int parent, byte[] bytes, int offset, int length) {
    int slot = slotOf(parent, bytes, offset, length);
    return slots[slot] - 1;
  }

  /// The node of a name below another, made if there is none yet.
  int addChild(int parent, byte[] bytes, int offset, int length) {
    int slot = slotOf(parent, bytes, offset, length);
    if (slots[slot] != 0) {
      int found = slots[slot] - 1;
      if (nextSiblings.get(found) == DETACHED) {
        attach(parent, found);
      }
      return found;
    }
    int node = append(parent, bytes, offset, length);
    slots[slot] = node + 1;
    if (size() * 3L > slots.length * 2L) {
      rehash();
    }
    return node;
  }

  private int append(int parent, byte[] bytes, int offset, int length) {
    int node = parents.size();
    parents.add(parent);
    names.add(arena.add(bytes, offset, length));
    firstChildren.add(NONE);
    nextSiblings.add(NONE);
    if (parent != NONE) {
      attach(parent, node);
    }
    return node;
  }

  private void attach(int parent, int node) {
    nextSiblings.set(node, firstChildren.get(parent));
    firstChildren.set(parent, node);
  }

  /// Cuts off everything below a node. A node that is cut off is found again by its path but is
  /// nobody's child until it is added anew, so that cutting off twice costs nothing twice.
  ///
  /// @param cut told of each node
  void detachBelow(int node, IntConsumer cut) {
    IntStack stack = new IntStack();
    stack.push(node);
    while (!stack.isEmpty()) {
      int parent = stack.pop();
      int child = firstChildren.get(parent);
      firstChildren.set(parent, NONE);
      while (child != NONE) {
        int next = nextSiblings.get(child);
        nextSiblings.set(child, DETACHED);
        cut.accept(child);
        stack.push(child);
        child = next;
      }
    }
    // What was remembered may have been cut off.
    lastLength = 0;
    lastNode = ROOT;
  }

  /// Where the child is, or the free place where it belongs.
  private int slotOf(int parent, byte[] bytes, int offset, int length) {
    int mask = slots.length - 1;
    int slot = hash(parent, bytes, offset, length) & mask;
    while (slots[slot] != 0) {
      int node = slots[slot] - 1;
      if (parents.get(node) == parent && arena.equals(names.get(node), bytes, offset, length)) {
        return slot;
      }
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private int hash(int parent, byte[] bytes, int offset, int length) {
    long hash = seed ^ ((parent + 1L) * MIX);
    int end = offset + length;
    int at = offset;
    while (at < end) {
      long word = 0;
      int stop = Math.min(at + 8, end);
      while (at < stop) {
        word = (word << 8) | (bytes[at] & 0xff);
        at++;
      }
      hash = mix(hash ^ word, MIX ^ seed);
    }
    return (int) mix(hash ^ length, MIX);
  }

  private static long mix(long left, long right) {
    return (left * right) ^ Math.multiplyHigh(left, right);
  }

  private void rehash() {
    int[] larger = new int[slots.length * 2];
    int mask = larger.length - 1;
    for (int node = 1; node < size(); node++) {
      int address = names.get(node);
      int hash =
          hash(
              parents.get(node), arena.piece(address), arena.start(address), arena.length(address));
      int slot = hash & mask;
      while (larger[slot] != 0) {
        slot = (slot + 1) & mask;
      }
      larger[slot] = node + 1;
    }
    slots = larger;
  }

  private static int lastSlash(byte[] path, int length) {
    int at = length - 1;
    while (at >= 0 && path[at] != '/') {
      at--;
    }
    return at;
  }

  /// The whole path, with the leading slash.
  String path(int node) {
    if (node == ROOT) {
      return "/";
    }
    int length = 0;
    for (int at = node; at != ROOT; at = parents.get(at)) {
      length += 1 + arena.length(names.get(at));
    }
    byte[] bytes = new byte[length];
    int end = length;
    for (int at = node; at != ROOT; at = parents.get(at)) {
      int address = names.get(at);
      int own = arena.length(address);
      end -= own;
      System.arraycopy(arena.piece(address), arena.start(address), bytes, end, own);
      bytes[--end] = '/';
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
