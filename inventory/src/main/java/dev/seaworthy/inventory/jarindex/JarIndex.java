package dev.seaworthy.inventory.jarindex;

import java.util.Optional;

/// Knows Java archives by the SHA-1 of their bytes, as Maven repositories do.
@FunctionalInterface
public interface JarIndex {

  /// Knows none.
  JarIndex NONE = sha1 -> Optional.empty();

  /// The archive with these bytes.
  ///
  /// @param sha1 lower-case hexadecimal
  Optional<Coordinates> find(String sha1);

  /// What Maven calls an archive.
  record Coordinates(String group, String artifact, String version) {

    /// As they stand in an index file: `group:artifact:version`.
    @Override
    public String toString() {
      return group + ":" + artifact + ":" + version;
    }
  }
}
