package dev.seaworthy.server.audit;

import dev.seaworthy.ledger.Entry;
import dev.seaworthy.server.store.Transaction;
import java.sql.SQLException;

/// Records what happened.
public interface Audit {
  /// Writes the event in the caller's own transaction, so that a change and its record stand or
  /// fall together. A denied attempt, which changes nothing, gets a transaction of its own.
  void record(Transaction transaction, AuditEvent event) throws SQLException;

  /// Writes an entry of another kind into the same ledger, such as a scan or a certificate.
  void enter(Transaction transaction, Entry entry) throws SQLException;
}
