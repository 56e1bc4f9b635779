package dev.seaworthy.bench;

import dev.seaworthy.testkit.Command;
import dev.seaworthy.testkit.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Runs a contender once and measures it. Each run gets empty folders for everything that programs
/// keep between runs, so that every run is a first one but for what its contender does before. Only
/// the data stay where they are: the keys are there that advisory databases are signed with.
///
/// @param time GNU time, which knows the peak memory; a path that does not exist leaves it unknown
record Stopwatch(Path time) {
  private static final List<String> KINDS = List.of("CACHE", "CONFIG", "STATE");
  private static final Duration RUN_MAX = Duration.ofMinutes(10);

  static Stopwatch ofThisMachine() {
    return new Stopwatch(Path.of("/usr/bin/time"));
  }

  /// @throws IOException when the contender ends with an exit code that it should not end with
  Run measure(Contender contender) throws IOException {
    Path scratch = Files.createTempDirectory("seaworthy-bench");
    try {
      return measure(contender, scratch);
    } finally {
      Folders.delete(scratch);
    }
  }

  private Run measure(Contender contender, Path scratch) throws IOException {
    Path peak = scratch.resolve("peak");
    List<String> words = new ArrayList<>();
    if (Files.isExecutable(time)) {
      words.addAll(List.of(time.toString(), "--quiet", "-f", "%M", "-o", peak.toString()));
    }
    words.addAll(in(scratch, contender.words()));
    for (String kind : KINDS) {
      Files.createDirectory(scratch.resolve(kind));
    }
    if (!contender.before().isEmpty()) {
      check(contender, command(scratch, in(scratch, contender.before())).run());
    }
    Command command = command(scratch, words);
    long start = System.nanoTime();
    Command.Result result = command.run();
    double seconds = (System.nanoTime() - start) / 1e9;
    check(contender, result);
    return new Run(seconds, Files.exists(peak) ? peakKibibytes(peak) : 0);
  }

  private static List<String> in(Path scratch, List<String> words) {
    return words.stream().map(word -> word.replace("{scratch}", scratch.toString())).toList();
  }

  private static Command command(Path scratch, List<String> words) {
    Command command = Command.of(words).within(RUN_MAX);
    for (String kind : KINDS) {
      command = command.with("XDG_" + kind + "_HOME", scratch.resolve(kind).toString());
    }
    return command;
  }

  private static void check(Contender contender, Command.Result result) throws IOException {
    if (!contender.exitCodes().contains(result.exit())) {
      throw new IOException(
          "exit code %s: %s"
              .formatted(result.exit(), result.err().lines().findFirst().orElse("no message")));
    }
  }

  private static long peakKibibytes(Path peak) throws IOException {
    List<String> lines = Files.readAllLines(peak);
    return Long.parseLong(lines.getLast().strip());
  }
}
