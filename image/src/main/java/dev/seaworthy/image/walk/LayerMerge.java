package dev.seaworthy.image.walk;

import dev.seaworthy.image.FileRecord.Kind;
import dev.seaworthy.image.walk.MergedTree.Ref;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Puts layers on top of each other (image-spec, "Applying Changesets"): first a layer's whiteouts
/// and opaque directories hide what lies below, then its entries take their places.
///
/// A directory that the layer only implies, where a lower layer has a symbolic link, is that link's
/// target, as a runtime that unpacks layer over layer would find; a directory that the layer has an
/// entry for replaces the link.
final class LayerMerge {

  /// What an entry that lies elsewhere takes beside its path.
  private static final int MOVED_BYTES = 160;

  private final MergedTree tree;
  private final List<LayerTable> tables;
  private final TableBudget budget;

  private LayerMerge(List<LayerTable> tables, TableBudget budget) {
    this.budget = budget;
    this.tree = new MergedTree(tables);
    this.tables = tables;
  }

  /// @param budget for the memory of entries that lie elsewhere than their layer says
  static MergedTree merge(List<LayerTable> tables, TableBudget budget) {
    LayerMerge merge = new LayerMerge(tables, budget);
    for (int layer = 0; layer < tables.size(); layer++) {
      merge.apply(layer);
    }
    return merge.tree;
  }

  private void apply(int layer) {
    List<Integer> linksBelow = new ArrayList<>();
    List<Integer> hardLinks = new ArrayList<>();
    survey(layer, linksBelow, hardLinks);
    for (int node : hardLinks) {
      follow(layer, node);
    }
    int[] lower = new int[layer];
    Arrays.fill(lower, PathTrie.ROOT);
    if (layer > 0) {
      remove(layer, PathTrie.ROOT, lower);
    }
    tree.removeMovedIf(path -> isTaken(layer, path));
    tree.addLayer();
    if (tables.get(layer).isPresent(PathTrie.ROOT)) {
      for (int below = 0; below < layer; below++) {
        tree.hide(below, PathTrie.ROOT);
      }
    }
    if (layer > 0) {
      place(layer, PathTrie.ROOT, lower);
    }
    for (int node : linksBelow) {
      redirect(layer, node, tables.get(layer).trie().path(node));
    }
  }

  /// Finds the links that have entries below them, and the hard links whose file isn't in the
  /// layer.
  private void survey(int layer, List<Integer> linksBelow, List<Integer> hardLinks) {
    LayerTable table = tables.get(layer);
    PathTrie trie = table.trie();
    for (int node = 0; node < trie.size(); node++) {
      if (table.isKind(node, Kind.SYMLINK) && trie.firstChild(node) != PathTrie.NONE) {
        linksBelow.add(node);
      } else if (table.isKind(node, Kind.HARD_LINK) && !table.isHashed(node)) {
        hardLinks.add(node);
      }
    }
  }

  /// Finds the file that a hard link names in the layers below.
  private void follow(int layer, int node) {
    LayerTable table = tables.get(layer);
    String target = table.link(node);
    int own = table.find(LayerTable.bytes(target));
    Ref link = new Ref(layer, node);
    if (own != PathTrie.NONE && own != node && tree.linked().containsKey(new Ref(layer, own))) {
      tree.link(link, new Ref(layer, own));
      return;
    }
    String real = tree.follow(target, false);
    Ref found = real == null ? null : tree.at(real);
    if (found != null && !tables.get(found.layer()).isKind(found.node(), Kind.DIRECTORY)) {
      tree.link(link, found);
    }
  }

  /// Applies whiteouts and opaque directories at and below a node that lower layers have too.
  ///
  /// @param lower the nodes of the same path in the layers below, or NONE
  private void remove(int layer, int node, int[] lower) {
    LayerTable table = tables.get(layer);
    PathTrie trie = table.trie();
    if (table.isWhiteout(node) || table.isOpaque(node)) {
      for (int below = 0; below < lower.length; below++) {
        if (lower[below] != PathTrie.NONE) {
          tree.hideBelow(below, lower[below]);
          if (table.isWhiteout(node)) {
            tree.hide(below, lower[below]);
          }
        }
      }
    }
    for (int child = trie.firstChild(node);
        child != PathTrie.NONE;
        child = trie.nextSibling(child)) {
      int[] lowerChild = childrenOf(table, child, lower);
      if (lowerChild != null) {
        remove(layer, child, lowerChild);
      }
    }
  }

  /// Whether a layer hides or replaces what lies at a path of the layers below.
  private boolean isTaken(int layer, String path) {
    LayerTable table = tables.get(layer);
    byte[] bytes = LayerTable.bytes(path);
    int node = PathTrie.ROOT;
    int from = 0;
    while (from < bytes.length) {
      if (table.isOpaque(node)) {
        return true;
      }
      int to = from;
      while (to < bytes.length && bytes[to] != '/') {
        to++;
      }
      node = table.trie().findChild(node, bytes, from, to - from);
      if (node == PathTrie.NONE) {
        return false;
      }
      boolean isLast = to == bytes.length;
      boolean isReplaced = table.isPresent(node) && (isLast || table.kind(node) != Kind.DIRECTORY);
      if (table.isWhiteout(node) || isReplaced) {
        return true;
      }
      from = to + 1;
    }
    return false;
  }

  /// Lets the entries at and below a node take the places of what lower layers have there.
  private void place(int layer, int node, int[] lower) {
    LayerTable table = tables.get(layer);
    PathTrie trie = table.trie();
    String target = node == PathTrie.ROOT ? null : replace(layer, node, lower);
    if (target != null) {
      moveBelow(layer, node, target);
      return;
    }
    for (int child = trie.firstChild(node);
        child != PathTrie.NONE;
        child = trie.nextSibling(child)) {
      int[] lowerChild = childrenOf(table, child, lower);
      if (lowerChild != null) {
        place(layer, child, lowerChild);
      }
    }
  }

  /// @return where what lies below the node goes, if a link below leads it elsewhere
  private @Nullable String replace(int layer, int node, int[] lower) {
    LayerTable table = tables.get(layer);
    boolean isPresent = table.isPresent(node);
    boolean isDirectory = !isPresent || table.kind(node) == Kind.DIRECTORY;
    if (!isPresent && table.trie().firstChild(node) == PathTrie.NONE) {
      return null;
    }
    for (int below = lower.length - 1; below >= 0; below--) {
      int old = lower[below];
      if (old == PathTrie.NONE) {
        continue;
      }
      if (!isPresent && tree.isVisible(below, old)) {
        if (tables.get(below).isKind(old, Kind.SYMLINK)) {
          String path = table.trie().path(node);
          String target = tree.follow(path, true);
          if (target != null && !target.equals(path)) {
            return target;
          }
        }
        if (tables.get(below).isKind(old, Kind.DIRECTORY)) {
          continue;
        }
      }
      tree.hide(below, old);
      if (!isDirectory) {
        tree.hideBelow(below, old);
      }
    }
    return null;
  }

  /// The nodes of a child's path in the layers below, or null if none has it.
  private int @Nullable [] childrenOf(LayerTable table, int child, int[] lower) {
    ByteArena arena = table.arena();
    int name = table.trie().name(child);
    int[] found = null;
    for (int below = 0; below < lower.length; below++) {
      if (lower[below] != PathTrie.NONE) {
        int node =
            tables
                .get(below)
                .trie()
                .findChild(lower[below], arena.piece(name), arena.start(name), arena.length(name));
        if (node != PathTrie.NONE) {
          if (found == null) {
            found = new int[lower.length];
            Arrays.fill(found, PathTrie.NONE);
          }
          found[below] = node;
        }
      }
    }
    return found;
  }

  /// Entries below a link of the same layer go where it leads.
  private void redirect(int layer, int node, String path) {
    String target = tree.follow(path, true);
    if (target != null && !target.equals(path) && !target.startsWith(path + "/")) {
      moveBelow(layer, node, target);
    }
  }

  private void moveBelow(int layer, int node, String target) {
    LayerTable table = tables.get(layer);
    PathTrie trie = table.trie();
    ByteArena arena = table.arena();
    for (int child = trie.firstChild(node);
        child != PathTrie.NONE;
        child = trie.nextSibling(child)) {
      int name = trie.name(child);
      String own =
          new String(
              arena.piece(name), arena.start(name), arena.length(name), StandardCharsets.UTF_8);
      String path = target.equals("/") ? "/" + own : target + "/" + own;
      if (table.isWhiteout(child)) {
        hideLower(layer, path, true);
      }
      if (table.isPresent(child)) {
        moveEntry(layer, child, path);
      }
      String below = table.isPresent(child) ? path : tree.follow(path, true);
      moveBelow(layer, child, below == null ? path : below);
    }
  }

  private void moveEntry(int layer, int node, String path) {
    Ref there = tree.at(path);
    if (there != null && there.layer() == layer) {
      // The layer itself has an entry for the real path, which stays.
      tree.hide(layer, node);
      return;
    }
    hideLower(layer, path, tables.get(layer).kind(node) != Kind.DIRECTORY);
    budget.take(MOVED_BYTES + 2L * path.length());
    tree.move(new Ref(layer, node), path);
  }

  private void hideLower(int layer, String path, boolean isBelowToo) {
    tree.removeMoved(path);
    if (isBelowToo) {
      tree.removeMovedBelow(path);
    }
    byte[] bytes = LayerTable.bytes(path);
    for (int below = 0; below < layer; below++) {
      int old = tables.get(below).find(bytes);
      if (old != PathTrie.NONE) {
        tree.hide(below, old);
        if (isBelowToo) {
          tree.hideBelow(below, old);
        }
      }
    }
  }
}
