package dev.seaworthy.cli.command;

import dev.seaworthy.advisory.AdvisoryDatabase;
import dev.seaworthy.advisory.database.DatabaseFile;
import dev.seaworthy.advisory.database.StarterSet;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which advisory database a command uses.
final class DatabaseOption {

  @Option(
      names = "--db",
      paramLabel = "FILE",
      description = "Use this advisory database (default: the starter set).")
  private @Nullable Path file;

  /// The database named, else the starter set.
  AdvisoryDatabase open() {
    return file == null ? StarterSet.open() : DatabaseFile.open(file);
  }
}
