package dev.seaworthy.server.audit;

import dev.seaworthy.server.store.Transaction;
import java.sql.SQLException;

/// Records what happened.
public interface Audit {
  /// Writes the event in the caller's own transaction, so that a change and its record stand or
  /// fall together. A denied attempt, which changes nothing, gets a transaction of its own.
  void record(Transaction transaction, AuditEvent event) throws SQLException;
}
