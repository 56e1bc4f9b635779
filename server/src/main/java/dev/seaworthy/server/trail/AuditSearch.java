package dev.seaworthy.server.trail;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.seaworthy.server.audit.AuditEvent;
import dev.seaworthy.server.store.Database;
import dev.seaworthy.server.store.Row;
import dev.seaworthy.server.store.Transaction;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Finds audit records.
@Singleton
class AuditSearch {
  private static final int TAIL_MAX = 50;

  private final Database database;
  private final ObjectMapper json;

  AuditSearch(Database database, ObjectMapper json) {
    this.database = database;
    this.json = json;
  }

  /// What is wanted; null where it does not matter.
  ///
  /// @param from at or after
  /// @param to before
  /// @param actor a name or an id
  /// @param action an action, or the beginning of one that ends with a dot
  /// @param result `done`, `denied` or `failed`
  record Query(
      @Nullable Instant from,
      @Nullable Instant to,
      @Nullable String actor,
      @Nullable String action,
      @Nullable String subject,
      @Nullable String project,
      @Nullable String address,
      AuditEvent.@Nullable Result result) {}

  /// A record of the chain.
  ///
  /// @param digest of the record, as the ledger has it
  /// @param kind `event`, or what the ledger of scans calls it, such as `certificate`
  /// @param at when it happened
  record Chained(
      long sequence, String digest, String kind, Instant at, Instant chainedAt, JsonNode event) {}

  /// A record that the chain does not have yet.
  record Waiting(String kind, Instant at, JsonNode event) {}

  /// What is not yet in the chain, and so not yet protected by it.
  ///
  /// @param oldest when the oldest of them happened
  record Tail(long count, @Nullable Instant oldest, List<Waiting> events) {}

  /// Records, the newest first.
  List<Chained> find(Query query, int limit, @Nullable Long before) {
    StringBuilder sql =
        new StringBuilder("select sequence, digest, kind, at, chained_at, line from audit_record");
    List<Object> values = new ArrayList<>();
    String joint = " where ";
    joint = and(sql, joint, values, "sequence < ?", before);
    joint = and(sql, joint, values, "at >= ?", query.from());
    joint = and(sql, joint, values, "at < ?", query.to());
    if (query.actor() != null) {
      joint = and(sql, joint, values, "(actor_id = ? or actor_name = ?)", query.actor());
      values.add(query.actor());
    }
    if (query.action() != null && query.action().endsWith(".")) {
      joint = and(sql, joint, values, "starts_with(action, ?)", query.action());
    } else {
      joint = and(sql, joint, values, "action = ?", query.action());
    }
    joint = and(sql, joint, values, "subject = ?", query.subject());
    joint = and(sql, joint, values, "project = ?", query.project());
    joint = and(sql, joint, values, "address = ?", query.address());
    and(sql, joint, values, "result = ?", query.result());
    sql.append(" order by sequence desc limit ?");
    values.add(limit);
    return database.onSnapshot(tx -> tx.list(sql.toString(), this::chained, values.toArray()));
  }

  private static String and(
      StringBuilder sql,
      String joint,
      List<Object> values,
      String condition,
      @Nullable Object value) {
    if (value == null) {
      return joint;
    }
    sql.append(joint).append(condition);
    values.add(value);
    return " and ";
  }

  /// One record.
  Optional<Chained> one(long sequence) {
    return database.onSnapshot(tx ->
        tx.find(
            "select sequence, digest, kind, at, chained_at, line from audit_record where sequence = ?",
            this::chained,
            sequence));
  }

  private Chained chained(Row row) throws SQLException {
    String line = new String(row.bytes("line"), StandardCharsets.UTF_8);
    return new Chained(
        row.number("sequence"),
        row.text("digest"),
        row.text("kind"),
        row.instant("at"),
        row.instant("chained_at"),
        tree(line.substring(line.lastIndexOf('\t') + 1)));
  }

  /// What is not yet chained.
  Tail tail() {
    return database.onSnapshot(this::tail);
  }

  private Tail tail(Transaction tx) throws SQLException {
    List<Waiting> events =
        tx.list(
            "select kind, at, event::text as event from audit_event order by transaction, id limit ?",
            row -> new Waiting(row.text("kind"), row.instant("at"), tree(row.text("event"))),
            TAIL_MAX);
    return tx.one(
        "select count(*) as n, min(at) as oldest from audit_event",
        row -> new Tail(row.number("n"), row.maybeInstant("oldest").orElse(null), events));
  }

  private JsonNode tree(String text) {
    try {
      return json.readTree(text);
    } catch (JsonProcessingException e) {
      return json.createObjectNode().put("unreadable", text);
    }
  }
}
