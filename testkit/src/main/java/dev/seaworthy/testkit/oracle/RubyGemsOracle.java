package dev.seaworthy.testkit.oracle;

import dev.seaworthy.testkit.Command;
import dev.seaworthy.testkit.Gates;
import dev.seaworthy.testkit.Need;
import dev.seaworthy.testkit.RepositoryRoot;
import java.util.List;

/// How RubyGems orders the versions of gems.
public final class RubyGemsOracle implements VersionOracle {
  @Override
  public Need need() {
    Need ruby = Gates.tool("ruby");
    if (!ruby.isMet()) {
      return ruby;
    }
    boolean hasLibrary = Command.of("ruby", "-rrubygems", "-e", "Gem::Version").run().exit() == 0;
    return hasLibrary ? ruby : Need.missing("RubyGems of ruby");
  }

  @Override
  public List<Order> compare(List<VersionPair> pairs) {
    return PairProtocol.ask(
        Command.of("ruby", RepositoryRoot.oracle("rubygems.rb").toString()), pairs);
  }
}
