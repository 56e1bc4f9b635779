package dev.seaworthy.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;

/// The clock that everything asks. Tests that watch a whole process move it by the system property
/// `seaworthy.test.clock`, a file with the duration (ISO 8601) by which the clock is ahead; no
/// option or setting reaches it.
final class Clock {
  private Clock() {}

  static InstantSource ofThisProcess() {
    String file = System.getProperty("seaworthy.test.clock", "");
    return file.isEmpty() ? InstantSource.system() : ahead(Path.of(file));
  }

  private static InstantSource ahead(Path file) {
    InstantSource system = InstantSource.system();
    return () -> {
      try {
        return system.instant().plus(Duration.parse(Files.readString(file).strip()));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    };
  }
}
