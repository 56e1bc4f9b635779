package dev.seaworthy.dist;

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
}
