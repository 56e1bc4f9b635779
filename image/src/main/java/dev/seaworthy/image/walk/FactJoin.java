package dev.seaworthy.image.walk;

import dev.seaworthy.base.Gap;
import dev.seaworthy.base.Location;
import dev.seaworthy.image.Analyser;
import dev.seaworthy.image.AnalyserId;
import dev.seaworthy.image.ContentTap;
import dev.seaworthy.image.ImageError;
import dev.seaworthy.image.ImageFacts;
import dev.seaworthy.image.ImageFacts.VisibleFact;
import dev.seaworthy.image.Interest;
import dev.seaworthy.image.LayerFacts;
import dev.seaworthy.image.LayerFacts.PathFact;
import dev.seaworthy.image.walk.MergedTree.Ref;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Joins the facts of layers: which of them belong to files that a container would see.
final class FactJoin {

  private final List<LayerFacts> layers;
  private final List<Analyser> analysers;
  private final List<ContentTap> taps;
  private final PathMatcher matcher;
  private final MergedTree tree;
  private final GapList gaps;
  private final List<VisibleFact> visible = new ArrayList<>();

  private FactJoin(List<LayerFacts> layers, LayerContext context, MergedTree tree, GapList gaps) {
    this.layers = layers;
    this.analysers = context.analysers();
    this.taps = context.taps();
    this.matcher = context.matcher();
    this.tree = tree;
    this.gaps = gaps;
  }

  static ImageFacts join(List<LayerFacts> layers, LayerContext context) {
    List<LayerTable> tables = layers.stream().map(layer -> (LayerTable) layer.files()).toList();
    MergedTree tree = LayerMerge.merge(tables, context.tables());
    GapList gaps = new GapList(context.limits());
    FactJoin join = new FactJoin(layers, context, tree, gaps);
    for (int layer = 0; layer < layers.size(); layer++) {
      for (Gap gap : layers.get(layer).gaps()) {
        gaps.add(gap.inLayer(layer));
      }
      join.addVisible(layer);
    }
    join.addLinked();
    join.visible.sort((left, right) -> {
      int byPath = left.path().compareTo(right.path());
      return byPath != 0 ? byPath : left.analyser().compareTo(right.analyser());
    });
    return new ImageFacts(layers, tree, join.visible, gaps.sorted());
  }

  private void addVisible(int layer) {
    LayerTable table = tree.tables().get(layer);
    String lastPath = "";
    String seenAs = null;
    for (PathFact fact : layers.get(layer).facts()) {
      if (!fact.path().equals(lastPath)) {
        lastPath = fact.path();
        int node = table.find(LayerTable.bytes(lastPath));
        seenAs = node == PathTrie.NONE ? null : tree.pathOf(new Ref(layer, node));
      }
      if (seenAs != null) {
        visible.add(new VisibleFact(seenAs, layer, fact.analyser(), fact.fact()));
      }
    }
  }

  /// Hard links to files of lower layers have the facts of those files, as far as the analysers
  /// want the link's path or go by content, as taps do.
  private void addLinked() {
    if (tree.linked().isEmpty()) {
      return;
    }
    Map<String, Integer> indexes = new HashMap<>();
    Set<String> byContent = new HashSet<>();
    taps.forEach(tap -> byContent.add(tap.id().name()));
    for (int i = 0; i < analysers.size(); i++) {
      indexes.put(analysers.get(i).id().name(), i);
      boolean hasMagic =
          analysers.get(i).interest().patterns().stream()
              .anyMatch(Interest.Magic.class::isInstance);
      if (hasMagic) {
        byContent.add(analysers.get(i).id().name());
      }
    }
    Map<Ref, List<PathFact>> targets = factsOfTargets();
    tree.linked().forEach((link, target) -> addLinked(link, target, targets, indexes, byContent));
  }

  private Map<Ref, List<PathFact>> factsOfTargets() {
    Set<Ref> wanted = new HashSet<>(tree.linked().values());
    Map<Ref, List<PathFact>> found = new HashMap<>();
    for (int layer = 0; layer < layers.size(); layer++) {
      LayerTable table = tree.tables().get(layer);
      for (PathFact fact : layers.get(layer).facts()) {
        int node = table.find(LayerTable.bytes(fact.path()));
        Ref file = new Ref(layer, node);
        if (wanted.contains(file)) {
          found.computeIfAbsent(file, _ -> new ArrayList<>()).add(fact);
        }
      }
    }
    return found;
  }

  private void addLinked(
      Ref link,
      Ref target,
      Map<Ref, List<PathFact>> targets,
      Map<String, Integer> indexes,
      Set<String> byContent) {
    String path = tree.pathOf(link);
    if (path == null) {
      return;
    }
    long[] wanted = wanted(path);
    long[] seen = wanted(tree.tables().get(target.layer()).trie().path(target.node()));
    for (PathFact fact : targets.getOrDefault(target, List.of())) {
      AnalyserId id = fact.analyser();
      if (has(wanted, indexes.getOrDefault(id.name(), -1)) || byContent.contains(id.name())) {
        visible.add(new VisibleFact(path, link.layer(), id, fact.fact()));
      }
    }
    for (int i = 0; i < analysers.size(); i++) {
      if (has(wanted, i) && !has(seen, i) && !byContent.contains(analysers.get(i).id().name())) {
        gaps.add(
            Gap.of(
                ImageError.FILE_UNREADABLE,
                new Location(path, link.layer()),
                "%s: it is a hard link to a file of layer %s, whose content was not kept"
                    .formatted(analysers.get(i).id().name(), target.layer() + 1)));
      }
    }
  }

  private long[] wanted(String path) {
    byte[] bytes = LayerTable.bytes(path);
    PathMatching matching = new PathMatching(matcher);
    int nameStart = bytes.length;
    while (nameStart > 0 && bytes[nameStart - 1] != '/') {
      nameStart--;
    }
    matching.match(bytes, nameStart, bytes.length);
    return matching.wanted();
  }

  private static boolean has(long[] set, int index) {
    return index >= 0 && (set[index >>> 6] & 1L << index) != 0;
  }
}
