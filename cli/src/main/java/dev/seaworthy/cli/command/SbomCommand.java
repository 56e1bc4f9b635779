package dev.seaworthy.cli.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `seaworthy sbom`: bills of materials that somebody signs for.
@Command(
    name = "sbom",
    header = "Attest a bill of materials, and hold an attested one against its image.",
    synopsisHeading = "%nUsage:%n  ",
    customSynopsis = "seaworthy sbom COMMAND [OPTIONS]",
    optionListHeading = "%nOptions:%n",
    commandListHeading = "%nCommands:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  seaworthy sbom attest --out cart.sbom.json oci-archive:cart.tar",
      "  seaworthy sbom check --attestation cart.sbom.json oci-archive:cart.tar",
    })
final class SbomCommand implements Runnable {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "no command was given after sbom");
  }
}
