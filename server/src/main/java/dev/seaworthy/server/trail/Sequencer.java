package dev.seaworthy.server.trail;

import dev.seaworthy.base.Digest;
import dev.seaworthy.base.JsonBuilder;
import dev.seaworthy.base.JsonReader;
import dev.seaworthy.base.JsonValue.JsonObject;
import dev.seaworthy.base.Limits;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.ledger.ChainLine;
import dev.seaworthy.ledger.Entry;
import dev.seaworthy.server.store.Database;
import dev.seaworthy.server.store.Ids;
import dev.seaworthy.server.store.Leases;
import dev.seaworthy.server.store.Transaction;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Chains events into the ledger, in the order in which their transactions committed. One replica
/// does so at a time.
///
/// An event leaves `audit_event` in the transaction that puts it into the chain, and every round
/// takes whatever is committed by then. So there is no mark that a transaction which commits late
/// could fall behind: its events are simply there in a later round. Within a round the
/// transactions' ids give the order, which no transaction can have before one that it saw the
/// results of.
@Singleton
class Sequencer {
  /// The lease's name.
  static final String LEASE = "audit-sequencer";

  private static final Duration HELD = Duration.ofSeconds(10);
  private static final int ROUND_MAX = 1000;

  private final Database database;
  private final Leases leases;
  private final Ids ids;
  private final InstantSource clock;

  Sequencer(Database database, Leases leases, Ids ids, InstantSource clock) {
    this.database = database;
    this.leases = leases;
    this.ids = ids;
    this.clock = clock;
  }

  /// An event that waits.
  private record Waiting(UUID id, Instant at, String kind, String event) {}

  /// Where the ledger ends.
  private record End(String ledger, long sequence, Digest digest) {}

  /// A record, and what it is found by.
  private record Chained(
      Waiting waiting, String kind, long sequence, ChainLine line, JsonObject payload) {}

  /// Takes or prolongs the lease.
  ///
  /// @return the fencing number; empty while another replica chains
  Optional<Long> lead() {
    return leases.take(LEASE, HELD);
  }

  /// Gives the lease back.
  void leave() {
    leases.release(LEASE);
  }

  /// Chains what is committed, at most a round of it.
  ///
  /// @param fence of the lease
  /// @return how many events; a full round means that there may be more
  int chain(long fence) {
    return database.inTransaction(tx -> {
      if (!leases.holds(tx, LEASE, fence)) {
        return 0;
      }
      End end = end(tx);
      List<Waiting> round = waiting(tx);
      if (!round.isEmpty()) {
        store(tx, end, chained(end, round));
      }
      return round.size();
    });
  }

  /// Whether a round was full.
  static boolean isFull(int events) {
    return events == ROUND_MAX;
  }

  private End end(Transaction tx) throws SQLException {
    String id = ids.next().toString();
    String genesis = ChainLine.genesis(id).toString();
    tx.update(
        """
        insert into audit_ledger (id, sequence, digest, before_digest) values (?, 0, ?, ?)
        on conflict (one) do nothing
        """,
        id,
        genesis,
        genesis);
    return tx.one(
        "select id, sequence, digest from audit_ledger for update",
        row -> new End(row.text("id"), row.number("sequence"), Digest.parse(row.text("digest"))));
  }

  private static List<Waiting> waiting(Transaction tx) throws SQLException {
    return tx.list(
        """
        select id, at, kind, event::text as event from audit_event
        order by transaction, id limit ? for update skip locked
        """,
        row -> new Waiting(row.id("id"), row.instant("at"), row.text("kind"), row.text("event")),
        ROUND_MAX);
  }

  private List<Chained> chained(End end, List<Waiting> round) {
    Instant now = clock.instant();
    List<Chained> all = new ArrayList<>();
    long sequence = end.sequence();
    Digest previous = end.digest();
    for (Waiting waiting : round) {
      sequence++;
      Chained next = chained(waiting, sequence, previous, now);
      all.add(next);
      previous = next.line().digest();
    }
    return all;
  }

  /// An event that makes no record, which no code of ours writes, is chained as text: the chain
  /// must not stop at it.
  private static Chained chained(Waiting waiting, long sequence, Digest previous, Instant now) {
    JsonObject payload;
    try {
      payload =
          new JsonReader(Limits.defaults())
              .readObject(
                  waiting.event().getBytes(StandardCharsets.UTF_8), "event " + waiting.id());
      Entry entry = new Entry(waiting.kind(), payload);
      return new Chained(
          waiting, entry.kind(), sequence, ChainLine.of(sequence, now, previous, entry), payload);
    } catch (SeaworthyException | IllegalArgumentException e) {
      byte[] text = waiting.event().getBytes(StandardCharsets.UTF_8);
      payload =
          new JsonBuilder()
              .put("event", waiting.id().toString())
              .put("unreadable", Digest.sha256(text).toString())
              .put("bytes", text.length)
              .build();
      Entry entry = new Entry("unreadable", payload);
      return new Chained(
          waiting, entry.kind(), sequence, ChainLine.of(sequence, now, previous, entry), payload);
    }
  }

  private void store(Transaction tx, End end, List<Chained> chained) throws SQLException {
    Instant now = clock.instant();
    List<List<?>> rows = new ArrayList<>();
    List<String> gone = new ArrayList<>();
    for (Chained each : chained) {
      JsonObject payload = each.payload();
      JsonObject actor = payload.object("actor");
      rows.add(
          List.of(
              each.sequence(),
              each.line().bytes(),
              each.line().digest().toString(),
              each.kind(),
              each.waiting().id(),
              now,
              each.waiting().at(),
              actor.text("id"),
              actor.text("name"),
              payload.text("address"),
              payload.text("action"),
              payload.text("subject"),
              payload.text("project"),
              payload.text("result")));
      gone.add(each.waiting().id().toString());
    }
    tx.batch(
        """
        insert into audit_record (sequence, line, digest, kind, event, chained_at, at, actor_id,
          actor_name, address, action, subject, project, result)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        rows);
    tx.update("delete from audit_event where id = any(?::uuid[])", gone);
    Chained last = chained.getLast();
    int moved =
        tx.update(
            "update audit_ledger set sequence = ?, digest = ? where sequence = ?",
            last.sequence(),
            last.line().digest().toString(),
            end.sequence());
    if (moved != 1) {
      throw new IllegalStateException("two sequencers at once");
    }
  }
}
