package dev.seaworthy.server.registry;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.seaworthy.server.audit.Audit;
import dev.seaworthy.server.settings.Settings;
import dev.seaworthy.server.store.Database;
import dev.seaworthy.server.store.FileBlobStore;
import dev.seaworthy.server.survey.HeldImages;
import java.time.InstantSource;

/// Parts of the gateway for tests of other packages.
public final class Gateways {
  private Gateways() {}

  public static HeldImages quarantine(
      Database database, FileBlobStore blobs, Settings settings, Audit audit, InstantSource clock) {
    return new Quarantine(database, blobs, settings, trail(audit, clock), clock);
  }

  static RegistryTrail trail(Audit audit, InstantSource clock) {
    return new RegistryTrail(
        audit,
        event -> {
          throw new AssertionError("no pull was expected: " + event);
        },
        clock,
        new ObjectMapper());
  }
}
