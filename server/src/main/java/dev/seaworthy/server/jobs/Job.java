package dev.seaworthy.server.jobs;

import dev.seaworthy.server.store.Json;
import dev.seaworthy.server.store.Row;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A job as it stands.
///
/// @param kind says who does it
/// @param payload what is to be done
/// @param attempts how often it was begun
/// @param readyAt not before then
/// @param progress how far it is
/// @param failure why the last attempt failed, or why it is parked
/// @param result what came of it
public record Job(
    UUID id,
    Queue queue,
    String project,
    String kind,
    Json payload,
    State state,
    int attempts,
    int attemptsMax,
    Instant madeAt,
    String madeBy,
    Instant readyAt,
    @Nullable Instant begunAt,
    @Nullable Instant endedAt,
    @Nullable Json progress,
    @Nullable String failure,
    @Nullable Json result) {
  static final String COLUMNS =
      """
      id, queue, project, kind, payload::text as payload, state, attempts, attempts_max, made_at,
      made_by, ready_at, begun_at, ended_at, progress::text as progress, failure,
      result::text as result
      """;

  /// How it stands.
  public enum State {
    QUEUED,
    RUNNING,
    DONE,
    /// It failed too often, or for a reason that another attempt can't mend; a person decides.
    PARKED,
    CANCELLED
  }

  static Job of(Row row) throws SQLException {
    return new Job(
        row.id("id"),
        Queue.of(row.text("queue")).orElseThrow(),
        row.text("project"),
        row.text("kind"),
        new Json(row.text("payload")),
        row.constant("state", State.class),
        (int) row.number("attempts"),
        (int) row.number("attempts_max"),
        row.instant("made_at"),
        row.text("made_by"),
        row.instant("ready_at"),
        row.maybeInstant("begun_at").orElse(null),
        row.maybeInstant("ended_at").orElse(null),
        row.maybeText("progress").map(Json::new).orElse(null),
        row.maybeText("failure").orElse(null),
        row.maybeText("result").map(Json::new).orElse(null));
  }
}
