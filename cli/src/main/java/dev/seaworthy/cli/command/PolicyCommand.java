package dev.seaworthy.cli.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `seaworthy policy`: what refuses an image.
@Command(
    name = "policy",
    header = "Show policies, and test one's own.",
    synopsisHeading = "%nUsage:%n  ",
    customSynopsis = "seaworthy policy COMMAND [OPTIONS]",
    optionListHeading = "%nOptions:%n",
    commandListHeading = "%nCommands:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  seaworthy policy list",
      "  seaworthy policy show fedramp > .seaworthy/policy.yaml",
      "  seaworthy policy test .seaworthy/policy.yaml",
    })
final class PolicyCommand implements Runnable {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "no command was given after policy");
  }
}
