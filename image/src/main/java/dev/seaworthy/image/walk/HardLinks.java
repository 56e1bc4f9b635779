package dev.seaworthy.image.walk;

import dev.seaworthy.image.FileRecord;
import dev.seaworthy.image.FileRecord.Kind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The hard links of a layer.
///
/// A link to a file that came before in the same layer is that file under one more name: it takes
/// over size, mode, owner and hash, and what analysers told of the file as far as they want the
/// link's path too. Where an analyser wants the link but not the file (a package manager's store
/// names files by their hash), the content has already streamed by unseen; such links are kept
/// here, and a second reading of the layer shows the content to those analysers under the link's
/// path. A link to a file of a lower layer is followed when layers are merged.
final class HardLinks {

  /// A link whose content some analysers still have to see.
  ///
  /// @param targetPath as a path with the leading slash
  /// @param entry the link's place among the tar's entries: only what came before can be meant
  /// @param missing the analysers, one bit each
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Pending(int node, String targetPath, int entry, long[] missing) {}

  private final LayerTable table;
  private final FactCollector facts;
  private final Map<Integer, Pending> pending = new TreeMap<>();

  HardLinks(LayerTable table, FactCollector facts) {
    this.table = table;
    this.facts = facts;
  }

  /// @param node the link
  /// @param target the node that it names, or [PathTrie#NONE] if the layer has none
  /// @param targetPath as normalised UTF-8 without the leading slash
  /// @param wanted those who want the link's path
  void add(int node, int target, byte[] targetPath, long[] wanted, int entry) {
    byte[] shown = new byte[targetPath.length + 1];
    shown[0] = '/';
    System.arraycopy(targetPath, 0, shown, 1, targetPath.length);
    table.setLink(node, shown);
    if (target == PathTrie.NONE) {
      return;
    }
    FileRecord meant = table.recordAt(target);
    switch (meant.kind()) {
      case REGULAR, HARD_LINK -> {
        table.copyFile(target, node);
        String path = table.trie().path(node);
        long[] missing = facts.copy(target, node, meant.path(), path, wanted);
        postpone(node, target, meant.path(), missing, entry);
      }
      case SYMLINK -> {
        same(node, Kind.SYMLINK, meant);
        table.setLink(node, meant.linkTarget().getBytes(StandardCharsets.UTF_8));
      }
      case DEVICE, FIFO, OTHER -> same(node, meant.kind(), meant);
      case DIRECTORY -> throw new IllegalStateException("a hard link to a directory is refused");
    }
  }

  private void same(int node, Kind kind, FileRecord meant) {
    table.set(node, kind, meant.mode(), meant.uid(), meant.gid(), 0, meant.hasCapabilities());
  }

  private void postpone(int node, int target, String targetPath, long[] missing, int entry) {
    long any = 0;
    for (long word : missing) {
      any |= word;
    }
    if (any == 0) {
      return;
    }
    Pending before = pending.get(target);
    if (before != null) {
      pending.put(node, new Pending(node, before.targetPath(), before.entry(), missing));
    } else if (table.isKind(target, Kind.REGULAR)) {
      pending.put(node, new Pending(node, targetPath, entry, missing));
    }
  }

  void forget(int node) {
    pending.remove(node);
  }

  boolean isEmpty() {
    return pending.isEmpty();
  }

  /// By the path of the file that they name.
  Map<String, List<Pending>> byTarget() {
    Map<String, List<Pending>> byTarget = new TreeMap<>();
    for (Pending link : pending.values()) {
      byTarget.computeIfAbsent(link.targetPath(), _ -> new ArrayList<>()).add(link);
    }
    return byTarget;
  }
}
