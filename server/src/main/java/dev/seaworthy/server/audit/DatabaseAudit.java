package dev.seaworthy.server.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.seaworthy.base.JsonWriter;
import dev.seaworthy.ledger.Entry;
import dev.seaworthy.server.store.Ids;
import dev.seaworthy.server.store.Json;
import dev.seaworthy.server.store.Transaction;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// Writes events unchained; the sequencer chains them after their transactions ended.
@Singleton
class DatabaseAudit implements Audit {
  private static final String EVENT = "event";

  private final Ids ids;
  private final InstantSource clock;
  private final ObjectMapper json;

  DatabaseAudit(Ids ids, InstantSource clock, ObjectMapper json) {
    this.ids = ids;
    this.clock = clock;
    this.json = json;
  }

  @Override
  public void record(Transaction transaction, AuditEvent event) throws SQLException {
    transaction.update(
        "insert into audit_event (id, at, kind, event) values (?, ?, ?, ?)",
        ids.next(),
        event.at(),
        EVENT,
        new Json(text(event)));
  }

  @Override
  public void enter(Transaction transaction, Entry entry) throws SQLException {
    transaction.update(
        "insert into audit_event (id, at, kind, event) values (?, ?, ?, ?)",
        ids.next(),
        clock.instant(),
        entry.kind(),
        new Json(new String(JsonWriter.canonical(entry.payload()), StandardCharsets.UTF_8)));
  }

  private String text(AuditEvent event) {
    ObjectNode node = json.createObjectNode();
    node.put("at", event.at().toString());
    ObjectNode actor = node.putObject("actor");
    actor.put("kind", event.actor().kind());
    actor.put("id", event.actor().id());
    actor.put("name", event.actor().name());
    node.put("address", event.address());
    node.put("action", event.action());
    node.put("subject", event.subject());
    node.put("project", event.project());
    node.put("result", event.result().name());
    node.put("reason", event.reason());
    put(node, "before", event.before());
    put(node, "after", event.after());
    return node.toString();
  }

  private void put(ObjectNode node, String name, @Nullable Json value) {
    if (value != null) {
      try {
        node.set(name, json.readTree(value.text()));
      } catch (JsonProcessingException e) {
        throw new IllegalArgumentException("the event's " + name + " is no JSON", e);
      }
    }
  }
}
