package dev.seaworthy.inventory.assembly;

import dev.seaworthy.image.FileTree;
import dev.seaworthy.image.ImageFacts;
import dev.seaworthy.image.ImageFacts.VisibleFact;
import dev.seaworthy.inventory.Component;
import dev.seaworthy.inventory.ComponentBuilder;
import dev.seaworthy.inventory.InventoryFact.Licensed;
import dev.seaworthy.inventory.InventoryFact.Owns;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Which files and licences belong to a package, where files of their own say so.
final class PackageFiles {

  private record Key(String type, String packageName) {}

  private final FileTree tree;
  private final Map<Key, List<String>> owned = new HashMap<>();

  /// By the path of the file that declares them: Debian links the documentation of packages from
  /// one source together, so that a package's own name may lead to another's file.
  private final Map<String, List<String>> licencesByPath = new HashMap<>();

  private PackageFiles(FileTree tree) {
    this.tree = tree;
  }

  static PackageFiles of(ImageFacts facts) {
    PackageFiles files = new PackageFiles(facts.tree());
    for (VisibleFact visible : facts.visible()) {
      if (visible.fact() instanceof Owns(String type, String name, List<String> paths)) {
        files.owned.put(new Key(type, name), paths);
      } else if (visible.fact() instanceof Licensed licensed) {
        files.licencesByPath.put(visible.path(), licensed.licences());
      }
    }
    return files;
  }

  /// The component with the files and licences that other files gave it.
  ///
  /// @param path where the component was found
  Component join(Component component, String path) {
    List<String> paths = ownedBy(component, path);
    List<String> licences = licencesOf(component, path);
    if (paths.isEmpty() && licences.isEmpty()) {
      return component;
    }
    return ComponentBuilder.from(component).ownedFiles(paths).licences(licences).build();
  }

  private List<String> ownedBy(Component component, String path) {
    return switch (component.type()) {
      case "deb" -> {
        List<String> ofArchitecture =
            owned.get(new Key("deb", component.name() + ":" + component.architecture()));
        yield ofArchitecture != null
            ? ofArchitecture
            : owned.getOrDefault(new Key("deb", component.name()), List.of());
      }
      case "alpm", "opkg" ->
          owned.getOrDefault(new Key(component.type(), component.name()), List.of());
      case "pypi" -> owned.getOrDefault(new Key("pypi", folder(path)), List.of());
      default -> List.of();
    };
  }

  private static String folder(String path) {
    return path.substring(0, Math.max(path.lastIndexOf('/'), 0));
  }

  private List<String> licencesOf(Component component, String path) {
    if (component.type().equals("ebuild")) {
      return licencesByPath.getOrDefault(folder(path) + "/LICENSE", List.of());
    }
    if (!component.type().equals("deb") || licencesByPath.isEmpty()) {
      return List.of();
    }
    return tree.resolve("/usr/share/doc/" + component.name() + "/copyright")
        .map(copyright -> licencesByPath.getOrDefault(copyright, List.of()))
        .orElse(List.of());
  }
}
