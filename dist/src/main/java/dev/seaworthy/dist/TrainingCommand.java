package dev.seaworthy.dist;

import java.nio.file.Path;
import java.util.List;

/// One line of `training.txt`: the exit code that the command must end with, then its arguments,
/// parted by blanks.
record TrainingCommand(int exitCode, List<String> arguments) {
  TrainingCommand {
    arguments = List.copyOf(arguments);
  }

  static TrainingCommand parse(String line) {
    List<String> words = List.of(line.strip().split("\\s+", -1));
    return new TrainingCommand(Integer.parseInt(words.getFirst()), words.subList(1, words.size()));
  }

  /// The same command with a path in place of a mark such as `{layout}`.
  TrainingCommand with(String mark, Path path) {
    return new TrainingCommand(
        exitCode,
        arguments.stream().map(argument -> argument.replace(mark, path.toString())).toList());
  }
}
