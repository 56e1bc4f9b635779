package dev.seaworthy.testkit.oracle;

import dev.seaworthy.testkit.Command;
import dev.seaworthy.testkit.Gates;
import dev.seaworthy.testkit.Need;
import dev.seaworthy.testkit.RepositoryRoot;
import java.util.List;

/// How npm orders versions: strict semantic versioning, a leading `v` forgiven, build data ignored.
public final class NpmSemverOracle implements VersionOracle {
  @Override
  public Need need() {
    Need node = Gates.tool("node");
    return node.isMet() ? Gates.tool("npm") : node;
  }

  @Override
  public List<Order> compare(List<VersionPair> pairs) {
    return PairProtocol.ask(
        Command.of("node", RepositoryRoot.oracle("npm-semver.js").toString()), pairs);
  }
}
