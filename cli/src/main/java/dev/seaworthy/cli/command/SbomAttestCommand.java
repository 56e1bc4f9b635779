package dev.seaworthy.cli.command;

import dev.seaworthy.base.Limits;
import dev.seaworthy.base.Text;
import dev.seaworthy.cli.output.OutputFormat;
import dev.seaworthy.cli.output.OutputRequest;
import dev.seaworthy.cli.output.Outputs;
import dev.seaworthy.cli.process.ProductVersion;
import dev.seaworthy.cli.process.Surroundings;
import dev.seaworthy.cli.progress.Progress;
import dev.seaworthy.cli.report.SbomPresenter;
import dev.seaworthy.scan.Certifying;
import dev.seaworthy.scan.ReadImage;
import dev.seaworthy.scan.SbomAttestation;
import dev.seaworthy.scan.Scan;
import dev.seaworthy.signing.DsseEnvelope;
import dev.seaworthy.signing.Signer;
import dev.seaworthy.verdict.AssetClass;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `seaworthy sbom attest`: signs for what is in an image.
@Command(
    name = "attest",
    header = "Sign a bill of materials as an in-toto statement about its image.",
    synopsisHeading = "%nUsage:%n  ",
    customSynopsis = "seaworthy sbom attest [OPTIONS] --out FILE TARGET",
    parameterListHeading = "%nTarget:%n",
    optionListHeading = "%nOptions:%n")
final class SbomAttestCommand implements Callable<Integer> {

  private final Surroundings surroundings;
  private final PrintWriter out;
  private final PrintWriter err;

  @Mixin private TargetOptions target = new TargetOptions();
  @Mixin private ShowOptions show = new ShowOptions();

  @Option(
      names = "--out",
      paramLabel = "FILE",
      required = true,
      description = "Where the envelope goes.")
  private Path file = Path.of("");

  @Mixin private SignerOption keys = new SignerOption();

  SbomAttestCommand(Surroundings surroundings, PrintWriter out, PrintWriter err) {
    this.surroundings = surroundings;
    this.out = out;
    this.err = err;
  }

  @Override
  public Integer call() throws IOException {
    List<OutputRequest> requests =
        OutputRequest.parse(List.of("json=" + file), List.of(OutputFormat.JSON));
    Certifying.requireManifest(target.source());
    Signer signer = keys.signer(surroundings);
    ReadImage image = read(target, show, surroundings, err);
    String asset = AssetClass.of("", image.source(), image.summary().name()).name();
    String document =
        new SbomPresenter(SbomPresenter.Format.CYCLONEDX, ProductVersion.text(), null)
            .document(image.summary(), image.inventory(), asset);
    byte[] statement =
        SbomAttestation.statement(
            asset, image.summary().manifestDigest().orElseThrow(), document, Limits.defaults());
    String envelope =
        new String(
            DsseEnvelope.sign(SbomAttestation.TYPE, statement, List.of(signer)).toJson(),
            StandardCharsets.UTF_8);
    new Outputs(requests, surroundings.out()).write((format, writer) -> writer.write(envelope));
    out.println(
        "%s attests %s components of %s"
            .formatted(
                Text.visible(file.toString()),
                image.inventory().components().size(),
                Text.visible(asset)));
    for (String each : unseen(image)) {
      err.println("not seen, so not attested: " + Text.visible(each));
    }
    return SeaworthyCommand.done();
  }

  /// What could not be read of an image, and may hold more than what is listed.
  static List<String> unseen(ReadImage image) {
    return Stream.concat(image.gaps().stream(), image.inventory().gaps().stream())
        .map(gap -> gap.location().path() + ": " + gap.detail())
        .sorted()
        .distinct()
        .toList();
  }

  /// Reads an image without judging it.
  static ReadImage read(
      TargetOptions target, ShowOptions show, Surroundings surroundings, PrintWriter err) {
    try (TargetOptions.OpenJars jars = target.openJars();
        Progress progress = show.progress(surroundings, err)) {
      return Scan.read(target.request(surroundings, jars.index(), List.of(), err), progress);
    }
  }
}
