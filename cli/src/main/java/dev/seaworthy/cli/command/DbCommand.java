package dev.seaworthy.cli.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `seaworthy db`: what is known about flaws.
@Command(
    name = "db",
    header = "Build and look at advisory databases.",
    synopsisHeading = "%nUsage:%n  ",
    customSynopsis = "seaworthy db COMMAND [OPTIONS]",
    optionListHeading = "%nOptions:%n",
    commandListHeading = "%nCommands:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  seaworthy db build --from osv/ --from tracker.json --out advisories.db",
      "  seaworthy db status --db advisories.db",
      "  seaworthy scan --db advisories.db registry.example/shop/cart:1.8",
    })
final class DbCommand implements Runnable {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "no command was given after db");
  }
}
