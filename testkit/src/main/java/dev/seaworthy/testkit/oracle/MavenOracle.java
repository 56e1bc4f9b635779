package dev.seaworthy.testkit.oracle;

import dev.seaworthy.testkit.Need;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.artifact.versioning.ComparableVersion;

/// How Maven orders versions. To Maven nothing is invalid.
public final class MavenOracle implements VersionOracle {
  @Override
  public Need need() {
    return Need.met("library maven-artifact", Path.of(""));
  }

  @Override
  public List<Order> compare(List<VersionPair> pairs) {
    return pairs.stream().map(MavenOracle::order).toList();
  }

  private static Order order(VersionPair pair) {
    return Order.of(
        new ComparableVersion(pair.left()).compareTo(new ComparableVersion(pair.right())));
  }
}
