package dev.seaworthy.dist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.testkit.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The archive, unpacked.
///
/// @param home its folder
record Unpacked(Path home) {
  private static final Pattern OPTION = Pattern.compile("(?m)^ +(?:-\\w, )?(--[a-z][a-z-]*)");

  static Unpacked into(Path folder) throws IOException {
    try (Stream<Path> archives = Files.list(Path.of("target").toAbsolutePath())) {
      Path archive =
          archives
              .filter(file -> file.toString().endsWith("-linux.tar.gz"))
              .findFirst()
              .orElseThrow();
      Command.of("tar", "-C", folder.toString(), "-xzf", archive.toString()).text();
    }
    try (Stream<Path> folders = Files.list(folder)) {
      return new Unpacked(folders.findFirst().orElseThrow());
    }
  }

  Path launcher() {
    return home.resolve("bin/seaworthy");
  }

  /// The options that a command's help names.
  Set<String> options(String... command) {
    List<String> words = new ArrayList<>(List.of(command));
    words.add("--help");
    String help = run(words).out();
    Set<String> options =
        OPTION
            .matcher(help)
            .results()
            .map(found -> found.group(1))
            .collect(Collectors.toUnmodifiableSet());
    assertThat(options).as(help).contains("--help");
    return options;
  }

  /// What the program says to these words, to which `--help` is added: their options and values
  /// have to be right, and nothing starts.
  Command.Result understood(List<String> words) {
    List<String> more = new ArrayList<>(words);
    more.add("--help");
    return run(more);
  }

  private Command.Result run(List<String> words) {
    List<String> command = new ArrayList<>(List.of(launcher().toString()));
    command.addAll(words);
    return Command.of(command).run();
  }

  /// The options that a text names.
  static Set<String> named(String text) {
    return Pattern.compile("(?<![\\w-])--[a-z][a-z-]*")
        .matcher(text)
        .results()
        .map(MatchResult::group)
        .collect(Collectors.toUnmodifiableSet());
  }
}
