package dev.seaworthy.testkit.oracle;

import dev.seaworthy.testkit.Command;
import dev.seaworthy.testkit.Gates;
import dev.seaworthy.testkit.Need;
import dev.seaworthy.testkit.RepositoryRoot;
import java.util.List;

/// How pacman orders `[epoch:]version[-release]`. To pacman nothing is invalid; a version without
/// release equals each of its releases.
public final class PacmanOracle implements VersionOracle {
  @Override
  public Need need() {
    Need python = Gates.tool("python3");
    if (!python.isMet()) {
      return python;
    }
    boolean hasLibrary =
        Command.of("python3", "-c", "import ctypes.util as u; assert u.find_library('alpm')")
                .run()
                .exit()
            == 0;
    return hasLibrary ? python : Need.missing("library alpm");
  }

  @Override
  public List<Order> compare(List<VersionPair> pairs) {
    return PairProtocol.ask(
        Command.of("python3", RepositoryRoot.oracle("pacman.py").toString()), pairs);
  }
}
