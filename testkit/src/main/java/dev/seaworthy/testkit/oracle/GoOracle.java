package dev.seaworthy.testkit.oracle;

import dev.seaworthy.testkit.Command;
import dev.seaworthy.testkit.Gates;
import dev.seaworthy.testkit.Need;
import dev.seaworthy.testkit.RepositoryRoot;
import java.nio.file.Path;
import java.util.List;

/// How Go orders versions: those of modules (`v1.2.3`, with the leading `v`) by the go command's
/// own library, those of toolchains (`go1.21rc2`) by the standard library.
public final class GoOracle implements VersionOracle {
  private final Need program;

  private GoOracle(Need program) {
    this.program = program;
  }

  /// Builds the oracle of module versions into a folder of the test, for which its one module must
  /// be on the machine or reachable.
  public static GoOracle buildIn(Path folder) {
    return build("go-semver", "Go module golang.org/x/mod", folder);
  }

  /// Builds the oracle of toolchain versions into a folder of the test; it takes Go 1.22.
  public static GoOracle ofToolchainsIn(Path folder) {
    return build("go-toolchain", "Go library go/version", folder);
  }

  private static GoOracle build(String name, String what, Path folder) {
    Need go = Gates.tool("go");
    if (!go.isMet()) {
      return new GoOracle(go);
    }
    Path program = folder.resolve(name);
    Command build =
        Command.of("go", "build", "-o", program.toString(), ".").in(RepositoryRoot.oracle(name));
    return new GoOracle(build.run().exit() == 0 ? Need.met(what, program) : Need.missing(what));
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
