package dev.seaworthy.server.audit;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.seaworthy.server.store.Ids;
import java.time.InstantSource;

/// The audit trail's writing end, for tests of other packages.
public final class DatabaseAudits {
  private DatabaseAudits() {}

  public static Audit of(Ids ids, InstantSource clock) {
    return new DatabaseAudit(ids, clock, new ObjectMapper());
  }
}
