package dev.seaworthy.inspection.dockerfile;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A name that `ARG`, `ENV` or `LABEL` gives a value.
///
/// @param valueOrNull as it is written, with quotes and before variables get their values; null
///   where an `ARG` has no default
/// @param line counted from 1
public record Variable(String name, @Nullable String valueOrNull, int line) {

  public Optional<String> value() {
    return Optional.ofNullable(valueOrNull);
  }
}
