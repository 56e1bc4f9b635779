package dev.seaworthy.server.registry;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.seaworthy.base.Digest;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.server.access.Caller;
import dev.seaworthy.server.access.Permission;
import dev.seaworthy.server.access.Permit;
import dev.seaworthy.server.access.Principal;
import dev.seaworthy.server.http.Cursor;
import dev.seaworthy.server.http.Page;
import dev.seaworthy.server.http.Problem;
import dev.seaworthy.server.http.ProblemException;
import dev.seaworthy.server.registry.RegistryTrail.By;
import dev.seaworthy.server.store.Database;
import dev.seaworthy.server.store.Ids;
import dev.seaworthy.server.store.Row;
import dev.seaworthy.server.store.Transaction;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Broken glass: that an image is pulled which its certificate does not let through. One person
/// asks and gives a reason, another grants it, and it ends by itself.
@Path("/api/v1/projects/{project}/break-glass")
class BreakGlassResource {
  private static final int HOURS_MAX = 72;
  private static final int REASON_CHARS_MAX = 2000;
  private static final String COLUMNS =
      """
      select id, project, repository, digest, reason, hours, asked_by, asked_by_name, asked_at,
        granted_by_name, granted_at, until, withdrawn_at from registry_break_glass
      """;

  private final Database database;
  private final RegistryTrail trail;
  private final Caller caller;
  private final Ids ids;
  private final InstantSource clock;

  BreakGlassResource(
      Database database, RegistryTrail trail, Caller caller, Ids ids, InstantSource clock) {
    this.database = database;
    this.trail = trail;
    this.caller = caller;
    this.ids = ids;
    this.clock = clock;
  }

  /// @param repository without the project's name
  /// @param hours for how long once granted: 1 to 72
  record Wanted(
      @Nullable String repository,
      @Nullable String digest,
      @Nullable String reason,
      @Nullable Integer hours) {}

  /// @param until when it ends; absent until it is granted
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record View(
      UUID id,
      String repository,
      String digest,
      String reason,
      long hours,
      String askedBy,
      Instant askedAt,
      @Nullable String grantedBy,
      @Nullable Instant grantedAt,
      @Nullable Instant until,
      @Nullable Instant withdrawnAt) {
    static View of(Row row) throws SQLException {
      return new View(
          row.id("id"),
          row.text("repository"),
          row.text("digest"),
          row.text("reason"),
          row.number("hours"),
          row.text("asked_by_name"),
          row.instant("asked_at"),
          row.maybeText("granted_by_name").orElse(null),
          row.maybeInstant("granted_at").orElse(null),
          row.maybeInstant("until").orElse(null),
          row.maybeInstant("withdrawn_at").orElse(null));
    }
  }

  @GET
  @Permit(Permission.IMAGE_READ)
  public Page<View> list(
      @PathParam("project") String project,
      @QueryParam("limit") @Nullable Integer asked,
      @QueryParam("after") @Nullable String after) {
    int limit = Page.limit(asked);
    UUID start = after == null ? new UUID(0, 0) : id(Cursor.parse(after, 1).values().getFirst());
    return Page.of(
        database.onSnapshot(tx ->
            tx.list(
                COLUMNS + " where project = ? and id > ? order by id limit ?",
                View::of,
                project,
                start,
                limit + 1)),
        limit,
        view -> Cursor.of(view.id().toString()));
  }

  @POST
  @Permit(value = Permission.QUARANTINE_RELEASE, stepUp = true)
  public View ask(@PathParam("project") String project, @Nullable Wanted body) {
    if (body == null || body.reason() == null || body.reason().isBlank()) {
      throw SettingsResource.bad("reason is missing: say why the image can't wait.");
    }
    String reason = body.reason().strip();
    int hours = body.hours() == null ? 24 : body.hours();
    if (hours < 1 || hours > HOURS_MAX || reason.length() > REASON_CHARS_MAX) {
      throw SettingsResource.bad(
          "hours are 1 to %s, and reason has at most %s characters."
              .formatted(HOURS_MAX, REASON_CHARS_MAX));
    }
    RepositoryName repository =
        RepositoryName.parse(project + "/" + body.repository())
            .orElseThrow(() -> SettingsResource.bad("repository is none."));
    Digest digest = digest(body.digest());
    UUID id = ids.next();
    return database.inTransaction(tx -> {
      if (HeldManifest.find(tx, repository, digest).isEmpty()) {
        throw new ProblemException(
            Problem.notFound("There is no manifest %s in %s.".formatted(digest, repository)));
      }
      tx.update(
          """
          insert into registry_break_glass (id, project, repository, digest, reason, hours,
            asked_by, asked_by_name, asked_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?)
          """,
          id,
          project,
          repository.path(),
          digest.toString(),
          reason,
          hours,
          caller.known().id(),
          caller.known().name(),
          clock.instant());
      record(tx, "registry.break-glass.asked", project, id, reason);
      return find(tx, project, id);
    });
  }

  @POST
  @Path("/{id}/approval")
  @Permit(value = Permission.BREAK_GLASS_APPROVE, stepUp = true)
  public View grant(@PathParam("project") String project, @PathParam("id") String text) {
    UUID id = id(text);
    Principal person = caller.known();
    return database.inTransaction(tx -> {
      View asked = find(tx, project, id);
      Instant now = clock.instant();
      int granted =
          tx.update(
              """
              update registry_break_glass set granted_by = ?, granted_by_name = ?, granted_at = ?,
                until = ?
              where project = ? and id = ? and granted_by is null and withdrawn_at is null
                and asked_by <> ?
              """,
              person.id(),
              person.name(),
              now,
              now.plus(Duration.ofHours(asked.hours())),
              project,
              id,
              person.id());
      if (granted == 0) {
        throw new ProblemException(
            Problem.conflict(
                "It was granted or withdrawn before, or you asked for it yourself: another person"
                    + " grants it."));
      }
      record(tx, "registry.break-glass.granted", project, id, asked.reason());
      return find(tx, project, id);
    });
  }

  @DELETE
  @Path("/{id}")
  @Permit(value = Permission.QUARANTINE_RELEASE, stepUp = true)
  public void withdraw(@PathParam("project") String project, @PathParam("id") String text) {
    UUID id = id(text);
    database.inTransaction(tx -> {
      View asked = find(tx, project, id);
      tx.update(
          """
          update registry_break_glass set withdrawn_at = coalesce(withdrawn_at, ?)
          where project = ? and id = ?
          """,
          clock.instant(),
          project,
          id);
      record(tx, "registry.break-glass.withdrawn", project, id, asked.reason());
      return asked;
    });
  }

  private static View find(Transaction tx, String project, UUID id) throws SQLException {
    Optional<View> found =
        tx.find(COLUMNS + " where project = ? and id = ?", View::of, project, id);
    return found.orElseThrow(
        () -> new ProblemException(Problem.notFound("There is no such request.")));
  }

  private void record(Transaction tx, String action, String project, UUID id, String reason)
      throws SQLException {
    trail.done(
        tx,
        new By(caller.actor(), caller.address()),
        action,
        "break-glass:" + id,
        project,
        Map.of(),
        reason);
  }

  static UUID id(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw new ProblemException(Problem.notFound("There is no such request."));
    }
  }

  static Digest digest(@Nullable String text) {
    try {
      return Digest.parse(text == null ? "" : text);
    } catch (SeaworthyException e) {
      throw SettingsResource.bad("digest is none: give sha256: and 64 hex digits.");
    }
  }
}
