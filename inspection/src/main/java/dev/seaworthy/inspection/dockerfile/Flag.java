package dev.seaworthy.inspection.dockerfile;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// An instruction's flag, such as `--from=build`.
///
/// @param name without the dashes
/// @param valueOrNull null where it has no `=`
public record Flag(String name, @Nullable String valueOrNull) {

  public Optional<String> value() {
    return Optional.ofNullable(valueOrNull);
  }
}
