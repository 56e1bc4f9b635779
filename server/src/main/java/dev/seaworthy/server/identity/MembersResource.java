package dev.seaworthy.server.identity;

import dev.seaworthy.server.access.Permission;
import dev.seaworthy.server.access.Permit;
import dev.seaworthy.server.http.Page;
import dev.seaworthy.server.identity.Granting.NewBinding;
import dev.seaworthy.server.store.Database;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import org.jspecify.annotations.Nullable;

/// Who has which role in a project.
@Path("/api/v1/projects/{project}/bindings")
class MembersResource {
  private final Database database;
  private final Projects projects;
  private final Granting granting;

  MembersResource(Database database, Projects projects, Granting granting) {
    this.database = database;
    this.projects = projects;
    this.granting = granting;
  }

  @GET
  @Permit(Permission.MEMBER_READ)
  public Page<Binding> list(
      @PathParam("project") String project,
      @QueryParam("limit") @Nullable Integer limit,
      @QueryParam("after") @Nullable String after) {
    return database.inTransaction(
        tx -> granting.page(tx, projects.named(tx, project).id(), limit, after));
  }

  @POST
  @Permit(value = Permission.MEMBER_CHANGE, stepUp = true)
  public Binding grant(@PathParam("project") String project, @Nullable NewBinding body) {
    NewBinding wanted = Checks.present(body, "The body");
    return database.inTransaction(tx -> granting.grant(tx, wanted, projects.named(tx, project)));
  }

  @DELETE
  @Path("/{id}")
  @Permit(value = Permission.MEMBER_CHANGE, stepUp = true)
  public void withdraw(@PathParam("project") String project, @PathParam("id") String id) {
    database.inTransaction(tx -> granting.withdraw(tx, id, projects.named(tx, project).id()));
  }
}
