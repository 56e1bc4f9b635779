package dev.seaworthy.cli.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `seaworthy deviation`: what is asked for findings that can't be mended in time.
@Command(
    name = "deviation",
    header = "Ask for deviations, endorse them, record decisions.",
    description = {
      "",
      "A deviation is a file that says what is asked for one finding, and by whom. Each",
      "step is signed by its person's key. Whoever asks can't endorse; under FedRAMP's",
      "policies only a recorded decision of the authorising official gives relief."
    },
    synopsisHeading = "%nUsage:%n  ",
    customSynopsis = "seaworthy deviation COMMAND [OPTIONS]",
    optionListHeading = "%nOptions:%n",
    commandListHeading = "%nCommands:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  seaworthy scan --output json=report.json registry.example/shop/cart:1.8",
      "  seaworthy deviation request --report report.json --finding CVE-2026-1111 \\",
      "      --kind false-positive --reason \"never loaded\" --expires 2027-03-31 \\",
      "      --by alice --key alice.pem --id FP-1",
      "  seaworthy deviation endorse --by bob --key bob.pem FP-1.yaml",
      "  seaworthy deviation list",
    })
final class DeviationCommand implements Runnable {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "no command was given after deviation");
  }
}
