package dev.seaworthy.cli.command;

import dev.seaworthy.cli.process.Surroundings;
import dev.seaworthy.cli.progress.Progress;
import dev.seaworthy.cli.text.Ink;
import java.io.PrintWriter;
import picocli.CommandLine.Option;

/// How results and progress are shown.
final class ShowOptions {

  @Option(
      names = {"-q", "--quiet"},
      description = "Nothing on standard error but failures.")
  private boolean isQuiet;

  @Option(names = "--no-progress", description = "No progress on standard error.")
  private boolean isWithoutProgress;

  @Option(
      names = "--no-color",
      description = "No colours (they are used on a terminal only; NO_COLOR works too).")
  private boolean isWithoutColour;

  boolean isQuiet() {
    return isQuiet;
  }

  /// Colours for standard output.
  Ink ink(Surroundings surroundings) {
    return ink(surroundings, surroundings.terminals().isOut());
  }

  /// Colours for standard error.
  Ink inkOnStandardError(Surroundings surroundings) {
    return ink(surroundings, surroundings.terminals().isErr());
  }

  private Ink ink(Surroundings surroundings, boolean isTerminal) {
    return ink(surroundings, isTerminal, isWithoutColour);
  }

  /// Colours where a person looks who didn't ask for none.
  static Ink ink(Surroundings surroundings, boolean isTerminal, boolean isWithoutColour) {
    boolean isColoured =
        isTerminal
            && !isWithoutColour
            && surroundings.variable("NO_COLOR").isEmpty()
            && !surroundings.variable("TERM").equals("dumb");
    return isColoured ? Ink.COLOURED : Ink.PLAIN;
  }

  Progress progress(Surroundings surroundings, PrintWriter err) {
    return new Progress(err, surroundings.clock(), manner(surroundings));
  }

  private Progress.Manner manner(Surroundings surroundings) {
    if (isQuiet || isWithoutProgress) {
      return Progress.Manner.SILENT;
    }
    boolean isOneLine =
        surroundings.terminals().isErr() && !surroundings.variable("TERM").equals("dumb");
    return isOneLine ? Progress.Manner.ONE_LINE : Progress.Manner.LINES;
  }
}
