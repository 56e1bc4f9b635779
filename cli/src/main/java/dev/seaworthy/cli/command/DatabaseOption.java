package dev.seaworthy.cli.command;

import dev.seaworthy.advisory.AdvisoryDatabase;
import dev.seaworthy.advisory.database.DatabaseFile;
import dev.seaworthy.advisory.starter.StarterSet;
import dev.seaworthy.cli.process.Surroundings;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which advisory database a command uses.
final class DatabaseOption {

  @Option(
      names = "--db",
      paramLabel = "FILE",
      description = "Use this advisory database (default: the installed one).")
  private @Nullable Path file;

  /// The database named, else the installed one, else the starter set.
  AdvisoryDatabase open(Surroundings surroundings) {
    if (file != null) {
      return DatabaseFile.open(file, new Databases(surroundings).trust());
    }
    Optional<DatabaseFile> installed = new Databases(surroundings).installed().openCurrent();
    return installed.isPresent() ? installed.get() : StarterSet.open();
  }
}
