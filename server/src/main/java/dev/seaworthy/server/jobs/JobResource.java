package dev.seaworthy.server.jobs;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.seaworthy.server.access.Caller;
import dev.seaworthy.server.access.Permission;
import dev.seaworthy.server.access.Permit;
import dev.seaworthy.server.audit.Audit;
import dev.seaworthy.server.audit.AuditEvent;
import dev.seaworthy.server.http.Cursor;
import dev.seaworthy.server.http.Page;
import dev.seaworthy.server.http.Problem;
import dev.seaworthy.server.http.ProblemException;
import dev.seaworthy.server.store.Database;
import dev.seaworthy.server.store.Json;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The jobs of a project.
@Path("/api/v1/projects/{project}/jobs")
@Produces(MediaType.APPLICATION_JSON)
class JobResource {
  private final Jobs jobs;
  private final Database database;
  private final Audit audit;
  private final InstantSource clock;
  private final Caller caller;

  JobResource(Jobs jobs, Database database, Audit audit, InstantSource clock, Caller caller) {
    this.jobs = jobs;
    this.database = database;
    this.audit = audit;
    this.clock = clock;
    this.caller = caller;
  }

  /// A job for clients.
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Shown(
      UUID id,
      String queue,
      String kind,
      @JsonRawValue String payload,
      String state,
      int attempts,
      int attemptsMax,
      Instant madeAt,
      String madeBy,
      @Nullable Instant readyAt,
      @Nullable Instant begunAt,
      @Nullable Instant endedAt,
      @JsonRawValue @Nullable String progress,
      @Nullable String failure,
      @JsonRawValue @Nullable String result) {
    static Shown of(Job job) {
      return new Shown(
          job.id(),
          job.queue().word(),
          job.kind(),
          job.payload().text(),
          job.state().name().toLowerCase(Locale.ROOT),
          job.attempts(),
          job.attemptsMax(),
          job.madeAt(),
          job.madeBy(),
          job.state() == Job.State.QUEUED ? job.readyAt() : null,
          job.begunAt(),
          job.endedAt(),
          text(job.progress()),
          job.failure(),
          text(job.result()));
    }

    private static @Nullable String text(@Nullable Json json) {
      return json == null ? null : json.text();
    }
  }

  @GET
  @Permit(Permission.JOB_READ)
  public Page<Shown> list(
      @PathParam("project") String project,
      @QueryParam("state") @Nullable String state,
      @QueryParam("limit") @Nullable Integer limit,
      @QueryParam("after") @Nullable String after) {
    int size = Page.limit(limit);
    List<Shown> found =
        jobs.list(project, states(state), size + 1, after == null ? null : id(after)).stream()
            .map(Shown::of)
            .toList();
    return Page.of(found, size, job -> Cursor.of(job.id().toString()));
  }

  private static List<String> states(@Nullable String text) {
    if (text == null) {
      return List.of();
    }
    return Arrays.stream(text.split(",", -1))
        .map(word -> {
          try {
            return Job.State.valueOf(word.toUpperCase(Locale.ROOT)).name();
          } catch (IllegalArgumentException e) {
            throw new ProblemException(
                Problem.badRequest(
                    "state is none of queued, running, done, parked and cancelled."));
          }
        })
        .toList();
  }

  private static UUID id(String after) {
    try {
      return UUID.fromString(Cursor.parse(after, 1).values().getFirst());
    } catch (IllegalArgumentException e) {
      throw new ProblemException(Problem.badRequest("after is no cursor of this list."));
    }
  }

  @GET
  @Path("{id}")
  @Permit(Permission.JOB_READ)
  public Shown one(@PathParam("project") String project, @PathParam("id") UUID id) {
    return jobs.find(project, id).map(Shown::of).orElseThrow(JobResource::none);
  }

  private static ProblemException none() {
    return new ProblemException(Problem.notFound("There is no such job."));
  }

  /// Cancels it.
  @DELETE
  @Path("{id}")
  @Permit(Permission.JOB_CHANGE)
  public Shown cancel(@PathParam("project") String project, @PathParam("id") UUID id) {
    Shown before = one(project, id);
    database.inTransaction(tx -> {
      if (!jobs.cancel(tx, project, id, caller.actor().name())) {
        throw new ProblemException(Problem.conflict("The job is over."));
      }
      audit.record(tx, event(project, id, "jobs.job.cancelled", before));
      return id;
    });
    return one(project, id);
  }

  /// Lets a parked or cancelled job be tried again.
  @POST
  @Path("{id}/retry")
  @Permit(Permission.JOB_CHANGE)
  public Shown retry(@PathParam("project") String project, @PathParam("id") UUID id) {
    Shown before = one(project, id);
    database.inTransaction(tx -> {
      if (!jobs.retry(tx, project, id)) {
        throw new ProblemException(Problem.conflict("The job is neither parked nor cancelled."));
      }
      audit.record(tx, event(project, id, "jobs.job.retried", before));
      return id;
    });
    return one(project, id);
  }

  private AuditEvent event(String project, UUID id, String action, Shown before) {
    return new AuditEvent(
        clock.instant(),
        caller.actor(),
        caller.address(),
        action,
        "job:" + id,
        project,
        new Json("{\"state\":\"%s\",\"attempts\":%s}".formatted(before.state(), before.attempts())),
        null,
        AuditEvent.Result.DONE,
        "");
  }
}
