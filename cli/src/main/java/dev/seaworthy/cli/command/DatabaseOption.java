package dev.seaworthy.cli.command;

import dev.seaworthy.advisory.AdvisoryDatabase;
import dev.seaworthy.advisory.database.DatabaseFile;
import dev.seaworthy.advisory.starter.StarterSet;
import dev.seaworthy.base.Digest;
import dev.seaworthy.cli.process.Surroundings;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/// Which advisory database a command uses.
final class DatabaseOption {

  private static final String DIGEST_BEGINS = "sha256:";

  @Option(
      names = "--db",
      paramLabel = "FILE|DIGEST",
      description =
          "Use this advisory database, or the installed one with this digest"
              + " (default: the newest installed one).")
  private String wanted = "";

  /// Whether one is named.
  boolean isGiven() {
    return !wanted.isEmpty();
  }

  /// The database named, else the installed one, else the starter set. By its digest an earlier one
  /// answers again as it did on its day.
  AdvisoryDatabase open(Surroundings surroundings) {
    if (wanted.startsWith(DIGEST_BEGINS)) {
      return new Databases(surroundings).installed().open(Digest.parse(wanted));
    }
    if (!wanted.isEmpty()) {
      return DatabaseFile.open(Path.of(wanted), new Databases(surroundings).trust());
    }
    Optional<DatabaseFile> installed = new Databases(surroundings).installed().openCurrent();
    return installed.isPresent() ? installed.get() : StarterSet.open();
  }
}
