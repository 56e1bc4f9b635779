package dev.seaworthy.inventory.golang;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What the Go linker recorded of a program (Go, package `debug/buildinfo` and
/// `runtime/debug.BuildInfo`).
///
/// @param goVersion such as `go1.22.3`
/// @param path the path of the main package
/// @param main the main module, if the program was built from one
/// @param dependencies modules that were linked in, replacements already applied
/// @param settings how it was built, such as `vcs.revision`
record BuildInfo(
    String goVersion,
    String path,
    @Nullable Module main,
    List<Module> dependencies,
    Map<String, String> settings) {

  /// @param replaces the module that this one stands in for, or empty
  /// @param directory the local directory that its source was taken from in place of a release, or
  ///   empty
  record Module(String path, String version, String sum, String replaces, String directory) {

    static Module of(String path, String version, String sum) {
      return new Module(path, version, sum, "", "");
    }

    /// The module that was linked in place of this one. A directory has no name of its own: the
    /// module keeps its name then.
    Module replacedBy(String newPath, String newVersion, String newSum) {
      boolean isDirectory =
          newPath.startsWith("./") || newPath.startsWith("../") || newPath.startsWith("/");
      return isDirectory
          ? new Module(path, version, "", "", newPath)
          : new Module(newPath, newVersion, newSum, path, "");
    }
  }

  /// Reads the text that `go version -m` prints: lines of fields parted by tabs.
  static BuildInfo parse(String goVersion, String text) {
    String path = "";
    Module main = null;
    List<Module> dependencies = new ArrayList<>();
    Map<String, String> settings = new TreeMap<>();
    boolean isMainLast = false;
    for (String line : text.split("\n", -1)) {
      String[] fields = line.split("\t", -1);
      switch (fields[0]) {
        case "path" -> path = field(fields, 1);
        case "mod" -> {
          main = Module.of(field(fields, 1), field(fields, 2), field(fields, 3));
          isMainLast = true;
        }
        case "dep" -> {
          dependencies.add(Module.of(field(fields, 1), field(fields, 2), field(fields, 3)));
          isMainLast = false;
        }
        case "=>" -> {
          Module replaced = isMainLast ? main : last(dependencies);
          if (replaced != null) {
            Module by = replaced.replacedBy(field(fields, 1), field(fields, 2), field(fields, 3));
            if (isMainLast) {
              main = by;
            } else {
              dependencies.set(dependencies.size() - 1, by);
            }
          }
        }
        case "build" -> {
          String setting = field(fields, 1);
          int equals = setting.indexOf('=');
          if (equals > 0) {
            settings.put(setting.substring(0, equals), setting.substring(equals + 1));
          }
        }
        default -> {
          // Later versions of Go may add lines that we don't know.
        }
      }
    }
    return new BuildInfo(goVersion, path, main, List.copyOf(dependencies), settings);
  }

  private static String field(String[] fields, int index) {
    return index < fields.length ? fields[index] : "";
  }

  private static @Nullable Module last(List<Module> modules) {
    return modules.isEmpty() ? null : modules.getLast();
  }
}
