package dev.seaworthy.cli.command;

import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.cli.process.CliError;
import dev.seaworthy.verdict.ManualStep;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/// What people did by hand in the pipeline.
final class ManualStepOptions {

  /// The options of one step.
  static final class Step {
    @Option(
        names = "--manual-step",
        paramLabel = "WHAT",
        required = true,
        description = {
          "Something that a person did in the pipeline, such as \"approved the release\".",
          "Repeatable, each with the two that follow."
        })
    private String what = "";

    @Option(
        names = "--step-reason",
        paramLabel = "WHY",
        description = "Why it was a review of quality.")
    private String reason = "";

    @Option(names = "--step-reviewer", paramLabel = "WHO", description = "Who reviewed.")
    private String reviewer = "";
  }

  @ArgGroup(exclusive = false, multiplicity = "0..*")
  private List<Step> steps = new ArrayList<>();

  /// @throws SeaworthyException [CliError#USAGE] for a step that can't be one
  List<ManualStep> steps() {
    try {
      return steps.stream()
          .map(step -> new ManualStep(step.what, step.reason, step.reviewer))
          .toList();
    } catch (IllegalArgumentException e) {
      throw new SeaworthyException(
          CliError.USAGE, "--manual-step: " + e.getMessage(), "Say it in a few words.", e);
    }
  }
}
