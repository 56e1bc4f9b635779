package dev.seaworthy.cli.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `seaworthy ledger`: what was recorded, and whether it still is what was recorded.
@Command(
    name = "ledger",
    header = "Verify and show the ledger, and sign its head.",
    description = {
      "",
      "Certifying records each decision, certificate and first detection in a chain. A",
      "head that is signed now and kept elsewhere proves later that nothing up to it was",
      "altered, removed, reordered or cut off."
    },
    synopsisHeading = "%nUsage:%n  ",
    customSynopsis = "seaworthy ledger COMMAND [OPTIONS]",
    optionListHeading = "%nOptions:%n",
    commandListHeading = "%nCommands:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  seaworthy ledger head --out head-2026-11-22.json",
      "  seaworthy ledger verify --head head-2026-11-22.json",
    })
final class LedgerCommand implements Runnable {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "no command was given after ledger");
  }
}
