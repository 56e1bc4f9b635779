package dev.seaworthy.inventory.assembly;

import dev.seaworthy.image.Fact;
import dev.seaworthy.image.FileTable;
import dev.seaworthy.image.LayerFacts;
import dev.seaworthy.image.LayerFacts.PathFact;
import dev.seaworthy.inventory.Component;
import dev.seaworthy.inventory.InventoryFact.Found;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Finds the layer that brought a component. Installing one package rewrites the whole database, so
/// the layer of the database file says little: a component was introduced by the lowest layer from
/// which on every version of that file lists it.
final class Introductions {

  private record Key(
      String type,
      String namespace,
      String name,
      String version,
      String architecture,
      String nestedPath) {

    static Key of(Found found) {
      Component component = found.component();
      return new Key(
          component.type(),
          component.namespace(),
          component.name(),
          component.version(),
          component.architecture(),
          found.nestedPath());
    }
  }

  private final List<LayerFacts> layers;

  /// What each layer's version of a file lists; only files that several layers have.
  private final Map<String, Map<Integer, Set<Key>>> versions = new HashMap<>();

  private final Map<String, List<Integer>> chains = new HashMap<>();
  private final Map<Integer, Removals> removed = new HashMap<>();

  Introductions(List<LayerFacts> layers) {
    this.layers = layers;
    Map<String, Integer> seenIn = new HashMap<>();
    Set<String> rewritten = new HashSet<>();
    for (int layer = 0; layer < layers.size(); layer++) {
      for (PathFact fact : layers.get(layer).facts()) {
        Integer before = fact.fact() instanceof Found ? seenIn.put(fact.path(), layer) : null;
        if (before != null && before != layer) {
          rewritten.add(fact.path());
        }
      }
    }
    for (int layer = 0; layer < layers.size() && !rewritten.isEmpty(); layer++) {
      for (PathFact fact : layers.get(layer).facts()) {
        if (fact.fact() instanceof Found found && rewritten.contains(fact.path())) {
          versions
              .computeIfAbsent(fact.path(), ignored -> new HashMap<>())
              .computeIfAbsent(layer, ignored -> new HashSet<>())
              .add(Key.of(found));
        }
      }
    }
  }

  /// The lowest layer from which on what was found in the file is continuously there.
  ///
  /// @param layer the layer whose version of the file is visible
  /// @param fact what the cataloger told
  /// @param named what it became; a file whose name only an index knows has no versions to follow
  int of(String path, int layer, Fact fact, Found named) {
    return of(path, layer, fact instanceof Found told ? told : named);
  }

  private int of(String path, int layer, Found found) {
    Map<Integer, Set<Key>> byLayer = versions.get(path);
    if (byLayer == null) {
      return layer;
    }
    Key key = Key.of(found);
    int introduced = layer;
    for (int below : chains.computeIfAbsent(path, ignored -> chainBelow(path, layer))) {
      Set<Key> listed = byLayer.get(below);
      if (listed == null || !listed.contains(key)) {
        return introduced;
      }
      introduced = below;
    }
    return introduced;
  }

  /// The layers below that have the file too, highest first, as far down as no layer between
  /// removes it.
  private List<Integer> chainBelow(String path, int layer) {
    List<Integer> chain = new ArrayList<>();
    for (int below = layer - 1; below >= 0 && !hidesBelow(below + 1, path); below--) {
      if (layers.get(below).files().find(path).isPresent()) {
        chain.add(below);
      }
    }
    return chain;
  }

  private boolean hidesBelow(int layer, String path) {
    Removals removals =
        removed.computeIfAbsent(layer, ignored -> Removals.of(layers.get(layer).files()));
    if (removals.paths.contains(path)) {
      return true;
    }
    String directory = path;
    while (!directory.isEmpty()) {
      directory = directory.substring(0, directory.lastIndexOf('/'));
      if (removals.paths.contains(directory) || removals.opaque.contains(directory)) {
        return true;
      }
    }
    return false;
  }

  /// What a layer removes; the root is the empty text.
  private record Removals(Set<String> paths, Set<String> opaque) {

    static Removals of(FileTable files) {
      Set<String> paths = new HashSet<>();
      files.whiteouts().forEach(paths::add);
      Set<String> opaque = new HashSet<>();
      files.opaqueDirectories().forEach(path -> opaque.add(path.equals("/") ? "" : path));
      return new Removals(paths, opaque);
    }
  }
}
