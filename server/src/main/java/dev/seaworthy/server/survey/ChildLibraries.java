package dev.seaworthy.server.survey;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// This program's own libraries for a process of another user, who may not pass the folders above
/// them: a program is often unpacked below a folder that is root's alone (`/root`). They are linked
/// into the folder that the process starts in, which costs nothing, or copied where that can't be.
final class ChildLibraries {
  private static final String FOLDER = "lib";

  /// The folder that a process is in, by a name that needs no way through the folders above it. A
  /// virtual machine makes relative names of its class path absolute, and could not pass those.
  private static final String HERE = "/proc/self/cwd/";

  private ChildLibraries() {}

  /// This program's own libraries: those of the packed server, or those that the virtual machine
  /// was started with.
  static List<Path> all() {
    List<Path> own =
        Stream.of(System.getProperty("java.class.path").split(":", -1))
            .map(each -> Path.of(each).toAbsolutePath())
            .toList();
    Path run = own.getFirst();
    Path libraries = run.resolveSibling("lib").resolve("main");
    if (!Files.isDirectory(libraries)) {
      return own.stream().filter(Files::exists).toList();
    }
    try (Stream<Path> main = Files.list(libraries);
        Stream<Path> app = Files.list(run.resolveSibling("app"))) {
      return Stream.concat(app, main)
          .filter(file -> file.toString().endsWith(".jar"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// As an option of a virtual machine.
  static String classPath(List<Path> libraries) {
    return libraries.stream().map(Path::toString).collect(Collectors.joining(":"));
  }

  /// Puts them below a folder.
  ///
  /// @return the class path for a process that starts in that folder
  static String linked(List<Path> libraries, Path work) throws IOException {
    Path folder = folder(work.resolve(FOLDER));
    List<String> names = new ArrayList<>();
    for (Path library : libraries) {
      String name = names.size() + "-" + library.getFileName();
      names.add(HERE + FOLDER + "/" + name);
      link(library, folder.resolve(name));
    }
    return String.join(":", names);
  }

  private static void link(Path from, Path to) throws IOException {
    if (!Files.isDirectory(from)) {
      file(from, to);
      return;
    }
    try (Stream<Path> all = Files.walk(from)) {
      for (Path each : (Iterable<Path>) all::iterator) {
        Path target = to.resolve(from.relativize(each).toString());
        if (Files.isDirectory(each)) {
          folder(target);
        } else {
          file(each, target);
        }
      }
    }
  }

  private static Path folder(Path folder) throws IOException {
    Files.createDirectories(folder);
    return Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static void file(Path from, Path to) throws IOException {
    if (Files.getPosixFilePermissions(from).contains(PosixFilePermission.OTHERS_READ)) {
      try {
        Files.createLink(to, from);
        return;
      } catch (FileSystemException | UnsupportedOperationException _) {
        // Another file system, or one without links.
      }
    }
    Files.copy(from, to);
    Files.setPosixFilePermissions(to, PosixFilePermissions.fromString("rw-r--r--"));
  }
}
