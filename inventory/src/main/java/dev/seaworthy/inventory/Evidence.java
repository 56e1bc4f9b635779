package dev.seaworthy.inventory;

import dev.seaworthy.base.Location;
import dev.seaworthy.image.AnalyserId;
import java.util.Comparator;

/// Why we say that a component is there.
///
/// @param location the file, with the layer that it comes from
/// @param introducedIn the lowest layer from which on the component was continuously there; equals
///   the location's layer unless a later layer rewrote the same package database
/// @param cataloger who recognised it
/// @param method what in the file gave the identity, such as `pom.properties` or `dpkg status`
public record Evidence(Location location, int introducedIn, AnalyserId cataloger, String method)
    implements Comparable<Evidence> {

  private static final Comparator<Evidence> ORDER =
      Comparator.comparing(Evidence::location)
          .thenComparing(Evidence::cataloger)
          .thenComparing(Evidence::method);

  /// Whether it lies in an archive rather than in a file of its own.
  public boolean isNested() {
    return location.path().contains("!/");
  }

  @Override
  public int compareTo(Evidence other) {
    return ORDER.compare(this, other);
  }
}
