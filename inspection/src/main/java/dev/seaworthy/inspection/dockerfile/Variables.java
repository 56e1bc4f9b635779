package dev.seaworthy.inspection.dockerfile;

import java.util.Optional;

/// What variables stand for at one place of a Dockerfile.
@FunctionalInterface
public interface Variables {

  /// No variable has a value.
  Variables NONE = name -> Optional.empty();

  /// The value, where it is known.
  Optional<String> value(String name);
}
