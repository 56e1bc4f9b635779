package dev.seaworthy.advisory.database;

import dev.seaworthy.base.Limits;
import dev.seaworthy.signing.SigningKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/// Builds databases in tests.
public final class Build {

  /// Signs what tests build.
  public static final SigningKey KEY = SigningKey.generate();

  /// Accepts what tests build.
  public static final DatabaseTrust TRUST =
      DatabaseTrust.of(Set.of(KEY.verification()), Instant.parse("2026-11-22T00:00:00Z"));

  private Build() {}

  public static BuildReport of(List<Path> from, Path out) {
    return new DatabaseBuilder(BuiltInFeeds.all(Limits.defaults()), Limits.defaults(), KEY, _ -> {})
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
    return DatabaseFile.open(out, TRUST);
  }
}
