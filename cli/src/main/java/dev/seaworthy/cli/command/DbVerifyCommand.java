package dev.seaworthy.cli.command;

import dev.seaworthy.advisory.database.DatabaseFile;
import dev.seaworthy.cli.process.Surroundings;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `seaworthy db verify`: whether every byte of an advisory database is what its digest says.
@Command(
    name = "verify",
    header = "Check an advisory database: every byte, and who signed it.",
    description = {"", "A scan checks the parts that it reads; this checks all of them."},
    synopsisHeading = "%nUsage:%n  ",
    parameterListHeading = "%nArguments:%n",
    optionListHeading = "%nOptions:%n")
final class DbVerifyCommand implements Callable<Integer> {

  private final Surroundings surroundings;
  private final PrintWriter out;

  @Parameters(index = "0", paramLabel = "FILE", description = "The advisory database.")
  private Path file = Path.of("");

  DbVerifyCommand(Surroundings surroundings, PrintWriter out) {
    this.surroundings = surroundings;
    this.out = out;
  }

  @Override
  public Integer call() {
    try (DatabaseFile advisories = DatabaseFile.open(file, new Databases(surroundings).trust())) {
      advisories.verify();
      out.println("whole: " + advisories.info().digest());
    }
    return SeaworthyCommand.done();
  }
}
