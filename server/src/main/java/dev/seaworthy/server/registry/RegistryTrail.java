package dev.seaworthy.server.registry;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.seaworthy.server.audit.Audit;
import dev.seaworthy.server.audit.AuditEvent;
import dev.seaworthy.server.audit.AuditEvent.Actor;
import dev.seaworthy.server.audit.AuditEvent.Result;
import dev.seaworthy.server.audit.Pulls;
import dev.seaworthy.server.store.Json;
import dev.seaworthy.server.store.Transaction;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Writes what the registry does into the audit trail.
@Singleton
class RegistryTrail {
  private final Audit audit;
  private final Pulls pulls;
  private final InstantSource clock;
  private final ObjectMapper json;

  RegistryTrail(Audit audit, Pulls pulls, InstantSource clock, ObjectMapper json) {
    this.audit = audit;
    this.pulls = pulls;
    this.clock = clock;
    this.json = json;
  }

  /// Who does something, and from where.
  ///
  /// @param address the source address; empty for what the platform does by itself
  record By(Actor actor, String address) {
    static By platform() {
      return new By(Actor.platform("registry"), "");
    }
  }

  /// Records a change, in its own transaction.
  ///
  /// @param after what it is now; empty when it is gone
  void done(
      Transaction tx,
      By by,
      String action,
      String subject,
      String project,
      Map<String, ?> after,
      String reason)
      throws SQLException {
    audit.record(tx, event(by, action, subject, project, after, Result.DONE, reason));
  }

  /// Records a pull, with others.
  void pulled(By by, RepositoryName repository, String what, Result result, String reason) {
    pulls.record(
        event(
            by,
            result == Result.DONE ? "registry.image.pulled" : "registry.request.denied",
            "image:" + repository + what,
            repository.project(),
            Map.of(),
            result,
            reason));
  }

  private AuditEvent event(
      By by,
      String action,
      String subject,
      @Nullable String project,
      Map<String, ?> after,
      Result result,
      String reason) {
    return new AuditEvent(
        clock.instant(),
        by.actor(),
        by.address(),
        action,
        subject,
        project,
        null,
        after.isEmpty() ? null : new Json(json.valueToTree(after).toString()),
        result,
        reason);
  }
}
