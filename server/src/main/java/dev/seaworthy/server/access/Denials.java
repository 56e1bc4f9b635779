package dev.seaworthy.server.access;

import dev.seaworthy.server.audit.Audit;
import dev.seaworthy.server.audit.AuditEvent;
import dev.seaworthy.server.store.Database;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/// Records what was denied.
@Singleton
class Denials {
  private final Database database;
  private final Audit audit;
  private final InstantSource clock;

  Denials(Database database, Audit audit, InstantSource clock) {
    this.database = database;
    this.audit = audit;
    this.clock = clock;
  }

  void record(Caller caller, Incoming incoming, String reason) {
    AuditEvent event =
        new AuditEvent(
            clock.instant(),
            caller.actor(),
            caller.address(),
            "access.request.denied",
            "endpoint:" + incoming.method() + " " + incoming.path(),
            null,
            null,
            null,
            AuditEvent.Result.DENIED,
            reason);
    database.inTransaction(tx -> {
      audit.record(tx, event);
      return event;
    });
  }
}
