package dev.seaworthy.image;

import java.util.Optional;

/// What an image is built to run on, in Go's words (image-spec, "platform").
///
/// @param os such as `linux`; `unknown` for attestations
/// @param architecture such as `amd64`
/// @param variant such as `v8`, or empty
/// @param osVersion such as `10.0.17763.1879`, or empty
public record Platform(String os, String architecture, String variant, String osVersion) {

  public static Platform of(String os, String architecture) {
    return new Platform(os, architecture, "", "");
  }

  /// Reads `os/architecture[/variant]`; empty when it isn't of that form.
  public static Optional<Platform> parse(String text) {
    String[] parts = text.split("/", -1);
    if (parts.length < 2 || parts.length > 3) {
      return Optional.empty();
    }
    for (String part : parts) {
      if (part.isEmpty()) {
        return Optional.empty();
      }
    }
    return Optional.of(new Platform(parts[0], parts[1], parts.length == 3 ? parts[2] : "", ""));
  }

  @Override
  public String toString() {
    return os + "/" + architecture + (variant.isEmpty() ? "" : "/" + variant);
  }
}
