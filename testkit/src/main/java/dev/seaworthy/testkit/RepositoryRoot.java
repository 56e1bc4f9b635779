package dev.seaworthy.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Finds the repository that the running tests belong to, and the shared folder beside it.
public final class RepositoryRoot {
  private RepositoryRoot() {}

  /// The folder of the parent POM: the system property `seaworthy.root`, else the nearest folder
  /// upwards from the working directory whose `pom.xml` lists modules.
  ///
  /// @throws IllegalStateException when no such folder exists
  public static Path find() {
    String named = System.getProperty("seaworthy.root");
    if (named != null) {
      return Path.of(named).toAbsolutePath().normalize();
    }
    return upwardsFrom(Path.of(System.getProperty("user.dir")));
  }

  /// The shared folder, whether it exists or not: the system property `seaworthy.shared`, else
  /// `shared` beside the repository.
  public static Path shared() {
    String named = System.getProperty("seaworthy.shared");
    Path shared = named == null ? find().resolveSibling("shared") : Path.of(named);
    return shared.toAbsolutePath().normalize();
  }

  /// A script that asks an ecosystem's own tool, by its path below `testkit/oracles`.
  public static Path oracle(String name) {
    return find().resolve("testkit/oracles").resolve(name);
  }

  static Path upwardsFrom(Path start) {
    @Nullable Path folder = start.toAbsolutePath().normalize();
    while (folder != null) {
      if (listsModules(folder.resolve("pom.xml"))) {
        return folder;
      }
      folder = folder.getParent();
    }
    throw new IllegalStateException(
        "looked for a pom.xml with modules upwards from " + start + " and found none");
  }

  private static boolean listsModules(Path pom) {
    try {
      return Files.isRegularFile(pom) && Files.readString(pom).contains("<modules>");
    } catch (IOException e) {
      throw new UncheckedIOException("could not read " + pom, e);
    }
  }
}
