package dev.seaworthy.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.cli.process.Surroundings.Terminals;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlacesTest {

  @Test
  void followTheBaseDirectorySpecification() {
    Places places = places(Map.of("XDG_CACHE_HOME", "/c", "XDG_DATA_HOME", "/d", "HOME", "/h"));
    assertThat(places.cache()).isEqualTo(Path.of("/c/seaworthy"));
    assertThat(places.data()).isEqualTo(Path.of("/d/seaworthy"));
  }

  @Test
  void fallBackToTheHomeAndIgnoreRelativeValues() {
    Places places = places(Map.of("XDG_CACHE_HOME", "relative", "HOME", "/h"));
    assertThat(places.cache()).isEqualTo(Path.of("/h/.cache/seaworthy"));
    assertThat(places.data()).isEqualTo(Path.of("/h/.local/share/seaworthy"));
  }

  private static Places places(Map<String, String> environment) {
    return new Places(
        new Surroundings(
            OutputStream.nullOutputStream(),
            OutputStream.nullOutputStream(),
            environment,
            InstantSource.fixed(Instant.EPOCH),
            Terminals.NONE,
            null));
  }
}
