package dev.seaworthy.server.registry;

import dev.seaworthy.server.access.Caller;
import dev.seaworthy.server.access.Permission;
import dev.seaworthy.server.access.Permit;
import dev.seaworthy.server.http.Problem;
import dev.seaworthy.server.http.ProblemException;
import dev.seaworthy.server.registry.RegistryTrail.By;
import dev.seaworthy.server.store.Database;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Taking certificates back: from then on no pull counts on them.
@Path("/api/v1/projects/{project}/revocations")
class RevocationResource {
  private static final int REASON_CHARS_MAX = 2000;

  private final Database database;
  private final RegistryTrail trail;
  private final Caller caller;
  private final InstantSource clock;

  RevocationResource(Database database, RegistryTrail trail, Caller caller, InstantSource clock) {
    this.database = database;
    this.trail = trail;
    this.caller = caller;
    this.clock = clock;
  }

  /// @param certificate its digest
  record Wanted(@Nullable String certificate, @Nullable String reason) {}

  /// What was taken back.
  record View(String certificate, Instant at, String reason) {}

  @POST
  @Permit(value = Permission.CERTIFICATE_REVOKE, stepUp = true)
  public View revoke(@PathParam("project") String project, @Nullable Wanted body) {
    if (body == null
        || body.reason() == null
        || body.reason().isBlank()
        || body.reason().length() > REASON_CHARS_MAX) {
      throw SettingsResource.bad(
          "reason is missing, or has more than %s characters.".formatted(REASON_CHARS_MAX));
    }
    String certificate = BreakGlassResource.digest(body.certificate()).toString();
    String reason = body.reason().strip();
    Instant now = clock.instant();
    return database.inTransaction(tx -> {
      if (!tx.exists(
          "select 1 from registry_manifest where project = ? and certificate = ?",
          project,
          certificate)) {
        throw new ProblemException(
            Problem.notFound("No image of the project has the certificate " + certificate + "."));
      }
      tx.update(
          """
          insert into registry_revocation (certificate, project, at, reason, revoked_by)
          values (?, ?, ?, ?, ?) on conflict do nothing
          """,
          certificate,
          project,
          now,
          reason,
          caller.known().name());
      trail.done(
          tx,
          new By(caller.actor(), caller.address()),
          "registry.certificate.revoked",
          "certificate:" + certificate,
          project,
          Map.of(),
          reason);
      return new View(certificate, now, reason);
    });
  }
}
