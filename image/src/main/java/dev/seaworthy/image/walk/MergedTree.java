package dev.seaworthy.image.walk;

import dev.seaworthy.image.FileRecord;
import dev.seaworthy.image.FileRecord.Kind;
import dev.seaworthy.image.FileTree;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.TreeMap;
import java.util.function.ObjIntConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The layers' tables on top of each other, with one bit for each entry that says whether a
/// container would see it: no entry is copied.
///
/// Few entries lie elsewhere than their layer says, because a directory above them is a symbolic
/// link in a lower layer (`/lib/x` where `/lib` leads to `usr/lib`): those have a place in a map.
final class MergedTree implements FileTree {

  /// As many links as Linux follows in one path.
  private static final int LINKS_MAX = 40;

  private static final int PARTS_MAX = 8_192;

  /// An entry of a layer.
  record Ref(int layer, int node) {}

  private final List<LayerTable> tables;
  private final List<BitSet> visible = new ArrayList<>();
  private final TreeMap<String, Ref> moved = new TreeMap<>();
  private final Map<Ref, String> movedTo = new HashMap<>();
  private final Map<Ref, Ref> linked = new HashMap<>();

  MergedTree(List<LayerTable> tables) {
    this.tables = List.copyOf(tables);
  }

  List<LayerTable> tables() {
    return tables;
  }

  /// Puts the next layer on top with all of its entries visible.
  void addLayer() {
    LayerTable table = tables.get(visible.size());
    int nodes = table.trie().size();
    BitSet present = new BitSet(nodes);
    for (int node = 0; node < nodes; node++) {
      if (table.isPresent(node)) {
        present.set(node);
      }
    }
    visible.add(present);
  }

  boolean isVisible(int layer, int node) {
    return visible.get(layer).get(node);
  }

  void hide(int layer, int node) {
    visible.get(layer).clear(node);
  }

  void hideBelow(int layer, int node) {
    PathTrie trie = tables.get(layer).trie();
    IntStack stack = new IntStack();
    stack.push(node);
    while (!stack.isEmpty()) {
      int parent = stack.pop();
      for (int child = trie.firstChild(parent);
          child != PathTrie.NONE;
          child = trie.nextSibling(child)) {
        visible.get(layer).clear(child);
        stack.push(child);
      }
    }
  }

  /// Gives an entry of the topmost layer another place.
  void move(Ref entry, String path) {
    hide(entry.layer(), entry.node());
    Ref before = moved.put(path, entry);
    if (before != null) {
      movedTo.remove(before);
    }
    movedTo.put(entry, path);
  }

  void removeMoved(String path) {
    Ref before = moved.remove(path);
    if (before != null) {
      movedTo.remove(before);
    }
  }

  void removeMovedIf(Predicate<String> removed) {
    moved
        .entrySet()
        .removeIf(entry -> {
          boolean isRemoved = removed.test(entry.getKey());
          if (isRemoved) {
            movedTo.remove(entry.getValue());
          }
          return isRemoved;
        });
  }

  void removeMovedBelow(String path) {
    if (!moved.isEmpty()) {
      // '0' is the character after '/'.
      Map<String, Ref> below = moved.subMap(path + "/", path + "0");
      movedTo.keySet().removeAll(below.values());
      below.clear();
    }
  }

  /// Says which file of a lower layer a hard link names.
  void link(Ref link, Ref target) {
    linked.put(link, linked.getOrDefault(target, target));
  }

  Map<Ref, Ref> linked() {
    return linked;
  }

  /// Where an entry is seen, or null if it isn't.
  @Nullable String pathOf(Ref entry) {
    return isVisible(entry.layer(), entry.node())
        ? tables.get(entry.layer()).trie().path(entry.node())
        : movedTo.get(entry);
  }

  /// The visible entry of a path, or null.
  @Nullable Ref at(String path) {
    Ref elsewhere = moved.get(path);
    if (elsewhere != null) {
      return elsewhere;
    }
    byte[] bytes = LayerTable.bytes(path);
    for (int layer = visible.size() - 1; layer >= 0; layer--) {
      int node = tables.get(layer).find(bytes);
      if (node != PathTrie.NONE && isVisible(layer, node)) {
        return new Ref(layer, node);
      }
    }
    return null;
  }

  /// Whether some layer has something below that path, though no entry for the directory itself.
  private boolean isImplied(String path) {
    byte[] bytes = LayerTable.bytes(path);
    for (LayerTable table : tables.subList(0, visible.size())) {
      int node = table.find(bytes);
      if (node != PathTrie.NONE && table.trie().firstChild(node) != PathTrie.NONE) {
        return true;
      }
    }
    return false;
  }

  private FileRecord record(Ref entry, String path) {
    Ref meant = linked.getOrDefault(entry, entry);
    FileRecord record = tables.get(meant.layer()).recordAt(meant.node(), path);
    boolean isKnown = record.sha256().isPresent() || !meant.equals(entry);
    if (record.kind() != Kind.HARD_LINK || !isKnown) {
      return record;
    }
    return new FileRecord(
        path,
        Kind.REGULAR,
        record.mode(),
        record.uid(),
        record.gid(),
        record.size(),
        "",
        record.sha256(),
        record.hasCapabilities());
  }

  @Override
  public int size() {
    int size = moved.size();
    for (BitSet bits : visible) {
      size += bits.cardinality();
    }
    return size;
  }

  @Override
  public Optional<FileRecord> find(String path) {
    Ref entry = path.startsWith("/") ? at(path) : null;
    return entry == null ? Optional.empty() : Optional.of(record(entry, path));
  }

  @Override
  public int layerOf(String path) {
    Ref entry = path.startsWith("/") ? at(path) : null;
    return entry == null ? -1 : entry.layer();
  }

  @Override
  public Optional<String> placeOf(int layer, String path) {
    int node =
        path.startsWith("/") ? tables.get(layer).find(LayerTable.bytes(path)) : PathTrie.NONE;
    return node == PathTrie.NONE
        ? Optional.empty()
        : Optional.ofNullable(pathOf(new Ref(layer, node)));
  }

  @Override
  public Optional<String> resolve(String path) {
    String found = follow(path, true);
    boolean isThere = found != null && (found.equals("/") || at(found) != null || isImplied(found));
    return isThere ? Optional.ofNullable(found) : Optional.empty();
  }

  /// Follows symbolic links, in the last part only if asked; what isn't there is taken as it is
  /// written.
  ///
  /// @return null when the links go in circles
  @Nullable String follow(String path, boolean isLastFollowed) {
    Deque<String> rest = new ArrayDeque<>(List.of(path.split("/", -1)));
    Deque<String> done = new ArrayDeque<>();
    int links = 0;
    int parts = 0;
    while (!rest.isEmpty()) {
      String part = rest.removeFirst();
      if (++parts > PARTS_MAX) {
        return null;
      }
      if (part.isEmpty() || part.equals(".")) {
        continue;
      }
      if (part.equals("..")) {
        done.pollLast();
        continue;
      }
      done.addLast(part);
      if (rest.isEmpty() && !isLastFollowed) {
        break;
      }
      Ref entry = at("/" + String.join("/", done));
      if (entry != null && tables.get(entry.layer()).isKind(entry.node(), Kind.SYMLINK)) {
        if (++links > LINKS_MAX) {
          return null;
        }
        String target = tables.get(entry.layer()).link(entry.node());
        done.removeLast();
        if (target.startsWith("/")) {
          done.clear();
        }
        String[] added = target.split("/", -1);
        for (int i = added.length - 1; i >= 0; i--) {
          rest.addFirst(added[i]);
        }
      }
    }
    return "/" + String.join("/", done);
  }

  @Override
  public void forEach(ObjIntConsumer<FileRecord> consumer) {
    PriorityQueue<Cursor> cursors = new PriorityQueue<>();
    for (int layer = 0; layer < tables.size(); layer++) {
      new Cursor(layer, tables.get(layer), visible.get(layer)).advance(cursors);
    }
    TreeMap<String, Ref> rest = new TreeMap<>(moved);
    while (!cursors.isEmpty()) {
      Cursor next = cursors.remove();
      while (!rest.isEmpty() && rest.firstKey().compareTo(next.path) < 0) {
        Map.Entry<String, Ref> first = rest.pollFirstEntry();
        consumer.accept(record(first.getValue(), first.getKey()), first.getValue().layer());
      }
      consumer.accept(record(new Ref(next.layer, next.node), next.path), next.layer);
      next.advance(cursors);
    }
    rest.forEach((path, entry) -> consumer.accept(record(entry, path), entry.layer()));
  }

  /// The visible entries of one layer in path order.
  private static final class Cursor implements Comparable<Cursor> {
    private final int layer;
    private final LayerTable table;
    private final BitSet visible;
    private final int[] entries;
    private int position;
    private int node;
    private String path = "";

    Cursor(int layer, LayerTable table, BitSet visible) {
      this.layer = layer;
      this.table = table;
      this.visible = visible;
      this.entries = table.order().entries();
    }

    /// Goes to the next visible entry and into the queue, unless there is none.
    void advance(PriorityQueue<Cursor> cursors) {
      while (position < entries.length && !visible.get(entries[position])) {
        position++;
      }
      if (position < entries.length) {
        node = entries[position++];
        path = table.trie().path(node);
        cursors.add(this);
      }
    }

    @Override
    public int compareTo(Cursor other) {
      return path.compareTo(other.path);
    }
  }
}
