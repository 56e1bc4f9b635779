package dev.seaworthy.server.trail;

import dev.seaworthy.base.Digest;
import dev.seaworthy.ledger.Head;
import dev.seaworthy.server.keys.Keys;
import dev.seaworthy.server.store.Database;
import dev.seaworthy.server.store.Row;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;

/// Signs how far the ledger reaches. A signed head proves nothing until it lies where whoever can
/// change the database can't reach it; see [HeadExports].
@Singleton
class Heads {
  /// Between two heads, so that a busy ledger is not mostly signing.
  private static final Duration APART = Duration.ofSeconds(2);

  private final Database database;
  private final Keys keys;
  private final InstantSource clock;

  Heads(Database database, Keys keys, InstantSource clock) {
    this.database = database;
    this.keys = keys;
    this.clock = clock;
  }

  /// A signed head.
  ///
  /// @param envelope JSON, as `seaworthy ledger verify --head` takes it
  record SignedHead(long sequence, Instant takenAt, String envelope) {
    /// What it is called wherever it lies as a file.
    String fileName() {
      return String.format(Locale.ROOT, "head-%016d.json", sequence);
    }

    static SignedHead of(Row row) throws SQLException {
      return new SignedHead(row.number("sequence"), row.instant("taken_at"), row.text("envelope"));
    }
  }

  /// Signs the present end of the ledger unless that was done already, or just before.
  void sign() {
    Instant now = clock.instant();
    Optional<Head> head =
        database.inTransaction(tx ->
            tx.find(
                """
                select id, sequence, digest from audit_ledger ledger
                where sequence > 0 and not exists (
                  select 1 from audit_head
                  where sequence >= ledger.sequence or taken_at between ? and ?)
                """,
                row ->
                    new Head(
                        row.text("id"),
                        row.number("sequence"),
                        Digest.parse(row.text("digest")),
                        now),
                now.minus(APART),
                now));
    head.ifPresent(this::keep);
  }

  private void keep(Head head) {
    String envelope = new String(head.signed(keys.signer()).toJson(), StandardCharsets.UTF_8);
    database.inTransaction(tx ->
        tx.update(
            "insert into audit_head (sequence, taken_at, envelope) values (?, ?, ?)"
                + " on conflict do nothing",
            head.sequence(),
            head.time(),
            envelope));
  }

  /// The newest head.
  Optional<SignedHead> newest() {
    return database.onSnapshot(tx ->
        tx.find(
            "select sequence, taken_at, envelope from audit_head order by sequence desc limit 1",
            SignedHead::of));
  }
}
