package dev.seaworthy.cli.command;

import dev.seaworthy.base.Limits;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.base.Text;
import dev.seaworthy.certificate.CertificateError;
import dev.seaworthy.certificate.release.Release;
import dev.seaworthy.certificate.release.ReleaseArchive;
import dev.seaworthy.cli.process.ExitCode;
import dev.seaworthy.cli.process.Surroundings;
import dev.seaworthy.signing.SigningError;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `seaworthy release verify`: whether a release is what was sealed.
@Command(
    name = "verify",
    header = "Say whether a release is what was sealed.",
    description = {
      "",
      "Needs no network. Ends with 0 when every document is there as it was sealed, and",
      "with 1 and what is wrong when not."
    },
    synopsisHeading = "%nUsage:%n  ",
    customSynopsis = "seaworthy release verify [OPTIONS] FILE",
    parameterListHeading = "%nArguments:%n",
    optionListHeading = "%nOptions:%n")
final class ReleaseVerifyCommand implements Callable<Integer> {

  private final Surroundings surroundings;
  private final PrintWriter out;

  @Parameters(index = "0", paramLabel = "FILE", description = "The release.")
  private Path file = Path.of("");

  @Mixin private TrustOption trust = new TrustOption();

  ReleaseVerifyCommand(Surroundings surroundings, PrintWriter out) {
    this.surroundings = surroundings;
    this.out = out;
  }

  @Override
  public Integer call() {
    try {
      Release release = ReleaseArchive.verify(file, trust.keys(surroundings), Limits.defaults());
      out.println(
          "WHOLE  %s  sealed %s"
              .formatted(Text.visible(release.asset().toString()), release.releasedAt()));
      out.println("  image %s".formatted(release.image()));
      release
          .documents()
          .forEach(document ->
              out.println("  %s  %s".formatted(Text.visible(document.entry()), document.digest())));
      return ExitCode.CLEARED;
    } catch (SeaworthyException e) {
      if (!(e.code() instanceof CertificateError) && !(e.code() instanceof SigningError)) {
        throw e;
      }
      Refusals.print(e, out);
      return ExitCode.REFUSED;
    }
  }
}
