package dev.seaworthy.cli.command;

import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.base.Text;
import dev.seaworthy.cli.process.CliError;
import dev.seaworthy.cli.process.Surroundings;
import dev.seaworthy.verdict.DeviationFile;
import dev.seaworthy.verdict.DeviationStep;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// One more signed step in a deviation's file.
abstract sealed class DeviationStepCommand implements Callable<Integer> {

  private final Surroundings surroundings;
  private final PrintWriter out;

  @Mixin private StepOptions options = new StepOptions();

  @Parameters(index = "0", paramLabel = "FILE", description = "The deviation.")
  private Path file = Path.of("");

  private DeviationStepCommand(Surroundings surroundings, PrintWriter out) {
    this.surroundings = surroundings;
    this.out = out;
  }

  abstract DeviationStep step(String by, Instant now);

  @Override
  public Integer call() {
    DeviationFile before = DeviationOptions.read(file);
    DeviationStep step = step(options.by(), StepOptions.now(surroundings));
    if (step instanceof DeviationStep.Endorsed endorsed
        && endorsed.by().equals(before.request().requester())) {
      throw usage(
          "%s asked for it, so somebody else must endorse it".formatted(endorsed.by()),
          "Let a second person endorse it.");
    }
    StepOptions.write(before.with(step, options.signer(surroundings)), file, surroundings);
    out.println(
        "%s: %s by %s signed"
            .formatted(Text.visible(before.request().id()), step.word(), Text.visible(step.by())));
    return SeaworthyCommand.done();
  }

  private static LocalDate day(String option, String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException e) {
      throw usage(
          "%s %s is no day".formatted(option, Text.shorten(text, 40)), "Write it as 2027-03-31.");
    }
  }

  private static SeaworthyException usage(String problem, String hint) {
    return new SeaworthyException(CliError.USAGE, problem, hint, null);
  }

  /// `seaworthy deviation endorse`.
  @Command(
      name = "endorse",
      header = "Stand behind somebody else's deviation, as a second person.",
      synopsisHeading = "%nUsage:%n  ",
      customSynopsis = "seaworthy deviation endorse --by NAME --key KEY FILE",
      parameterListHeading = "%nArguments:%n",
      optionListHeading = "%nOptions:%n")
  static final class Endorse extends DeviationStepCommand {
    Endorse(Surroundings surroundings, PrintWriter out) {
      super(surroundings, out);
    }

    @Override
    DeviationStep step(String by, Instant now) {
      return new DeviationStep.Endorsed(by, now);
    }
  }

  /// `seaworthy deviation withdraw`.
  @Command(
      name = "withdraw",
      header = "Take a deviation back.",
      synopsisHeading = "%nUsage:%n  ",
      customSynopsis = "seaworthy deviation withdraw --by NAME --key KEY FILE",
      parameterListHeading = "%nArguments:%n",
      optionListHeading = "%nOptions:%n")
  static final class Withdraw extends DeviationStepCommand {
    Withdraw(Surroundings surroundings, PrintWriter out) {
      super(surroundings, out);
    }

    @Override
    DeviationStep step(String by, Instant now) {
      return new DeviationStep.Withdrawn(by, now);
    }
  }

  /// `seaworthy deviation decide`.
  @Command(
      name = "decide",
      header = "Record what the authorising official decided.",
      synopsisHeading = "%nUsage:%n  ",
      customSynopsis = "seaworthy deviation decide [OPTIONS] --official NAME FILE",
      parameterListHeading = "%nArguments:%n",
      optionListHeading = "%nOptions:%n")
  static final class Decide extends DeviationStepCommand {

    @Option(
        names = "--official",
        paramLabel = "NAME",
        required = true,
        description = "Who decided; nobody of the list of people.")
    private String official = "";

    @Option(
        names = "--on",
        paramLabel = "DAY",
        required = true,
        description = "The decision's date, such as 2026-11-20.")
    private String on = "";

    @Option(
        names = "--evidence",
        paramLabel = "FILE",
        required = true,
        description = "The document in which the decision stands; its digest is signed.")
    private Path evidence = Path.of("");

    @Option(names = "--reject", description = "It was rejected (default: approved).")
    private boolean isRejected;

    Decide(Surroundings surroundings, PrintWriter out) {
      super(surroundings, out);
    }

    @Override
    DeviationStep step(String by, Instant now) {
      return new DeviationStep.Decided(
          by, now, official, day("--on", on), InputFiles.digest(evidence), !isRejected);
    }
  }

  /// `seaworthy deviation check-in`.
  @Command(
      name = "check-in",
      header = "Note that the vendor was asked again.",
      synopsisHeading = "%nUsage:%n  ",
      customSynopsis = "seaworthy deviation check-in [OPTIONS] --on DAY FILE",
      parameterListHeading = "%nArguments:%n",
      optionListHeading = "%nOptions:%n")
  static final class CheckIn extends DeviationStepCommand {

    @Option(
        names = "--on",
        paramLabel = "DAY",
        required = true,
        description = "When, such as 2026-11-20; it counts for 30 days.")
    private String on = "";

    CheckIn(Surroundings surroundings, PrintWriter out) {
      super(surroundings, out);
    }

    @Override
    DeviationStep step(String by, Instant now) {
      return new DeviationStep.CheckedIn(by, now, day("--on", on));
    }
  }

  /// `seaworthy deviation release`.
  @Command(
      name = "release",
      header = "Note that the vendor has released a fix.",
      synopsisHeading = "%nUsage:%n  ",
      customSynopsis = "seaworthy deviation release [OPTIONS] --on DAY FILE",
      parameterListHeading = "%nArguments:%n",
      optionListHeading = "%nOptions:%n")
  static final class Release extends DeviationStepCommand {

    @Option(
        names = "--on",
        paramLabel = "DAY",
        required = true,
        description = "When, such as 2026-11-20; the deadline counts from that day.")
    private String on = "";

    Release(Surroundings surroundings, PrintWriter out) {
      super(surroundings, out);
    }

    @Override
    DeviationStep step(String by, Instant now) {
      return new DeviationStep.Released(by, now, day("--on", on));
    }
  }
}
