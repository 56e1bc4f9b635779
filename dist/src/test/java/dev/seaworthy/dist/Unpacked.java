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
  private static final String NO_OPTION = "--end-of-words";
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

  /// That the program has each of these options and takes its value. The last word is no option, so
  /// that nothing starts; with `--help` in its place the program would look at no other.
  void understands(List<String> words) {
    List<String> more = new ArrayList<>(words);
    more.add(NO_OPTION);
    Command.Result result = run(more);
    assertThat(result.exit()).isEqualTo(2);
    // The platform says the first, the command line the second.
    assertThat(result.err())
        .containsAnyOf("Unknown option: '" + NO_OPTION + "'", "no option " + NO_OPTION + "\n");
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
