package dev.seaworthy.cli.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `seaworthy release`: everything that belongs to a release, in one sealed file.
@Command(
    name = "release",
    header = "Seal what belongs to a release in one file, and check such a file.",
    synopsisHeading = "%nUsage:%n  ",
    customSynopsis = "seaworthy release COMMAND [OPTIONS]",
    optionListHeading = "%nOptions:%n",
    commandListHeading = "%nCommands:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  seaworthy release archive --certificate cart.json --document sbom=cart.cdx.json \\",
      "      --document provenance=cart.intoto.json --document ssdf-attestation=form.pdf \\",
      "      --out cart-1.8.release.zip",
      "  seaworthy release verify --trust ci.pem.pub cart-1.8.release.zip",
    })
final class ReleaseCommand implements Runnable {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "no command was given after release");
  }
}
