package dev.seaworthy.cli.command;

import dev.seaworthy.advisory.database.DatabaseFile;
import dev.seaworthy.advisory.database.InstalledSnapshots;
import dev.seaworthy.cli.process.Surroundings;
import dev.seaworthy.cli.report.DatabaseText;
import dev.seaworthy.signing.KeyFolder;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `seaworthy db install`: makes a database that was built elsewhere the one in use.
@Command(
    name = "install",
    header = "Install an advisory database that was built elsewhere.",
    description = {
      "",
      "Checks every byte of it first, and that a key signed it that counts here: this",
      "installation's own, or one that was given with --key. The last few that were",
      "installed are kept."
    },
    synopsisHeading = "%nUsage:%n  ",
    parameterListHeading = "%nArguments:%n",
    optionListHeading = "%nOptions:%n")
final class DbInstallCommand implements Callable<Integer> {

  private final Surroundings surroundings;
  private final PrintWriter out;

  @Parameters(index = "0", paramLabel = "FILE", description = "The advisory database.")
  private Path file = Path.of("");

  DbInstallCommand(Surroundings surroundings, PrintWriter out) {
    this.surroundings = surroundings;
    this.out = out;
  }

  @Option(
      names = "--key",
      paramLabel = "FILE",
      description = "Trust this public key (PEM) from now on, and what it signed.")
  private @Nullable Path key;

  @Override
  public Integer call() {
    if (key != null) {
      new Databases(surroundings).keys().pin(KeyFolder.publicKey(key));
    }
    InstalledSnapshots snapshots = new Databases(surroundings).installed();
    try (DatabaseFile installed = snapshots.open(snapshots.install(file).digest())) {
      out.print("installed " + DatabaseText.of(installed.info()));
    }
    return SeaworthyCommand.done();
  }
}
