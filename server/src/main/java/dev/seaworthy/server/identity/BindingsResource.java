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

/// Who has which role everywhere.
@Path("/api/v1/bindings")
class BindingsResource {
  private final Database database;
  private final Granting granting;

  BindingsResource(Database database, Granting granting) {
    this.database = database;
    this.granting = granting;
  }

  @GET
  @Permit(Permission.IDENTITY_READ)
  public Page<Binding> list(
      @QueryParam("limit") @Nullable Integer limit, @QueryParam("after") @Nullable String after) {
    return database.inTransaction(tx -> granting.page(tx, null, limit, after));
  }

  @POST
  @Permit(value = Permission.ROLE_GRANT, stepUp = true)
  public Binding grant(@Nullable NewBinding body) {
    NewBinding wanted = Checks.present(body, "The body");
    return database.inTransaction(tx -> granting.grant(tx, wanted, null));
  }

  @DELETE
  @Path("/{id}")
  @Permit(value = Permission.ROLE_GRANT, stepUp = true)
  public void withdraw(@PathParam("id") String id) {
    database.inTransaction(tx -> granting.withdraw(tx, id, null));
  }
}
