package dev.seaworthy.server;

import java.util.OptionalInt;

/// The ports that this process listens on, as the file `listeners.json` in the data directory tells
/// them.
///
/// @param console of console and API
/// @param registry of the registry gateway, when this replica has that role
/// @param metrics of health and metrics
record Listeners(int console, OptionalInt registry, int metrics) {
  static final String FILE = "listeners.json";

  String json() {
    String middle = registry.isPresent() ? "\"registry\":%s,".formatted(registry.getAsInt()) : "";
    return "{\"console\":%s,%s\"metrics\":%s}\n".formatted(console, middle, metrics);
  }
}
