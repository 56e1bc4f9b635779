package dev.seaworthy.inspection.secret;

import dev.seaworthy.image.FileRecord;
import dev.seaworthy.image.FileRecord.Kind;
import dev.seaworthy.image.FileTable;
import dev.seaworthy.image.LayerFacts;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Tells which layer hides a file of a lower one.
final class HiddenFiles {

  /// What a layer takes away.
  private record Removal(FileTable table, Set<String> whiteouts, Set<String> opaque) {}

  private final List<Removal> removals = new ArrayList<>();

  HiddenFiles(List<LayerFacts> layers) {
    for (LayerFacts layer : layers) {
      Set<String> whiteouts = new HashSet<>();
      layer.files().whiteouts().forEach(whiteouts::add);
      Set<String> opaque = new HashSet<>();
      layer.files().opaqueDirectories().forEach(opaque::add);
      removals.add(new Removal(layer.files(), whiteouts, opaque));
    }
  }

  /// The lowest layer above that hides a path, or -1 if a container sees it.
  int by(int layer, String path) {
    for (int above = layer + 1; above < removals.size(); above++) {
      if (hides(removals.get(above), path)) {
        return above;
      }
    }
    return -1;
  }

  /// Whether that layer puts another file in its place.
  boolean isReplaced(int by, String path) {
    return removals.get(by).table.find(path).isPresent();
  }

  private static boolean hides(Removal removal, String path) {
    if (removal.table.find(path).isPresent() || removal.whiteouts.contains(path)) {
      return true;
    }
    for (int cut = path.lastIndexOf('/'); cut > 0; cut = path.lastIndexOf('/', cut - 1)) {
      String directory = path.substring(0, cut);
      boolean isReplaced =
          removal
              .table
              .find(directory)
              .map(FileRecord::kind)
              .filter(kind -> kind != Kind.DIRECTORY && kind != Kind.SYMLINK)
              .isPresent();
      if (isReplaced
          || removal.whiteouts.contains(directory)
          || removal.opaque.contains(directory)) {
        return true;
      }
    }
    return removal.opaque.contains("/");
  }
}
