package dev.seaworthy.testkit.oracle;

import dev.seaworthy.testkit.Command;
import dev.seaworthy.testkit.Gates;
import dev.seaworthy.testkit.Need;
import dev.seaworthy.testkit.RepositoryRoot;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;

/// How BuildKit reads Dockerfiles, by its own parser.
public final class DockerfileOracle {

  private static final HexFormat HEX = HexFormat.of();

  private final Need program;

  private DockerfileOracle(Need program) {
    this.program = program;
  }

  /// Builds the oracle into a folder of the test, for which BuildKit's module must be on the
  /// machine or reachable.
  public static DockerfileOracle buildIn(Path folder) {
    Need go = Gates.tool("go");
    if (!go.isMet()) {
      return new DockerfileOracle(go);
    }
    String what = "Go module github.com/moby/buildkit";
    Path built = folder.resolve("dockerfile");
    Command build =
        Command.of("go", "build", "-o", built.toString(), ".")
            .in(RepositoryRoot.oracle("dockerfile"));
    return new DockerfileOracle(
        build.run().exit() == 0 ? Need.met(what, built) : Need.missing(what));
  }

  public Need need() {
    return program;
  }

  /// What each file is understood as: a line of JSON, with `refused` where it isn't.
  public List<String> read(List<String> files) {
    return ask(files.stream().map(DockerfileOracle::hex).toList());
  }

  /// What a word becomes when its variables have values.
  ///
  /// @param settings such as `NAME=VALUE`
  public List<String> expand(List<String> words, List<String> settings) {
    String values = String.join("\t", settings.stream().map(DockerfileOracle::hex).toList());
    return ask(words.stream().map(word -> "=" + hex(word) + "\t" + values).toList());
  }

  private List<String> ask(List<String> lines) {
    return Command.of(program.path().toString()).input(String.join("\n", lines) + "\n").lines();
  }

  private static String hex(String text) {
    return HEX.formatHex(text.getBytes(StandardCharsets.UTF_8));
  }
}
