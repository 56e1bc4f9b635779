package dev.seaworthy.inventory.java;

import org.jspecify.annotations.Nullable;

/// The directory that all classes of an archive share, found while its names go by.
final class PackagePrefix {

  private static final String VERSIONS = "META-INF/versions/";

  private @Nullable String common;

  /// @param name of a class file's entry
  void add(String name) {
    String path = name;
    if (path.startsWith(VERSIONS)) {
      path = path.substring(path.indexOf('/', VERSIONS.length()) + 1);
    }
    int slash = path.lastIndexOf('/');
    if (slash < 0) {
      // module-info.class and classes without a package say nothing of where the others lie.
      return;
    }
    String directory = path.substring(0, slash + 1);
    String before = common;
    if (before == null) {
      common = directory;
    } else if (!directory.startsWith(before)) {
      int same = 0;
      int end = Math.min(before.length(), directory.length());
      while (same < end && before.charAt(same) == directory.charAt(same)) {
        same++;
      }
      common = before.substring(0, before.lastIndexOf('/', same - 1) + 1);
    }
  }

  /// With dots, or empty.
  String common() {
    String directory = common;
    return directory == null || directory.isEmpty()
        ? ""
        : directory.substring(0, directory.length() - 1).replace('/', '.');
  }
}
