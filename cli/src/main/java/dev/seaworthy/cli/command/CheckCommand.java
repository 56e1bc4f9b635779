package dev.seaworthy.cli.command;

import dev.seaworthy.base.Limits;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.base.Text;
import dev.seaworthy.cli.output.OutputFormat;
import dev.seaworthy.cli.output.OutputRequest;
import dev.seaworthy.cli.output.Outputs;
import dev.seaworthy.cli.process.CliError;
import dev.seaworthy.cli.process.ExitCode;
import dev.seaworthy.cli.process.ProductVersion;
import dev.seaworthy.cli.process.Surroundings;
import dev.seaworthy.cli.report.CheckJson;
import dev.seaworthy.cli.report.CheckReport;
import dev.seaworthy.cli.report.CheckSarif;
import dev.seaworthy.cli.report.CheckTable;
import dev.seaworthy.cli.text.Language;
import dev.seaworthy.inspection.InspectionRule;
import dev.seaworthy.inspection.bases.BaseImageSignatures;
import dev.seaworthy.inspection.bases.LineageChecks;
import dev.seaworthy.inspection.dockerfile.check.CheckedDockerfile;
import dev.seaworthy.inspection.dockerfile.check.DockerfileChecks;
import dev.seaworthy.rulebook.Rating;
import dev.seaworthy.verdict.Threshold;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `seaworthy check`: what is wrong in a build file, line by line.
@Command(
    name = "check",
    header = "Check Dockerfiles, and what builders say of builds.",
    description = {
      "",
      "Reads Dockerfiles, Containerfiles and build provenance (SLSA, as BuildKit writes",
      "it) and names the lines that the rules fit. Builds and runs nothing. Ends with 1",
      "when something is rated as bad as --fail-on or worse."
    },
    synopsisHeading = "%nUsage:%n  ",
    customSynopsis = "seaworthy check [OPTIONS] PATH...",
    parameterListHeading = "%nArguments:%n",
    optionListHeading = "%nOptions:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  seaworthy check Dockerfile",
      "  seaworthy check --target release --build-arg VERSION=12 services/",
      "  seaworthy check --output sarif=check.sarif --fail-on moderate Containerfile",
      "  seaworthy check --language zh - < Dockerfile",
      "",
      "A comment leaves a rule alone: # seaworthy:ignore=RULE the reason why",
    })
final class CheckCommand implements Callable<Integer> {

  private static final List<OutputFormat> FORMATS =
      List.of(OutputFormat.TABLE, OutputFormat.JSON, OutputFormat.SARIF);

  private final Surroundings surroundings;

  @Parameters(
      arity = "1..*",
      paramLabel = "PATH",
      description = {
        "A Dockerfile, a directory with Dockerfiles, a build's provenance in JSON, or -",
        "for standard input."
      })
  private List<String> paths = new ArrayList<>();

  @Option(
      names = "--target",
      paramLabel = "STAGE",
      description = "The stage that is built (default: the last one).")
  private String target = "";

  @Option(
      names = "--build-arg",
      paramLabel = "NAME=VALUE",
      description = "A build argument, for variables in the file. Repeatable.")
  private List<String> buildArguments = new ArrayList<>();

  @Option(
      names = "--allowed-bases",
      paramLabel = "FILE",
      description = "The base images that may be built on (docs/howto-base-images.md).")
  private @Nullable Path allowedBases;

  @Option(
      names = "--skip",
      paramLabel = "RULE",
      description = "Leave this rule out, such as healthcheck-missing. Repeatable.")
  private List<String> skipped = new ArrayList<>();

  @Option(
      names = "--fail-on",
      paramLabel = "RATING",
      description = "Refuse from this rating on: critical, high, moderate or low (default: high).")
  private String failOn = "high";

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT[=FILE]",
      description = {
        "Write the result in this format: table, json or sarif; to standard output",
        "without FILE. Repeatable (default: table)."
      })
  private List<String> outputs = new ArrayList<>();

  @Option(
      names = "--language",
      paramLabel = "CODE",
      description = "Speak English (en) or Chinese (zh) (default: by LC_ALL and LANG).")
  private @Nullable String languageCode;

  @Option(names = "--details", description = "Show everything, with reasons and references.")
  private boolean isDetailed;

  @Option(
      names = "--no-color",
      description = "No colours (they are used on a terminal only; NO_COLOR works too).")
  private boolean isWithoutColour;

  CheckCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws IOException {
    List<OutputRequest> requests =
        OutputRequest.parse(outputs.isEmpty() ? List.of("table") : outputs, FORMATS);
    Language language = language();
    DockerfileChecks checks = checks();
    BuildFiles files =
        new BuildFiles(
            surroundings, checks, target, arguments(), lineage().orElse(null), Limits.defaults());
    List<CheckedDockerfile> checked = new ArrayList<>();
    Rating refuseFrom = Threshold.parse(failOn);
    for (String path : paths) {
      checked.addAll(files.check(path));
    }
    CheckReport report = new CheckReport(checked, refuseFrom);
    new Outputs(requests, surroundings.out())
        .write((format, out) -> present(report, format, language, out));
    return report.isRefused() ? ExitCode.REFUSED : ExitCode.CLEARED;
  }

  private void present(CheckReport report, OutputFormat format, Language language, Writer out)
      throws IOException {
    switch (format) {
      case TABLE ->
          new CheckTable(
                  ShowOptions.ink(surroundings, surroundings.terminals().isOut(), isWithoutColour),
                  language,
                  isDetailed)
              .present(report, out);
      case JSON -> new CheckJson(ProductVersion.text()).present(report, out);
      case SARIF -> new CheckSarif(ProductVersion.text(), language).present(report, out);
      case CYCLONEDX, SPDX, JUNIT, GITLAB, MARKDOWN ->
          throw new IllegalStateException(format + " is none of this command's formats");
    }
  }

  private DockerfileChecks checks() {
    DockerfileChecks all = DockerfileChecks.builtIn();
    List<String> known = all.rules().stream().map(InspectionRule::id).toList();
    List<String> ids = new ArrayList<>();
    for (String name : skipped) {
      String id = name.startsWith(DockerfileChecks.PREFIX) ? name : DockerfileChecks.PREFIX + name;
      if (!known.contains(id)) {
        throw new SeaworthyException(
            CliError.USAGE,
            "--skip %s: there is no such rule".formatted(Text.shorten(name, 80)),
            "docs/reference-dockerfile-checks.md has them all.",
            null);
      }
      ids.add(id);
    }
    return all.without(ids);
  }

  private Map<String, String> arguments() {
    Map<String, String> arguments = new LinkedHashMap<>();
    for (String text : buildArguments) {
      int equals = text.indexOf('=');
      if (equals < 1) {
        throw new SeaworthyException(
            CliError.USAGE,
            "--build-arg %s is not of the form NAME=VALUE".formatted(Text.shorten(text, 80)),
            "Give it as VERSION=12, for example.",
            null);
      }
      arguments.put(text.substring(0, equals), text.substring(equals + 1));
    }
    return arguments;
  }

  private Optional<LineageChecks> lineage() {
    if (allowedBases == null) {
      return Optional.empty();
    }
    LocalDate today = LocalDate.ofInstant(surroundings.clock().instant(), ZoneOffset.UTC);
    return Optional.of(
        new LineageChecks(
            BuildFiles.allowedBases(allowedBases, Limits.defaults()),
            BaseImageSignatures.NOT_KNOWN,
            today));
  }

  private Language language() {
    String asked = languageCode;
    if (asked != null) {
      return Language.parse(asked)
          .orElseThrow(() ->
              new SeaworthyException(
                  CliError.USAGE,
                  "--language %s is not spoken here".formatted(Text.shorten(asked, 40)),
                  "Give en or zh.",
                  null));
    }
    for (String variable : List.of("LC_ALL", "LC_MESSAGES", "LANG")) {
      if (!surroundings.variable(variable).isEmpty()) {
        return Language.parse(surroundings.variable(variable)).orElse(Language.ENGLISH);
      }
    }
    return Language.ENGLISH;
  }
}
