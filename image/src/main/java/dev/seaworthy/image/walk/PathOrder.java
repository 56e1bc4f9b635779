package dev.seaworthy.image.walk;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntPredicate;

/// All nodes of a table in the order of their paths by UTF-16 code unit, and the entries among
/// them.
///
/// Sorting whole paths would mean to build them over and over. Instead each directory's children
/// are sorted once: a child stands there as itself, by its name, and once more as all that lies
/// below it, by its name with a slash, because `/a-b` comes between `/a` and `/a/b`.
final class PathOrder {

  private final LayerTable table;
  private final int[] nodes;
  private final int[] entries;

  private PathOrder(LayerTable table, int[] nodes, int[] entries) {
    this.table = table;
    this.nodes = nodes;
    this.entries = entries;
  }

  static PathOrder of(LayerTable table) {
    PathTrie trie = table.trie();
    int[] nodes = new int[trie.size()];
    int count = 0;
    nodes[count++] = PathTrie.ROOT;
    // A stack of what is still to come, the next on top: a node, or with the sign bit what lies
    // below it.
    IntStack stack = new IntStack();
    stack.push(~PathTrie.ROOT);
    while (!stack.isEmpty()) {
      int item = stack.pop();
      if (item >= 0) {
        nodes[count++] = item;
      } else {
        pushChildren(table, trie, ~item, stack);
      }
    }
    int[] entries = Arrays.stream(nodes).filter(table::isPresent).toArray();
    return new PathOrder(table, nodes, entries);
  }

  private static void pushChildren(LayerTable table, PathTrie trie, int parent, IntStack stack) {
    List<Integer> items = new ArrayList<>();
    for (int child = trie.firstChild(parent);
        child != PathTrie.NONE;
        child = trie.nextSibling(child)) {
      items.add(child);
      if (trie.firstChild(child) != PathTrie.NONE) {
        items.add(~child);
      }
    }
    Comparator<Integer> byName = (left, right) -> compare(table, left, right);
    items.sort(byName.reversed());
    for (int item : items) {
      stack.push(item);
    }
  }

  private static int compare(LayerTable table, int left, int right) {
    ByteArena arena = table.arena();
    int leftName = table.trie().name(left < 0 ? ~left : left);
    int rightName = table.trie().name(right < 0 ? ~right : right);
    byte[] leftBytes = arena.piece(leftName);
    byte[] rightBytes = arena.piece(rightName);
    int leftStart = arena.start(leftName);
    int rightStart = arena.start(rightName);
    int leftLength = arena.length(leftName);
    int rightLength = arena.length(rightName);
    int shorter = Math.min(leftLength, rightLength);
    int at = 0;
    while (at < shorter && leftBytes[leftStart + at] == rightBytes[rightStart + at]) {
      at++;
    }
    int leftUnit = unit(leftBytes, leftStart, leftLength, at, left < 0);
    int rightUnit = unit(rightBytes, rightStart, rightLength, at, right < 0);
    return Integer.compare(leftUnit, rightUnit);
  }

  /// The byte there as a sort key: what comes after the name of a directory whose content is meant
  /// is a slash, and after any other nothing.
  private static int unit(byte[] bytes, int start, int length, int at, boolean hasSlash) {
    if (at < length) {
      int unit = bytes[start + at] & 0xff;
      // UTF-16 puts characters of four UTF-8 bytes (surrogates) before U+E000 to U+FFFF.
      return unit >= 0xf0 ? unit - 0xf0 + 0xee : unit >= 0xee ? unit + 8 : unit;
    }
    return at == length && hasSlash ? '/' : -1;
  }

  int node(int position) {
    return entries[position];
  }

  /// All entries in path order.
  int[] entries() {
    return entries;
  }

  List<String> paths(IntPredicate wanted) {
    List<String> found = new ArrayList<>();
    for (int node : nodes) {
      if (wanted.test(node)) {
        found.add(table.trie().path(node));
      }
    }
    return found;
  }
}
