package dev.seaworthy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.testkit.RepositoryRoot;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// Texts that outputs are compared with, to the byte:
/// `src/test/resources/dev/seaworthy/cli/golden`. `-Dgolden.update` writes what is there now, so
/// that the difference can be read before it is committed.
public final class Golden {

  private static final Path FOLDER =
      RepositoryRoot.find().resolve("cli/src/test/resources/dev/seaworthy/cli/golden");

  private Golden() {}

  public static void matches(String name, String actual) {
    matches(FOLDER.resolve(name), actual);
  }

  /// The same for a file of the documentation.
  public static void matchesDocument(String path, String actual) {
    matches(RepositoryRoot.find().resolve(path), actual);
  }

  private static void matches(Path file, String actual) {
    try {
      if (System.getProperty("golden.update") != null) {
        Files.createDirectories(file.getParent());
        Files.writeString(file, actual);
      }
      assertThat(file).as("run with -Dgolden.update, then read the difference").exists();
      assertThat(actual)
          .as("differs from %s; -Dgolden.update takes it over", file.getFileName())
          .isEqualTo(Files.readString(file, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new IllegalStateException("could not use " + file, e);
    }
  }
}
