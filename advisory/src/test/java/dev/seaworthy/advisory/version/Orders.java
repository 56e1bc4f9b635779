package dev.seaworthy.advisory.version;

import dev.seaworthy.testkit.oracle.Order;

/// Our answers in the words of the oracles.
final class Orders {

  private Orders() {}

  static Order of(VersionOrder order) {
    return switch (order) {
      case VersionOrder.Certain.LESS -> Order.LESS;
      case VersionOrder.Certain.EQUAL -> Order.EQUAL;
      case VersionOrder.Certain.GREATER -> Order.GREATER;
      case VersionOrder.Incomparable _ -> Order.INVALID;
    };
  }

  static Order of(VersionScheme scheme, String left, String right) {
    return of(scheme.compare(left, right));
  }
}
