package dev.seaworthy.server.survey;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.seaworthy.scan.Certifying;
import dev.seaworthy.server.access.Caller;
import dev.seaworthy.server.access.Permission;
import dev.seaworthy.server.access.Permit;
import dev.seaworthy.server.audit.Audit;
import dev.seaworthy.server.audit.AuditEvent;
import dev.seaworthy.server.http.Problem;
import dev.seaworthy.server.http.ProblemException;
import dev.seaworthy.server.jobs.Jobs;
import dev.seaworthy.server.jobs.Queue;
import dev.seaworthy.server.store.Database;
import dev.seaworthy.server.store.Json;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.InstantSource;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Ordering scans.
@Path("/api/v1/projects/{project}/scans")
@Produces(MediaType.APPLICATION_JSON)
class ScanResource {
  private final Sources sources;
  private final Jobs jobs;
  private final Database database;
  private final Audit audit;
  private final InstantSource clock;
  private final Caller caller;
  private final ObjectMapper json;

  ScanResource(
      Sources sources,
      Jobs jobs,
      Database database,
      Audit audit,
      InstantSource clock,
      Caller caller,
      ObjectMapper json) {
    this.sources = sources;
    this.jobs = jobs;
    this.database = database;
    this.audit = audit;
    this.clock = clock;
    this.caller = caller;
    this.json = json;
  }

  /// @param reference an image in a registry, or `oci-layout:NAME[:REF]` or
  ///   `oci-archive:NAME[:REF]` in the folder for imports
  /// @param queue `adhoc` by default
  record Wanted(@Nullable String reference, @Nullable String queue) {}

  /// What was ordered.
  record Ordered(UUID id, String href) {}

  @POST
  @Permit(Permission.SCAN_START)
  public Response scan(@PathParam("project") String project, Wanted wanted) {
    String reference = wanted.reference() == null ? "" : wanted.reference().strip();
    if (reference.isEmpty()) {
      throw new ProblemException(Problem.badRequest("reference is missing."));
    }
    Certifying.requireManifest(sources.source(reference));
    Queue queue =
        Queue.of(wanted.queue() == null ? Queue.ADHOC.word() : wanted.queue())
            .orElseThrow(() ->
                new ProblemException(
                    Problem.badRequest("queue is none of adhoc, push, due and bulk.")));
    Json payload = new Json(json.createObjectNode().put("reference", reference).toString());
    UUID id =
        database.inTransaction(tx -> {
          UUID ordered =
              jobs.order(
                  tx,
                  new Jobs.Order(queue, project, ScanWork.KIND, payload, caller.actor().name()));
          audit.record(
              tx,
              new AuditEvent(
                  clock.instant(),
                  caller.actor(),
                  caller.address(),
                  "survey.scan.ordered",
                  "job:" + ordered,
                  project,
                  null,
                  payload,
                  AuditEvent.Result.DONE,
                  ""));
          return ordered;
        });
    String href = "/api/v1/projects/%s/jobs/%s".formatted(project, id);
    return Response.accepted(new Ordered(id, href)).location(URI.create(href)).build();
  }
}
