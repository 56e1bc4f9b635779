package dev.seaworthy.inventory.dpkg;

import dev.seaworthy.image.FactSink;
import dev.seaworthy.image.FileContent;
import dev.seaworthy.inventory.InventoryFact.Owns;
import dev.seaworthy.inventory.text.Lines;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Reads which files a package owns.
final class DpkgFileLists {

  private DpkgFileLists() {}

  /// `info/<package>.list`: a path on each line, directories too.
  static void readList(String packageName, FileContent content, FactSink sink) throws IOException {
    List<String> paths = new ArrayList<>();
    Set<String> parents = new HashSet<>();
    try (Lines lines = Lines.of(content, sink.limits())) {
      for (String line = lines.next(); line != null; line = lines.next()) {
        if (line.length() > 1 && line.charAt(0) == '/' && !line.equals("/.")) {
          paths.add(line);
          parents.add(line.substring(0, line.lastIndexOf('/')));
        }
      }
    }
    // A list names the directories of its files as well; what holds another path is a directory.
    paths.removeIf(parents::contains);
    tell(packageName, paths, sink);
  }

  /// `status.d/<package>.md5sums`: a hash and a path without its leading slash on each line.
  static void readMd5Sums(String packageName, FileContent content, FactSink sink)
      throws IOException {
    List<String> paths = new ArrayList<>();
    try (Lines lines = Lines.of(content, sink.limits())) {
      for (String line = lines.next(); line != null; line = lines.next()) {
        int space = line.indexOf("  ");
        if (space > 0 && space + 2 < line.length()) {
          paths.add("/" + line.substring(space + 2));
        }
      }
    }
    tell(packageName, paths, sink);
  }

  private static void tell(String packageName, List<String> paths, FactSink sink) {
    if (!paths.isEmpty()) {
      sink.fact(new Owns("deb", packageName, paths));
    }
  }
}
