package dev.seaworthy.inventory;

import java.util.Comparator;

/// One component's relation to another; both are named by their position in [Inventory#components].
public record Relationship(int from, Kind kind, int to) implements Comparable<Relationship> {

  private static final Comparator<Relationship> ORDER =
      Comparator.comparingInt(Relationship::from)
          .thenComparing(Relationship::kind)
          .thenComparingInt(Relationship::to);

  /// How they relate.
  public enum Kind {
    /// `from` needs `to`, as the package database says.
    DEPENDS_ON,
    /// `from` installed the file in which `to` was found.
    OWNS,
    /// `from` is an archive that holds `to`.
    CONTAINS
  }

  @Override
  public int compareTo(Relationship other) {
    return ORDER.compare(this, other);
  }
}
