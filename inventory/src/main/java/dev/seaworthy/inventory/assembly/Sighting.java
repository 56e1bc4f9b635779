package dev.seaworthy.inventory.assembly;

import dev.seaworthy.inventory.Component;
import dev.seaworthy.inventory.Evidence;

/// A component seen at one place.
///
/// @param component without evidence
/// @param path the file, without the place inside it
record Sighting(Component component, String path, Evidence evidence) {

  boolean isSystemPackage() {
    return SystemPackages.isSystemPackage(component);
  }

  Sighting withComponent(Component other) {
    return new Sighting(other, path, evidence);
  }
}
