package dev.seaworthy.inventory.assembly;

import dev.seaworthy.inventory.Component;
import dev.seaworthy.inventory.Evidence;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Dependencies between installed npm packages, found as Node.js finds them: in `node_modules` of
/// the package's own folder, then of each folder above (Node.js, "Loading from node_modules
/// folders").
final class NodeDependencies implements DependencyResolver {

  private static final String MANIFEST = "/package.json";

  private final List<Component> components;
  private final Map<String, List<Integer>> byPlace;

  NodeDependencies(List<Component> components, Map<String, List<Integer>> byPlace) {
    this.components = components;
    this.byPlace = byPlace;
  }

  @Override
  public boolean resolves(Component component) {
    return component.type().equals("npm");
  }

  @Override
  public Set<Integer> resolve(Component component) {
    Set<Integer> needed = new TreeSet<>();
    for (Evidence evidence : component.evidence()) {
      String place = evidence.location().path();
      if (place.endsWith(MANIFEST)) {
        String folder = place.substring(0, place.length() - MANIFEST.length());
        for (String dependency : component.depends()) {
          find(folder, nameOf(dependency), needed);
        }
      }
    }
    return needed;
  }

  private void find(String packageFolder, String name, Set<Integer> needed) {
    String folder = packageFolder;
    while (true) {
      for (int i : byPlace.getOrDefault(folder + "/node_modules/" + name + MANIFEST, List.of())) {
        if (resolves(components.get(i))) {
          needed.add(i);
          return;
        }
      }
      if (folder.isEmpty()) {
        return;
      }
      folder = folder.substring(0, folder.lastIndexOf('/'));
    }
  }

  /// `@scope/name@^1.0` without its range.
  private static String nameOf(String dependency) {
    int at = dependency.indexOf('@', 1);
    return at < 0 ? dependency : dependency.substring(0, at);
  }
}
