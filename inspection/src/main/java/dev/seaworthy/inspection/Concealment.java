package dev.seaworthy.inspection;

import dev.seaworthy.image.FileRecord.Kind;
import dev.seaworthy.image.FileTable;
import dev.seaworthy.image.FileTree;
import dev.seaworthy.image.ImageFacts;
import dev.seaworthy.image.LayerFacts;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Tells which later layer hides a file of an image, so that a container doesn't see it although
/// the image still holds it.
public final class Concealment {

  /// The detail of an observation whose file a layer deletes, with that layer's index.
  public static final String DELETED_IN = "deletedIn";

  /// The detail of an observation whose file a layer replaces, with that layer's index.
  public static final String REPLACED_IN = "replacedIn";

  /// What a layer takes away.
  private record Removal(FileTable table, Set<String> whiteouts, Set<String> opaque) {}

  private final FileTree tree;
  private final List<Removal> removals = new ArrayList<>();

  /// Of an image.
  public Concealment(ImageFacts facts) {
    tree = facts.tree();
    for (LayerFacts layer : facts.layers()) {
      Set<String> whiteouts = new HashSet<>();
      layer.files().whiteouts().forEach(whiteouts::add);
      Set<String> opaque = new HashSet<>();
      layer.files().opaqueDirectories().forEach(opaque::add);
      removals.add(new Removal(layer.files(), whiteouts, opaque));
    }
  }

  /// Adds which layer hides a file, if one does.
  ///
  /// @param layer where the file lies
  /// @param path of the file itself, not of what lies in it
  public void tell(int layer, String path, Map<String, String> details) {
    int top = tree.layerOf(path);
    if (top == layer) {
      return;
    }
    for (int above = layer + 1; above < removals.size(); above++) {
      Removal removal = removals.get(above);
      // The tree also knows of entries that come here through a link above them.
      if (removal.table.find(path).isPresent() || above == top) {
        details.put(REPLACED_IN, String.valueOf(above));
        return;
      }
      if (deletes(removal, path)) {
        details.put(DELETED_IN, String.valueOf(above));
        return;
      }
    }
  }

  private static boolean deletes(Removal removal, String path) {
    if (removal.whiteouts.contains(path) || removal.opaque.contains("/")) {
      return true;
    }
    for (int cut = path.lastIndexOf('/'); cut > 0; cut = path.lastIndexOf('/', cut - 1)) {
      String directory = path.substring(0, cut);
      if (removal.whiteouts.contains(directory)
          || removal.opaque.contains(directory)
          || isOther(removal.table, directory)) {
        return true;
      }
    }
    return false;
  }

  /// Whether something else lies where there was a directory, be it a link to one.
  private static boolean isOther(FileTable table, String directory) {
    return table.find(directory).filter(file -> file.kind() != Kind.DIRECTORY).isPresent();
  }
}
