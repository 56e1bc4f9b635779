package dev.seaworthy.cli.command;

import dev.seaworthy.cli.process.ProductVersion;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/// `seaworthy version`.
@Command(
    name = "version",
    header = "Show the version.",
    synopsisHeading = "%nUsage:%n  ",
    optionListHeading = "%nOptions:%n")
final class VersionCommand implements Callable<Integer> {

  private final PrintWriter out;

  VersionCommand(PrintWriter out) {
    this.out = out;
  }

  @Override
  public Integer call() {
    out.println("seaworthy " + ProductVersion.text());
    return SeaworthyCommand.done();
  }
}
