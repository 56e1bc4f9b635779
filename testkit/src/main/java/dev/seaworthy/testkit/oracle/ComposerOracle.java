package dev.seaworthy.testkit.oracle;

import dev.seaworthy.testkit.Command;
import dev.seaworthy.testkit.Gates;
import dev.seaworthy.testkit.Need;
import dev.seaworthy.testkit.RepositoryRoot;
import java.util.List;

/// How Composer orders the versions of PHP packages; a branch (`dev-main`) counts as no version.
public final class ComposerOracle implements VersionOracle {
  @Override
  public Need need() {
    Need php = Gates.tool("php");
    if (!php.isMet()) {
      return php;
    }
    boolean hasLibrary =
        Command.of("php", "-r", "require '/usr/share/php/Composer/Semver/autoload.php';")
                .run()
                .exit()
            == 0;
    return hasLibrary ? php : Need.missing("PHP library Composer\\Semver");
  }

  @Override
  public List<Order> compare(List<VersionPair> pairs) {
    return PairProtocol.ask(
        Command.of("php", RepositoryRoot.oracle("composer.php").toString()), pairs);
  }
}
