package dev.seaworthy.server.identity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.seaworthy.server.access.Caller;
import dev.seaworthy.server.audit.Audit;
import dev.seaworthy.server.audit.AuditEvent;
import dev.seaworthy.server.audit.AuditEvent.Actor;
import dev.seaworthy.server.audit.AuditEvent.Result;
import dev.seaworthy.server.store.Json;
import dev.seaworthy.server.store.Transaction;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// Writes what this package does into the audit trail.
@Singleton
class Trail {
  private final Audit audit;
  private final InstantSource clock;
  private final ObjectMapper json;

  Trail(Audit audit, InstantSource clock, ObjectMapper json) {
    this.audit = audit;
    this.clock = clock;
    this.json = json;
  }

  /// On what something was done.
  ///
  /// @param text a kind and an id
  /// @param project its project, if it belongs to one
  record Subject(String text, @Nullable String project) {
    static Subject of(String kind, Object id) {
      return new Subject(kind + ":" + id, null);
    }

    Subject in(@Nullable String name) {
      return new Subject(text, name);
    }
  }

  /// Records a change.
  ///
  /// @param before what it was, as a record without secrets; null when it is new
  /// @param after what it is; null when it is gone
  void done(
      Transaction tx,
      Caller caller,
      String action,
      Subject subject,
      @Nullable Object before,
      @Nullable Object after)
      throws SQLException {
    write(
        tx,
        caller.actor(),
        caller.address(),
        action,
        subject,
        state(before),
        state(after),
        Result.DONE,
        "");
  }

  /// Records what somebody did who only now is known.
  void done(
      Transaction tx, Actor actor, String address, String action, Subject subject, Object after)
      throws SQLException {
    write(tx, actor, address, action, subject, null, state(after), Result.DONE, "");
  }

  /// Records what was tried and refused.
  void denied(
      Transaction tx, Actor actor, String address, String action, Subject subject, String reason)
      throws SQLException {
    write(tx, actor, address, action, subject, null, null, Result.DENIED, reason);
  }

  private void write(
      Transaction tx,
      Actor actor,
      String address,
      String action,
      Subject subject,
      @Nullable Json before,
      @Nullable Json after,
      Result result,
      String reason)
      throws SQLException {
    audit.record(
        tx,
        new AuditEvent(
            clock.instant(),
            actor,
            address,
            action,
            subject.text(),
            subject.project(),
            before,
            after,
            result,
            reason));
  }

  private @Nullable Json state(@Nullable Object value) {
    if (value == null) {
      return null;
    }
    try {
      return new Json(json.writeValueAsString(value));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("a state that can't be written as JSON", e);
    }
  }
}
