package dev.seaworthy.testkit.oracle;

import dev.seaworthy.testkit.Command;
import dev.seaworthy.testkit.Gates;
import dev.seaworthy.testkit.Need;
import dev.seaworthy.testkit.RepositoryRoot;
import java.nio.file.Path;
import java.util.List;

/// How the go command orders module versions (`v1.2.3`, with the leading `v`).
public final class GoOracle implements VersionOracle {
  private final Need program;

  private GoOracle(Need program) {
    this.program = program;
  }

  /// Builds the oracle's program into a folder of the test, for which its one module must be on the
  /// machine or reachable.
  public static GoOracle buildIn(Path folder) {
    Need go = Gates.tool("go");
    if (!go.isMet()) {
      return new GoOracle(go);
    }
    Path program = folder.resolve("go-semver");
    Command build =
        Command.of("go", "build", "-o", program.toString(), ".")
            .in(RepositoryRoot.oracle("go-semver"));
    return new GoOracle(
        build.run().exit() == 0
            ? Need.met("Go module golang.org/x/mod", program)
            : Need.missing("Go module golang.org/x/mod"));
  }

  @Override
  public Need need() {
    return program;
  }

  @Override
  public List<Order> compare(List<VersionPair> pairs) {
    return PairProtocol.ask(Command.of(program.path().toString()), pairs);
  }
}
