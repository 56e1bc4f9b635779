package dev.seaworthy.cli.command;

import dev.seaworthy.advisory.AdvisoryDatabase;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.cli.output.OutputFormat;
import dev.seaworthy.cli.output.OutputRequest;
import dev.seaworthy.cli.output.Outputs;
import dev.seaworthy.cli.process.CliError;
import dev.seaworthy.cli.process.Surroundings;
import dev.seaworthy.cli.progress.Progress;
import dev.seaworthy.cli.report.RebaseReport;
import dev.seaworthy.image.ImageSource;
import dev.seaworthy.image.Platform;
import dev.seaworthy.image.source.ImageSources;
import dev.seaworthy.scan.Judgement;
import dev.seaworthy.scan.Rebase;
import dev.seaworthy.scan.Scan;
import dev.seaworthy.scan.ScanRequest;
import dev.seaworthy.scan.ScanResult;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `seaworthy rebase`: what another base image would do to an image's vulnerabilities.
@Command(
    name = "rebase",
    header = "Say what another base image would remove, and what it would add.",
    description = {
      "",
      "Scans the image and the other base image by the same data, and compares them.",
      "What the image's own layers brought stays. Give the base image that the image",
      "has now with --base, so that its layers are known."
    },
    synopsisHeading = "%nUsage:%n  ",
    customSynopsis = "seaworthy rebase [OPTIONS] --onto BASE TARGET",
    parameterListHeading = "%nTarget:%n",
    optionListHeading = "%nOptions:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  seaworthy rebase --base registry.example/debian:12.10 \\",
      "      --onto registry.example/debian:12.11 registry.example/shop/cart:1.8",
    })
final class RebaseCommand implements Callable<Integer> {

  private static final List<OutputFormat> FORMATS = List.of(OutputFormat.TABLE, OutputFormat.JSON);

  private final Surroundings surroundings;
  private final PrintWriter err;

  @Mixin private TargetOptions target = new TargetOptions();
  @Mixin private DatabaseOption database = new DatabaseOption();
  @Mixin private PolicyOption policies = new PolicyOption();
  @Mixin private ChannelOptions channels = new ChannelOptions();
  @Mixin private ShowOptions show = new ShowOptions();

  @Option(
      names = "--onto",
      paramLabel = "BASE",
      required = true,
      description = "The base image that it might be built on, named like the target.")
  private String onto = "";

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT[=FILE]",
      description = {
        "Write the result in this format: table or json; to standard output without",
        "FILE. Repeatable (default: table)."
      })
  private List<String> outputs = new ArrayList<>();

  @Option(names = "--details", description = "Show every finding in the table.")
  private boolean isDetailed;

  RebaseCommand(Surroundings surroundings, PrintWriter err) {
    this.surroundings = surroundings;
    this.err = err;
  }

  @Override
  public Integer call() throws IOException {
    List<OutputRequest> requests =
        OutputRequest.parse(outputs.isEmpty() ? List.of("table") : outputs, FORMATS);
    Judgement judgement =
        new Judgement(
            policies.policy(surroundings).subscribing(channels.names()),
            "",
            surroundings.clock().instant().truncatedTo(ChronoUnit.SECONDS),
            false);
    ScanResult image;
    ScanResult newBase;
    try (TargetOptions.OpenJars jars = target.openJars();
        AdvisoryDatabase advisories = database.open(surroundings);
        Progress progress = show.progress(surroundings, err)) {
      ScanRequest request = target.request(surroundings, jars.index(), List.of(), err);
      image = Scan.run(request, advisories, judgement, progress);
      newBase =
          Scan.run(baseRequest(request, image.image().platform()), advisories, judgement, progress);
    }
    Rebase rebase = Rebase.of(image, newBase);
    if (rebase instanceof Rebase.Unknown(String reason)) {
      throw new SeaworthyException(
          CliError.USAGE,
          "what a rebase would do can't be told: " + reason,
          "Give the base image that it has now with --base, as --base registry.example/debian:12.",
          null);
    }
    RebaseReport report =
        new RebaseReport(
            (Rebase.Forecast) rebase,
            image,
            newBase,
            show.ink(surroundings),
            isDetailed ? Integer.MAX_VALUE : RebaseReport.USUAL_ENTRIES);
    new Outputs(requests, surroundings.out())
        .write((format, out) ->
            out.write(format == OutputFormat.JSON ? report.json() : report.table()));
    return SeaworthyCommand.done();
  }

  /// The new base of the image's own platform.
  private ScanRequest baseRequest(ScanRequest request, Platform platform) {
    ImageSource source = ImageSources.parse(onto);
    boolean isChosen =
        platform.os().isEmpty()
            || source instanceof ImageSource.Directory
            || source instanceof ImageSource.Sbom;
    return new ScanRequest(
        source,
        isChosen ? request.open() : request.open().withPlatform(platform),
        request.resources(),
        request.cache(),
        List.of(),
        request.jars(),
        List.of(),
        false);
  }
}
