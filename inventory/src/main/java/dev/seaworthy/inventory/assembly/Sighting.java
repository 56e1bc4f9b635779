package dev.seaworthy.inventory.assembly;

import dev.seaworthy.inventory.Component;
import dev.seaworthy.inventory.Evidence;
import dev.seaworthy.inventory.binary.ElfNoteCataloger;

/// A component seen at one place.
///
/// @param component without evidence
/// @param path the file, without the place inside it
record Sighting(Component component, String path, Evidence evidence) {

  /// Whether a package database tells of it.
  boolean isSystemPackage() {
    return component.isSystemPackage() && !isNoteInFile();
  }

  /// Whether a program tells of the system package that it was built as.
  boolean isNoteInFile() {
    return evidence.method().equals(ElfNoteCataloger.METHOD);
  }

  Sighting withComponent(Component other) {
    return new Sighting(other, path, evidence);
  }
}
