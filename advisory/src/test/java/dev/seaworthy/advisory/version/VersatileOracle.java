package dev.seaworthy.advisory.version;

import dev.seaworthy.testkit.Need;
import dev.seaworthy.testkit.oracle.Order;
import dev.seaworthy.testkit.oracle.VersionOracle;
import dev.seaworthy.testkit.oracle.VersionPair;
import io.github.nscuro.versatile.VersionFactory;
import io.github.nscuro.versatile.spi.InvalidVersionException;
import java.nio.file.Path;
import java.util.List;

/// An independent library, for an ecosystem whose own tool doesn't run here.
///
/// @param scheme the library's word
record VersatileOracle(String scheme) implements VersionOracle {

  @Override
  public Need need() {
    return Need.met("library versatile", Path.of(""));
  }

  @Override
  public List<Order> compare(List<VersionPair> pairs) {
    return pairs.stream().map(this::order).toList();
  }

  private Order order(VersionPair pair) {
    try {
      var left = VersionFactory.forScheme(scheme, pair.left());
      return Order.of(left.compareTo(VersionFactory.forScheme(scheme, pair.right())));
    } catch (InvalidVersionException e) {
      return Order.INVALID;
    }
  }
}
