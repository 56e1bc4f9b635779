package dev.seaworthy.server;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where the platform keeps its state when nobody says where (XDG base directories).
final class Places {
  private Places() {}

  static Path data(@Nullable Path given, Map<String, String> environment) {
    if (given != null) {
      return given.toAbsolutePath().normalize();
    }
    String xdg = environment.getOrDefault("XDG_DATA_HOME", "");
    Path home =
        xdg.startsWith("/")
            ? Path.of(xdg)
            : Path.of(environment.getOrDefault("HOME", "/")).resolve(".local/share");
    return home.resolve("seaworthy/server").toAbsolutePath().normalize();
  }
}
