package dev.seaworthy.server.settings;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/// Settings as `seaworthy up` gives them.
public final class TestSettings {
  private TestSettings() {}

  /// @param more names without `installation.`
  public static Settings of(Path data, Map<String, String> more) {
    Map<String, String> values = new HashMap<>();
    values.put("installation.data", data.toString());
    more.forEach((name, value) -> values.put("installation." + name, value));
    return new SmallRyeConfigBuilder()
        .withMapping(Settings.class)
        .withDefaultValues(values)
        .build()
        .getConfigMapping(Settings.class);
  }
}
