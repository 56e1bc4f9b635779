package dev.seaworthy.testkit.oracle;

import dev.seaworthy.testkit.Need;
import java.util.List;

/// An ecosystem's own code that compares versions; one process answers for a whole list.
public interface VersionOracle {
  /// What it takes to ask it; to be handed to `Gates.run`.
  Need need();

  /// The order of each pair, in the order of the pairs.
  List<Order> compare(List<VersionPair> pairs);
}
