package dev.seaworthy.server.trail;

import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.server.audit.Audit;
import dev.seaworthy.server.audit.AuditEvent;
import dev.seaworthy.server.settings.Settings;
import dev.seaworthy.server.store.Database;
import dev.seaworthy.server.store.Ids;
import dev.seaworthy.server.store.Transaction;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// Lets go of records that were kept long enough and that somebody has a copy of. What stays begins
/// after a record whose head is kept: from there the chain is verified.
@Singleton
class Retention {
  /// Six months, as the Cybersecurity Law of the PRC wants logs kept (art. 21 no. 3; MLPS SA-d),
  /// counted as the longest six months are.
  static final int DAYS_MIN = 184;

  private final Settings settings;
  private final Database database;
  private final Audit audit;
  private final Ids ids;
  private final InstantSource clock;

  Retention(Settings settings, Database database, Audit audit, Ids ids, InstantSource clock) {
    this.settings = settings;
    this.database = database;
    this.audit = audit;
    this.ids = ids;
    this.clock = clock;
  }

  /// @throws SeaworthyException [AuditError#RETENTION_TOO_SHORT]
  void requireFloor() {
    int days = settings.audit().retentionDays();
    if (days < DAYS_MIN) {
      throw new SeaworthyException(
          AuditError.RETENTION_TOO_SHORT,
          "audit records are to be kept for %s days, and %s is the least"
              .formatted(days, DAYS_MIN));
    }
  }

  /// Records that somebody took a copy of all records up to one.
  void copied(AuditEvent.Actor actor, String address, long sequence) {
    Instant now = clock.instant();
    database.inTransaction(tx -> {
      tx.update(
          "insert into audit_copy (id, sequence, at, actor) values (?, ?, ?, ?)",
          ids.next(),
          sequence,
          now,
          actor.name());
      audit.record(
          tx, event(now, actor, address, "audit.records.exported", "up to record " + sequence));
      return sequence;
    });
  }

  /// Lets go of what is over, up to a head.
  void letGo() {
    requireFloor();
    Instant now = clock.instant();
    Instant before = now.minus(Duration.ofDays(settings.audit().retentionDays()));
    database.inTransaction(tx -> {
      Optional<Long> last = last(tx, before);
      if (last.isPresent()) {
        delete(tx, last.get());
        audit.record(
            tx,
            event(
                now,
                AuditEvent.Actor.platform("audit"),
                "",
                "audit.records.deleted",
                "up to record %s, older than %s and copied".formatted(last.get(), before)));
      }
      return last;
    });
  }

  /// The last record that may go: it and all before it are old, copied, and it has a head.
  private static Optional<Long> last(Transaction tx, Instant before) throws SQLException {
    return tx.find(
        """
        select head.sequence from audit_head head
        where head.sequence > (select before_sequence from audit_ledger)
          and head.sequence <= (select max(sequence) from audit_copy)
          and head.sequence < coalesce(
            (select min(sequence) from audit_record where at >= ? or chained_at >= ?), 0)
        order by head.sequence desc limit 1
        """,
        row -> row.number("sequence"),
        before,
        before);
  }

  private static void delete(Transaction tx, long last) throws SQLException {
    tx.exists("select set_config('seaworthy.retention', 'over', true)");
    tx.update(
        """
        update audit_ledger set before_sequence = ?,
          before_digest = (select digest from audit_record where sequence = ?)
        """,
        last,
        last);
    tx.update("delete from audit_record where sequence <= ?", last);
    tx.update("delete from audit_head where sequence < ?", last);
  }

  private static AuditEvent event(
      Instant at, AuditEvent.Actor actor, String address, String action, String reason) {
    return new AuditEvent(
        at,
        actor,
        address,
        action,
        "audit:trail",
        null,
        null,
        null,
        AuditEvent.Result.DONE,
        reason);
  }
}
