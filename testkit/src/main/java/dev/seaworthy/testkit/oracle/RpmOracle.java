package dev.seaworthy.testkit.oracle;

import dev.seaworthy.testkit.Command;
import dev.seaworthy.testkit.Gates;
import dev.seaworthy.testkit.Need;
import dev.seaworthy.testkit.RepositoryRoot;
import java.util.List;

/// How rpm orders `[epoch:]version[-release]`. To rpm nothing is invalid; a missing epoch is 0, and
/// a missing release comes before any.
public final class RpmOracle implements VersionOracle {
  @Override
  public Need need() {
    return Gates.tool("rpm");
  }

  @Override
  public List<Order> compare(List<VersionPair> pairs) {
    String macro = "%{lua: dofile(\"" + RepositoryRoot.oracle("rpm.lua") + "\")}";
    return PairProtocol.ask(Command.of("rpm", "--eval", macro), pairs);
  }
}
