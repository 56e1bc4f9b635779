package dev.seaworthy.cli.command;

import dev.seaworthy.advisory.AdvisoryDatabase;
import dev.seaworthy.cli.report.DatabaseText;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `seaworthy db status`: what an advisory database says of itself.
@Command(
    name = "status",
    header = "Show what an advisory database holds, and of when.",
    synopsisHeading = "%nUsage:%n  ",
    optionListHeading = "%nOptions:%n")
final class DbStatusCommand implements Callable<Integer> {

  private final PrintWriter out;

  @Mixin private DatabaseOption database = new DatabaseOption();

  DbStatusCommand(PrintWriter out) {
    this.out = out;
  }

  @Override
  public Integer call() {
    try (AdvisoryDatabase advisories = database.open()) {
      out.print(DatabaseText.of(advisories.info()));
    }
    return SeaworthyCommand.done();
  }
}
