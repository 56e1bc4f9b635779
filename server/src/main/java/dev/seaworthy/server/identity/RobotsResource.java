package dev.seaworthy.server.identity;

import dev.seaworthy.server.access.Caller;
import dev.seaworthy.server.access.Permission;
import dev.seaworthy.server.access.Permission.Scope;
import dev.seaworthy.server.access.Permit;
import dev.seaworthy.server.http.Cursor;
import dev.seaworthy.server.http.Page;
import dev.seaworthy.server.identity.Robots.Robot;
import dev.seaworthy.server.identity.Tokens.Kind;
import dev.seaworthy.server.identity.Tokens.Made;
import dev.seaworthy.server.identity.Tokens.Wanted;
import dev.seaworthy.server.identity.TokensResource.TokenView;
import dev.seaworthy.server.identity.Trail.Subject;
import dev.seaworthy.server.store.Database;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A project's robots and their tokens.
@Path("/api/v1/projects/{project}/robots")
class RobotsResource {
  /// What people decide and nobody in their stead.
  private static final Set<Permission> NEVER =
      Set.of(
          Permission.MEMBER_CHANGE,
          Permission.PROJECT_CHANGE,
          Permission.DEVIATION_ENDORSE,
          Permission.DEVIATION_RECORD,
          Permission.BREAK_GLASS_APPROVE);

  private static final UUID FIRST = new UUID(0, 0);

  private final Database database;
  private final Projects projects;
  private final Robots robots;
  private final Tokens tokens;
  private final IdentityAuthorizer authorizer;
  private final Trail trail;
  private final Caller caller;

  RobotsResource(
      Database database,
      Projects projects,
      Robots robots,
      Tokens tokens,
      IdentityAuthorizer authorizer,
      Trail trail,
      Caller caller) {
    this.database = database;
    this.projects = projects;
    this.robots = robots;
    this.tokens = tokens;
    this.authorizer = authorizer;
    this.trail = trail;
    this.caller = caller;
  }

  /// @param permissions of the project's, without those that only people have
  record NewRobot(@Nullable String name, @Nullable List<String> permissions) {}

  /// @param days how long it lives: 1 to 90, by default 30
  record NewToken(@Nullable String name, @Nullable Integer days) {}

  @GET
  @Permit(Permission.MEMBER_READ)
  public Page<Robot> list(
      @PathParam("project") String project,
      @QueryParam("limit") @Nullable Integer asked,
      @QueryParam("after") @Nullable String after) {
    int limit = Page.limit(asked);
    UUID start =
        after == null ? FIRST : Checks.id(Cursor.parse(after, 1).values().getFirst(), "after");
    return Page.of(
        database.inTransaction(tx -> robots.in(tx, projects.named(tx, project), start, limit + 1)),
        limit,
        robot -> Cursor.of(robot.id().toString()));
  }

  @POST
  @Permit(value = Permission.MEMBER_CHANGE, stepUp = true)
  public Robot make(@PathParam("project") String project, @Nullable NewRobot body) {
    NewRobot wanted = Checks.present(body, "The body");
    String name = Checks.slug(wanted.name(), "name");
    Set<Permission> permissions = Checks.permissions(wanted.permissions());
    for (Permission permission : permissions) {
      if (permission.scope() != Scope.PROJECT || NEVER.contains(permission)) {
        throw Checks.bad("A robot never has the permission %s.".formatted(permission));
      }
    }
    return database.inTransaction(tx -> {
      if (permissions.contains(Permission.QUARANTINE_PULL)
          && !authorizer.held(tx, caller.known()).in(null).contains(Permission.ROLE_GRANT)) {
        throw Checks.forbidden("A security administrator makes robots that pull from quarantine.");
      }
      Robot robot = robots.make(tx, projects.named(tx, project), name, permissions);
      trail.done(
          tx,
          caller,
          "identity.robot.made",
          Subject.of("robot", robot.id()).in(project),
          null,
          robot);
      return robot;
    });
  }

  @DELETE
  @Path("/{id}")
  @Permit(value = Permission.MEMBER_CHANGE, stepUp = true)
  public void disable(@PathParam("project") String project, @PathParam("id") String id) {
    database.inTransaction(tx -> {
      Robot robot = robots.known(tx, projects.named(tx, project), Checks.id(id, "id"));
      robots.disable(tx, robot.id());
      Subject subject = Subject.of("robot", robot.id()).in(project);
      trail.done(tx, caller, "identity.robot.disabled", subject, robot, null);
      return robot;
    });
  }

  @GET
  @Path("/{id}/tokens")
  @Permit(Permission.MEMBER_READ)
  public Page<TokenView> tokens(@PathParam("project") String project, @PathParam("id") String id) {
    return new Page<>(
        database
            .inTransaction(tx ->
                tokens.ofRobot(
                    tx, robots.known(tx, projects.named(tx, project), Checks.id(id, "id")).id()))
            .stream()
            .map(token -> TokenView.of(token, null))
            .toList(),
        null);
  }

  @POST
  @Path("/{id}/tokens")
  @Permit(value = Permission.MEMBER_CHANGE, stepUp = true)
  public TokenView makeToken(
      @PathParam("project") String project, @PathParam("id") String id, @Nullable NewToken body) {
    NewToken wanted = Checks.present(body, "The body");
    String name = Checks.text(wanted.name(), "name", 100);
    Duration life =
        Checks.life(
            wanted.days(),
            Duration.ofDays(1),
            TokensResource.DAYS_DEFAULT,
            Tokens.DAYS_MAX,
            "days");
    return database.inTransaction(tx -> {
      Project home = projects.named(tx, project);
      Robot robot = robots.known(tx, home, Checks.id(id, "id"));
      if (robot.disabled()) {
        throw Checks.conflict("The robot is disabled for good; make another.");
      }
      Made made =
          tokens.make(
              tx,
              new Wanted(Kind.API, name, null, robot.id(), home, robot.permissions(), false, life));
      TokenView shown = TokenView.of(made.token(), null);
      trail.done(
          tx,
          caller,
          "identity.token.made",
          Subject.of("token", shown.id()).in(project),
          null,
          shown);
      return TokenView.of(made);
    });
  }

  @DELETE
  @Path("/{id}/tokens/{token}")
  @Permit(Permission.MEMBER_CHANGE)
  public void revoke(
      @PathParam("project") String project,
      @PathParam("id") String id,
      @PathParam("token") String token) {
    database.inTransaction(tx -> {
      Robot robot = robots.known(tx, projects.named(tx, project), Checks.id(id, "id"));
      if (!tokens.revoke(tx, Checks.id(token, "token"), null, robot.id())) {
        throw Checks.notFound("token");
      }
      Subject subject = Subject.of("token", token).in(project);
      trail.done(tx, caller, "identity.token.revoked", subject, null, null);
      return robot;
    });
  }
}
