package dev.seaworthy.inspection.hardening.check;

import dev.seaworthy.image.FileTree;
import dev.seaworthy.inventory.Component;
import dev.seaworthy.inventory.Inventory;
import dev.seaworthy.inventory.Relationship;
import dev.seaworthy.inventory.Relationship.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// The packages of the operating system, which files they own, and which need which.
final class InstalledPackages {

  private static final Set<String> TYPES = Set.of("alpm", "apk", "deb", "opkg", "rpm");

  /// Directories that merged-/usr systems link into `/usr`; package databases still name files by
  /// the old paths.
  private static final List<String> MERGED = List.of("/bin", "/sbin", "/lib", "/lib32", "/lib64");

  private final List<Component> all = new ArrayList<>();
  private final Map<String, Integer> owners = new HashMap<>();
  private final Map<Integer, Set<Integer>> needs = new HashMap<>();

  InstalledPackages(Inventory inventory, FileTree tree) {
    Map<Integer, Integer> places = new HashMap<>();
    for (int i = 0; i < inventory.components().size(); i++) {
      Component component = inventory.components().get(i);
      if (TYPES.contains(component.type())) {
        places.put(i, all.size());
        all.add(component);
      }
    }
    for (Relationship relationship : inventory.relationships()) {
      Integer from = places.get(relationship.from());
      Integer to = places.get(relationship.to());
      if (relationship.kind() == Kind.DEPENDS_ON && from != null && to != null) {
        needs.computeIfAbsent(from, _ -> new TreeSet<>()).add(to);
      }
    }
    List<String> links = new ArrayList<>();
    for (String directory : MERGED) {
      if (tree.resolve(directory).equals(Optional.of("/usr" + directory))) {
        links.add(directory + "/");
      }
    }
    for (int i = 0; i < all.size(); i++) {
      for (String path : all.get(i).ownedFiles()) {
        owners.putIfAbsent(links.stream().anyMatch(path::startsWith) ? "/usr" + path : path, i);
      }
    }
  }

  List<Component> all() {
    return all;
  }

  /// Whether the package databases say which files they own.
  boolean knowFiles() {
    return !owners.isEmpty();
  }

  /// The place in [#all] of the package that owns a file, by its path without links; -1 when none
  /// does.
  int ownerOf(String path) {
    return owners.getOrDefault(path, -1);
  }

  /// The name of the package that owns a file, or empty.
  String ownerNameOf(String path) {
    int owner = ownerOf(path);
    return owner < 0 ? "" : all.get(owner).name();
  }

  /// These and all that they need, directly or not.
  Set<Integer> closure(Set<Integer> roots) {
    Set<Integer> found = new TreeSet<>();
    List<Integer> open = new ArrayList<>(roots);
    while (!open.isEmpty()) {
      int each = open.removeLast();
      if (found.add(each)) {
        open.addAll(needs.getOrDefault(each, Set.of()));
      }
    }
    return found;
  }

  /// Those that nothing needs but what they need themselves: of packages that need each other in a
  /// circle the first. In the order of [#all], in time that grows with the number of needs.
  List<Integer> firsts() {
    int[] circles = new Circles(all.size(), needs).ofEach();
    Set<Integer> needed = new HashSet<>();
    needs.forEach((from, to) -> {
      for (int each : to) {
        if (circles[each] != circles[from]) {
          needed.add(circles[each]);
        }
      }
    });
    Set<Integer> seen = new HashSet<>();
    List<Integer> firsts = new ArrayList<>();
    for (int i = 0; i < circles.length; i++) {
      if (!needed.contains(circles[i]) && seen.add(circles[i])) {
        firsts.add(i);
      }
    }
    return firsts;
  }
}
