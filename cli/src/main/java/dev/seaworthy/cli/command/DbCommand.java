package dev.seaworthy.cli.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `seaworthy db`: what is known about flaws.
@Command(
    name = "db",
    header = "Update, build and look at advisory databases.",
    synopsisHeading = "%nUsage:%n  ",
    customSynopsis = "seaworthy db COMMAND [OPTIONS]",
    optionListHeading = "%nOptions:%n",
    commandListHeading = "%nCommands:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  seaworthy db update",
      "  seaworthy db build --from osv/ --from tracker.json --out advisories.db",
      "  seaworthy db install advisories.db",
      "  seaworthy db status",
    })
final class DbCommand implements Runnable {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "no command was given after db");
  }
}
