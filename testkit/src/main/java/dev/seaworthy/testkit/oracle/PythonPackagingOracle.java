package dev.seaworthy.testkit.oracle;

import dev.seaworthy.testkit.Command;
import dev.seaworthy.testkit.Gates;
import dev.seaworthy.testkit.Need;
import dev.seaworthy.testkit.RepositoryRoot;
import java.util.List;

/// How pip orders versions (PEP 440), local versions included.
public final class PythonPackagingOracle implements VersionOracle {
  @Override
  public Need need() {
    Need python = Gates.tool("python3");
    if (!python.isMet()) {
      return python;
    }
    boolean hasPip =
        Command.of("python3", "-c", "import pip._vendor.packaging.version").run().exit() == 0;
    return hasPip ? python : Need.missing("pip of python3");
  }

  @Override
  public List<Order> compare(List<VersionPair> pairs) {
    return PairProtocol.ask(
        Command.of("python3", RepositoryRoot.oracle("python-packaging.py").toString()), pairs);
  }
}
