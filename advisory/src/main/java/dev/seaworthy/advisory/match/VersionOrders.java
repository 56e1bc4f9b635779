package dev.seaworthy.advisory.match;

import dev.seaworthy.advisory.Statements;
import dev.seaworthy.advisory.version.ParsedVersion;
import dev.seaworthy.advisory.version.VersionOrder;
import dev.seaworthy.advisory.version.VersionOrder.Certain;

/// Where a component's version stands relative to those that a package's statements name; each is
/// parsed and compared at most once.
final class VersionOrders {

  private final Statements statements;
  private final ParsedVersion version;
  private final VersionOrder[] orders;

  VersionOrders(Statements statements, ParsedVersion version) {
    this.statements = statements;
    this.version = version;
    this.orders = new VersionOrder[statements.versionCount()];
  }

  ParsedVersion version() {
    return version;
  }

  /// The order of the component's version relative to the one of this number.
  VersionOrder of(int number) {
    VersionOrder known = orders[number];
    if (known == null) {
      String text = statements.version(number);
      known =
          text.equals(version.text()) ? Certain.EQUAL : version.order(version.scheme().parse(text));
      orders[number] = known;
    }
    return known;
  }
}
