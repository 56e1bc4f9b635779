package dev.seaworthy.advisory.database;

import dev.seaworthy.base.Limits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Builds databases in tests.
public final class Build {

  private Build() {}

  public static BuildReport of(List<Path> from, Path out) {
    return new DatabaseBuilder(BuiltInFeeds.all(Limits.defaults()), Limits.defaults(), _ -> {})
        .build(BuildRequest.of(from, out));
  }

  /// A feed of one document in a fresh folder.
  public static Path document(Path folder, String name, String content) {
    try {
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      return Files.writeString(file, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static DatabaseFile open(List<Path> from, Path out) {
    of(from, out);
    return DatabaseFile.open(out);
  }
}
