package dev.seaworthy.cli.command;

import dev.seaworthy.advisory.AdvisoryDatabase;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.base.Text;
import dev.seaworthy.cli.output.OutputFormat;
import dev.seaworthy.cli.output.OutputRequest;
import dev.seaworthy.cli.output.Outputs;
import dev.seaworthy.cli.process.CliError;
import dev.seaworthy.cli.process.ExitCode;
import dev.seaworthy.cli.process.ProductVersion;
import dev.seaworthy.cli.process.Surroundings;
import dev.seaworthy.cli.progress.Progress;
import dev.seaworthy.cli.report.GitlabPresenter;
import dev.seaworthy.cli.report.JsonPresenter;
import dev.seaworthy.cli.report.JunitPresenter;
import dev.seaworthy.cli.report.MarkdownPresenter;
import dev.seaworthy.cli.report.Presenter;
import dev.seaworthy.cli.report.SarifPresenter;
import dev.seaworthy.cli.report.SbomPresenter;
import dev.seaworthy.cli.report.TablePresenter;
import dev.seaworthy.cli.report.TablePresenter.Extent;
import dev.seaworthy.scan.Judgement;
import dev.seaworthy.scan.Scan;
import dev.seaworthy.scan.ScanRequest;
import dev.seaworthy.scan.ScanResult;
import dev.seaworthy.signing.CryptographyProfile;
import dev.seaworthy.verdict.Policy;
import dev.seaworthy.verdict.Threshold;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `seaworthy scan`: one image in, one verdict out.
@Command(
    name = "scan",
    header = "Say whether an image may sail, and why.",
    description = {
      "",
      "Reads every layer once, lists what is in it, looks it up in the advisory",
      "database and decides by the policy. What could not be read refuses the image",
      "too. Ends with 0 when the image is cleared and with 1 when it is refused."
    },
    synopsisHeading = "%nUsage:%n  ",
    customSynopsis = "seaworthy scan [OPTIONS] TARGET",
    parameterListHeading = "%nTarget:%n",
    optionListHeading = "%nOptions:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  seaworthy scan registry.example/shop/cart:1.8",
      "  seaworthy scan --platform linux/arm64 registry.example/shop/cart:1.8",
      "  seaworthy scan --output json=report.json --output sarif=scan.sarif \\",
      "      oci-archive:cart.tar",
      "  seaworthy scan --output cyclonedx docker-archive:cart.tar > cart.cdx.json",
      "  seaworthy scan dir:/",
      "",
      "Every option can be given by a variable: SEAWORTHY_FAIL_ON=critical.",
    })
final class ScanCommand implements Callable<Integer> {

  private final Surroundings surroundings;
  private final PrintWriter err;

  @Mixin private TargetOptions target = new TargetOptions();
  @Mixin private DatabaseOption database = new DatabaseOption();
  @Mixin private PolicyOption policies = new PolicyOption();
  @Mixin private ChannelOptions channels = new ChannelOptions();
  @Mixin private CircumstanceOptions circumstances = new CircumstanceOptions();
  @Mixin private InspectionOptions inspections = new InspectionOptions();
  @Mixin private ImageKeyOption imageKeys = new ImageKeyOption();
  @Mixin private DeviationOptions deviations = new DeviationOptions();
  @Mixin private ShowOptions show = new ShowOptions();

  @Option(
      names = "--fail-on",
      paramLabel = "RATING",
      description = "Refuse from this rating on: critical, high, moderate or low (default: high).")
  private @Nullable String failOn;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT[=FILE]",
      description = {
        "Write the result in this format: table, json, cyclonedx, spdx, sarif, junit,",
        "gitlab or markdown; to standard output without FILE. Repeatable (default:",
        "table)."
      })
  private List<String> outputs = new ArrayList<>();

  @Option(
      names = "--boundary",
      paramLabel = "NAME",
      description = "The system that the image is part of.")
  private String boundary = "";

  @Option(names = "--details", description = "Show every finding in the table.")
  private boolean isDetailed;

  ScanCommand(Surroundings surroundings, PrintWriter err) {
    this.surroundings = surroundings;
    this.err = err;
  }

  @Override
  public Integer call() throws IOException {
    List<OutputRequest> requests =
        OutputRequest.parse(outputs.isEmpty() ? List.of("table") : outputs);
    Policy policy = policies.policy(surroundings).subscribing(channels.names());
    if (failOn != null) {
      policy = policy.refusingFrom(Threshold.parse(failOn));
    }
    policy = imageKeys.applied(inspections.applied(policy));
    stamp();
    Instant begin = surroundings.clock().instant();
    Judgement judgement =
        new Judgement(
            policy,
            boundary,
            begin.truncatedTo(ChronoUnit.SECONDS),
            Map.of(),
            deviations.deviations(surroundings),
            circumstances.circumstances(circumstances.facts(), null),
            requests.stream().anyMatch(output -> output.format() == OutputFormat.JSON));
    ScanResult result;
    try (TargetOptions.OpenJars jars = target.openJars();
        AdvisoryDatabase advisories = database.open(surroundings);
        InspectionOptions.Open looking =
            inspections.open(surroundings, policy, advisories, target);
        Progress progress = show.progress(surroundings, err)) {
      ScanRequest request =
          target
              .request(surroundings, jars.index(), looking.inspectors(), err)
              .lookingBy(
                  imageKeys.look(
                      surroundings,
                      policy,
                      CryptographyProfile.STANDARD,
                      target.opening(surroundings).limits()));
      result = Scan.run(request, advisories, judgement, progress);
    }
    new Outputs(requests, surroundings.out())
        .write((format, out) -> presenter(format).present(result, out));
    if (!show.isQuiet()) {
      summarise(result, requests, Duration.between(begin, surroundings.clock().instant()));
    }
    return ExitCode.of(result.verdict());
  }

  private Presenter presenter(OutputFormat format) {
    return switch (format) {
      case TABLE ->
          new TablePresenter(show.ink(surroundings), isDetailed ? Extent.DETAILS : Extent.USUAL);
      case JSON -> new JsonPresenter(ProductVersion.text());
      case CYCLONEDX -> sbom(SbomPresenter.Format.CYCLONEDX);
      case SPDX -> sbom(SbomPresenter.Format.SPDX);
      case SARIF -> new SarifPresenter(ProductVersion.text());
      case JUNIT -> new JunitPresenter();
      case GITLAB -> new GitlabPresenter(ProductVersion.text());
      case MARKDOWN -> new MarkdownPresenter();
    };
  }

  private SbomPresenter sbom(SbomPresenter.Format format) {
    return new SbomPresenter(format, ProductVersion.text(), stamp());
  }

  private @Nullable Instant stamp() {
    String text = surroundings.variable("SOURCE_DATE_EPOCH");
    try {
      return SbomPresenter.stamp(text);
    } catch (NumberFormatException e) {
      throw new SeaworthyException(
          CliError.BAD_CONFIGURATION,
          "SOURCE_DATE_EPOCH=%s is not a number of seconds since 1970"
              .formatted(Text.shorten(text, 40)),
          e);
    }
  }

  /// Whoever reads files or programs reads the log too: one screen of it says how it ended.
  private void summarise(ScanResult result, List<OutputRequest> requests, Duration took)
      throws IOException {
    boolean isTableShown =
        requests.stream()
            .anyMatch(output -> output.format() == OutputFormat.TABLE && output.file().isEmpty());
    if (!isTableShown) {
      StringWriter summary = new StringWriter();
      new TablePresenter(show.inkOnStandardError(surroundings), Extent.SUMMARY)
          .present(result, summary);
      err.print(summary);
    }
    long tenths = (took.toMillis() + 50) / 100;
    err.println("scanned in %s.%s s".formatted(tenths / 10, tenths % 10));
  }
}
