package dev.seaworthy.image;

import dev.seaworthy.base.Limits;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// What opening an image depends on besides its source. Everything that a program would take from
/// its surroundings comes in here, so that the same options open the same image everywhere.
///
/// @param limits the bounds of everything that is read
/// @param platform the platform that was asked for; null to take the machine's when the image has
///   it, else the only one
/// @param machine the platform of this machine
/// @param temporaryDirectory where a compressed archive is unpacked, into a private file that goes
///   when the image is closed
/// @param registry how registries are spoken to
public record OpenOptions(
    Limits limits,
    @Nullable Platform platform,
    Platform machine,
    Path temporaryDirectory,
    RegistryOptions registry) {

  /// No platform asked for.
  public static OpenOptions of(
      Limits limits, Platform machine, Path temporaryDirectory, RegistryOptions registry) {
    return new OpenOptions(limits, null, machine, temporaryDirectory, registry);
  }

  /// The same with a platform asked for.
  public OpenOptions withPlatform(Platform wanted) {
    return new OpenOptions(limits, wanted, machine, temporaryDirectory, registry);
  }

  /// The same with other limits.
  public OpenOptions withLimits(Limits newLimits) {
    return new OpenOptions(newLimits, platform, machine, temporaryDirectory, registry);
  }

  /// The same with registries spoken to in another way.
  public OpenOptions withRegistry(RegistryOptions newRegistry) {
    return new OpenOptions(limits, platform, machine, temporaryDirectory, newRegistry);
  }
}
