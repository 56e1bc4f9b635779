package dev.seaworthy.image.source;

import dev.seaworthy.base.Limits;
import dev.seaworthy.image.OpenOptions;
import dev.seaworthy.image.Platform;
import dev.seaworthy.image.RegistryOptions;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;

/// The options that tests open images with.
public final class Opening {

  /// The time that all tests of sources live in.
  public static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-01-02T03:04:05Z"));

  private Opening() {}

  /// On a machine for Linux on amd64, without waiting between tries.
  public static OpenOptions options() {
    return OpenOptions.of(
        Limits.defaults(),
        Platform.of("linux", "amd64"),
        Path.of(System.getProperty("java.io.tmpdir")),
        registry());
  }

  /// Registries without TLS and without credentials.
  public static RegistryOptions registry() {
    return RegistryOptions.of(RegistryOptions.Traffic.of(CLOCK, _ -> {}))
        .withSecurity(RegistryOptions.Security.PLAIN_HTTP);
  }
}
