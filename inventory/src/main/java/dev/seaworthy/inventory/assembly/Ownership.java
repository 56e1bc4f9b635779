package dev.seaworthy.inventory.assembly;

import dev.seaworthy.image.FileTree;
import dev.seaworthy.inventory.Component;
import dev.seaworthy.inventory.Component.SourcePackage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Tells which operating-system package installed the file that another component was found in.
final class Ownership {

  /// Directories that merged-/usr systems link into `/usr`; package databases still name files by
  /// the old paths.
  private static final List<String> MERGED =
      List.of("/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32");

  private final FileTree tree;

  Ownership(FileTree tree) {
    this.tree = tree;
  }

  /// The same sightings in the same order, those in owned files marked with their owner's purl;
  /// without the notes in programs that only repeat their owner.
  List<Sighting> mark(List<Sighting> sightings) {
    Map<String, String> filesByName = filesOfInterest(sightings);
    Map<String, Component> owners = new HashMap<>();
    for (Sighting sighting : sightings) {
      if (sighting.isSystemPackage()) {
        Component owner = sighting.component();
        for (String path : owner.ownedFiles()) {
          String file = filesByName.get(path);
          if (file != null) {
            // Two owners of one file are a diversion or a replacement; the first by purl is as
            // good.
            owners.merge(file, owner, (a, b) -> a.purl().compareTo(b.purl()) <= 0 ? a : b);
          }
        }
      }
    }
    if (owners.isEmpty()) {
      return sightings;
    }
    List<Sighting> marked = new ArrayList<>(sightings.size());
    for (Sighting sighting : sightings) {
      Component owner = sighting.isSystemPackage() ? null : owners.get(sighting.path());
      if (owner == null) {
        marked.add(sighting);
      } else if (!sighting.isNoteInFile() || !isBuiltAs(sighting.component(), owner)) {
        marked.add(
            sighting.withComponent(
                sighting.component().withProperty(Inventories.OWNED_BY, owner.purl())));
      }
    }
    return marked;
  }

  /// Whether a program's note only repeats what the package database says of its owner.
  private static boolean isBuiltAs(Component noted, Component owner) {
    SourcePackage source = owner.source();
    String version = withoutEpoch(noted.version());
    return (noted.name().equals(owner.name()) && version.equals(withoutEpoch(owner.version())))
        || (source != null
            && noted.name().equals(source.name())
            && version.equals(withoutEpoch(source.version())));
  }

  private static String withoutEpoch(String version) {
    return version.substring(version.indexOf(':') + 1);
  }

  /// The files that components other than packages were found in, by every name that a package may
  /// know them by.
  private Map<String, String> filesOfInterest(List<Sighting> sightings) {
    List<String> links = mergedDirectories();
    Map<String, String> names = new HashMap<>();
    for (Sighting sighting : sightings) {
      if (!sighting.isSystemPackage()) {
        String path = sighting.path();
        names.put(path, path);
        for (String link : links) {
          if (path.startsWith("/usr" + link + "/")) {
            names.put(path.substring("/usr".length()), path);
          }
        }
      }
    }
    return names;
  }

  private List<String> mergedDirectories() {
    List<String> links = new ArrayList<>();
    for (String directory : MERGED) {
      if (tree.resolve(directory).equals(Optional.of("/usr" + directory))) {
        links.add(directory);
      }
    }
    return links;
  }
}
