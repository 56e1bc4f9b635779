package dev.seaworthy.cli.command;

import dev.seaworthy.base.Digest;
import dev.seaworthy.base.Limits;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.base.Text;
import dev.seaworthy.certificate.CertificateError;
import dev.seaworthy.cli.process.ExitCode;
import dev.seaworthy.cli.process.Surroundings;
import dev.seaworthy.scan.Certifying;
import dev.seaworthy.scan.ReadImage;
import dev.seaworthy.scan.SbomAttestation;
import dev.seaworthy.signing.DsseEnvelope;
import dev.seaworthy.signing.SigningError;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `seaworthy sbom check`: whether an attested bill of materials is what is in the image.
@Command(
    name = "check",
    header = "Hold an attested bill of materials against its image.",
    description = {
      "",
      "Checks the signature and the subject's digest, makes the bill of materials anew",
      "and compares. Ends with 0 when they say the same and with 1 and what differs when",
      "they don't."
    },
    synopsisHeading = "%nUsage:%n  ",
    customSynopsis = "seaworthy sbom check [OPTIONS] --attestation FILE TARGET",
    parameterListHeading = "%nTarget:%n",
    optionListHeading = "%nOptions:%n")
final class SbomCheckCommand implements Callable<Integer> {

  private static final int SHOWN_MAX = 50;

  private final Surroundings surroundings;
  private final PrintWriter out;
  private final PrintWriter err;

  @Mixin private TargetOptions target = new TargetOptions();
  @Mixin private ShowOptions show = new ShowOptions();

  @Option(
      names = "--attestation",
      paramLabel = "FILE",
      required = true,
      description = "The signed statement (DSSE).")
  private Path attestation = Path.of("");

  @Mixin private TrustOption trust = new TrustOption();

  SbomCheckCommand(Surroundings surroundings, PrintWriter out, PrintWriter err) {
    this.surroundings = surroundings;
    this.out = out;
    this.err = err;
  }

  @Override
  public Integer call() {
    Certifying.requireManifest(target.source());
    byte[] envelope = InputFiles.bytes(attestation, Limits.defaults());
    try {
      byte[] statement =
          DsseEnvelope.read(envelope, attestation.toString(), Limits.defaults())
              .verifiedPayload(SbomAttestation.TYPE, trust.keys(surroundings).of(envelope))
              .payload();
      ReadImage image = SbomAttestCommand.read(target, show, surroundings, err);
      Digest manifest = image.summary().manifestDigest().orElseThrow();
      SbomAttestation.Comparison comparison =
          SbomAttestation.compare(
              statement, manifest, image.inventory(), attestation.toString(), Limits.defaults());
      List<String> unseen = SbomAttestCommand.unseen(image);
      boolean isSame = comparison.isSame() && unseen.isEmpty();
      out.println(
          "%s  %s components in both".formatted(isSame ? "SAME" : "DIFFERENT", comparison.same()));
      shown("in the image, not attested", comparison.missing());
      shown("attested, not in the image", comparison.absent());
      shown("not seen", unseen);
      return isSame ? ExitCode.CLEARED : ExitCode.REFUSED;
    } catch (SeaworthyException e) {
      if (!(e.code() instanceof CertificateError) && !(e.code() instanceof SigningError)) {
        throw e;
      }
      Refusals.print(e, out);
      return ExitCode.REFUSED;
    }
  }

  private void shown(String what, List<String> entries) {
    for (String entry : entries.subList(0, Math.min(SHOWN_MAX, entries.size()))) {
      out.println("  %s: %s".formatted(what, Text.visible(entry)));
    }
    if (entries.size() > SHOWN_MAX) {
      out.println("  … and %s more".formatted(entries.size() - SHOWN_MAX));
    }
  }
}
