package dev.seaworthy.server.identity;

import dev.seaworthy.server.access.Caller;
import dev.seaworthy.server.access.Permission;
import dev.seaworthy.server.access.Permit;
import dev.seaworthy.server.http.Page;
import dev.seaworthy.server.identity.Trail.Subject;
import dev.seaworthy.server.store.Database;
import dev.seaworthy.server.store.Transaction;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Roles: those that come with the program, and those that the installation made.
@Path("/api/v1/roles")
class RolesResource {
  private final Database database;
  private final Roles roles;
  private final Bindings bindings;
  private final People people;
  private final Trail trail;
  private final Caller caller;

  RolesResource(
      Database database,
      Roles roles,
      Bindings bindings,
      People people,
      Trail trail,
      Caller caller) {
    this.database = database;
    this.roles = roles;
    this.bindings = bindings;
    this.people = people;
    this.trail = trail;
    this.caller = caller;
  }

  /// @param builtIn whether it came with the program and never changes
  record RoleView(String name, String summary, boolean builtIn, List<String> permissions) {
    static RoleView of(GrantedRole role) {
      return new RoleView(role.name(), role.summary(), role.builtIn(), role.permissionNames());
    }
  }

  /// @param permissions what it allows
  record NewRole(@Nullable List<String> permissions) {}

  @GET
  @Permit(Permission.SIGNED_IN)
  public Page<RoleView> list() {
    return new Page<>(
        database.inTransaction(roles::list).stream().map(RoleView::of).toList(), null);
  }

  @PUT
  @Path("/{name}")
  @Permit(value = Permission.ROLE_GRANT, stepUp = true)
  public RoleView put(@PathParam("name") String text, @Nullable NewRole body) {
    String name = changeable(text);
    Set<Permission> permissions =
        Checks.permissions(Checks.present(body, "The body").permissions());
    return database.inTransaction(tx -> {
      Optional<GrantedRole> before = roles.find(tx, name);
      roles.put(tx, name, permissions);
      GrantedRole after = roles.named(tx, name);
      checkHolders(tx, after);
      trail.done(
          tx,
          caller,
          before.isPresent() ? "identity.role.changed" : "identity.role.made",
          Subject.of("role", name),
          before.map(RoleView::of).orElse(null),
          RoleView.of(after));
      return RoleView.of(after);
    });
  }

  /// Whoever has the role gets what it allows now: that must not be the caller, nor a second duty,
  /// nor something of the platform in a project.
  private void checkHolders(Transaction tx, GrantedRole role) throws SQLException {
    for (UUID holder : bindings.holders(tx, role.name())) {
      Person person = people.locked(tx, holder);
      if (holder.equals(caller.known().id())) {
        throw Checks.forbidden("Nobody changes a role that they have.");
      }
      bindings.keepApart(tx, person.id());
    }
    if (!role.isOfProjects() && bindings.isUsedInProjects(tx, role.name())) {
      throw Checks.conflict(
          "The role is given in projects, where permissions of the platform make no sense.");
    }
  }

  @DELETE
  @Path("/{name}")
  @Permit(value = Permission.ROLE_GRANT, stepUp = true)
  public void delete(@PathParam("name") String text) {
    String name = changeable(text);
    database.inTransaction(tx -> {
      GrantedRole before = roles.named(tx, name);
      if (!bindings.holders(tx, name).isEmpty()) {
        throw Checks.conflict("Somebody has the role; take it back first.");
      }
      bindings.forget(tx, name);
      trail.done(
          tx, caller, "identity.role.removed", Subject.of("role", name), RoleView.of(before), null);
      return roles.delete(tx, name);
    });
  }

  private static String changeable(String text) {
    String name = Checks.slug(text, "name");
    if (BuiltInRole.named(name).isPresent()) {
      throw Checks.conflict(
          "The role %s comes with the program and never changes.".formatted(name));
    }
    return name;
  }
}
