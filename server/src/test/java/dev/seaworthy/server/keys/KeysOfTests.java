package dev.seaworthy.server.keys;

import dev.seaworthy.server.settings.Settings;
import dev.seaworthy.server.store.Database;
import java.time.InstantSource;

/// Keys for tests of other packages.
public final class KeysOfTests {
  private KeysOfTests() {}

  public static Keys of(Settings settings, Database database, InstantSource clock) {
    return new Keys(settings, database, clock);
  }
}
