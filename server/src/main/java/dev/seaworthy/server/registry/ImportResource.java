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
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Ordering imports from a project's upstream.
@Path("/api/v1/projects/{project}/imports")
class ImportResource {
  private final Imports imports;
  private final Database database;
  private final Caller caller;

  ImportResource(Imports imports, Database database, Caller caller) {
    this.imports = imports;
    this.database = database;
    this.caller = caller;
  }

  /// @param repository without the project's name
  /// @param reference a tag or a digest
  record Wanted(@Nullable String repository, @Nullable String reference) {}

  /// The job that does it.
  record Ordered(UUID id, String href) {}

  @POST
  @Permit(Permission.SCAN_START)
  public Response order(@PathParam("project") String project, @Nullable Wanted body) {
    if (body == null || body.reference() == null) {
      throw SettingsResource.bad("repository or reference is missing.");
    }
    RepositoryName repository =
        RepositoryName.parse(project + "/" + body.repository())
            .orElseThrow(() -> SettingsResource.bad("repository is none."));
    Reference reference = reference(body.reference());
    UUID id =
        database.inTransaction(tx -> {
          if (Laid.of(tx, project).upstream() == null) {
            throw new ProblemException(
                Problem.conflict("The project has no upstream; declare one in its registry part."));
          }
          return imports.order(tx, new By(caller.actor(), caller.address()), repository, reference);
        });
    String href = "/api/v1/projects/%s/jobs/%s".formatted(project, id);
    return Response.accepted(new Ordered(id, href)).location(URI.create(href)).build();
  }

  private static Reference reference(String text) {
    try {
      return Reference.parse(text);
    } catch (Refusal e) {
      throw SettingsResource.bad(String.valueOf(e.getMessage()));
    }
  }
}
