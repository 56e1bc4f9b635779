package dev.seaworthy.server.identity;

import dev.seaworthy.server.access.Caller;
import dev.seaworthy.server.access.Permission;
import dev.seaworthy.server.access.Permit;
import dev.seaworthy.server.access.Principal;
import dev.seaworthy.server.http.Page;
import dev.seaworthy.server.identity.Sessions.Opened;
import dev.seaworthy.server.identity.Trail.Subject;
import dev.seaworthy.server.store.Database;
import dev.seaworthy.server.store.Transaction;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What concerns the caller alone: name, password, sessions.
@Path("/api/v1/me")
class MeResource {
  private final Database database;
  private final People people;
  private final Passwords passwords;
  private final PasswordRules rules;
  private final SignInRules signInRules;
  private final SignIn signIn;
  private final Sessions sessions;
  private final SessionResource answers;
  private final Bindings bindings;
  private final IdentityAuthorizer authorizer;
  private final Trail trail;
  private final Caller caller;

  MeResource(
      Database database,
      People people,
      Passwords passwords,
      PasswordRules rules,
      SignInRules signInRules,
      SignIn signIn,
      Sessions sessions,
      SessionResource answers,
      Bindings bindings,
      IdentityAuthorizer authorizer,
      Trail trail,
      Caller caller) {
    this.database = database;
    this.people = people;
    this.passwords = passwords;
    this.rules = rules;
    this.signInRules = signInRules;
    this.signIn = signIn;
    this.sessions = sessions;
    this.answers = answers;
    this.bindings = bindings;
    this.authorizer = authorizer;
    this.trail = trail;
    this.caller = caller;
  }

  /// @param kind `HUMAN` or `ROBOT`
  /// @param factors `TWO` when two were shown, or a client certificate
  /// @param permissions what the caller may do of the platform
  /// @param roles which roles count for them, and where
  record Me(
      UUID id,
      Principal.Kind kind,
      String name,
      Principal.Factors factors,
      List<String> permissions,
      List<Role> roles) {}

  /// @param project where; null everywhere
  record Role(String role, @Nullable String project, @Nullable Instant until) {}

  /// @param current the password so far
  /// @param password the new one
  record NewPassword(@Nullable String current, @Nullable String password) {}

  /// @param current whether it is the caller's own
  record SessionView(
      UUID id,
      String method,
      String state,
      String address,
      Instant madeAt,
      Instant seenAt,
      boolean current) {}

  @GET
  @Permit(Permission.SIGNED_IN)
  public Me show() {
    Principal principal = caller.known();
    return database.inTransaction(tx -> {
      List<Role> roles =
          principal.kind() == Principal.Kind.HUMAN
              ? bindings.inForce(tx, principal.id()).stream()
                  .map(each -> new Role(each.role(), each.project(), each.until()))
                  .toList()
              : List.of();
      return new Me(
          principal.id(),
          principal.kind(),
          principal.name(),
          principal.factors(),
          authorizer.held(tx, principal).in(null).stream().map(Permission::name).sorted().toList(),
          roles);
    });
  }

  @PUT
  @Path("/password")
  @Permit(Permission.SELF)
  public Response password(@Nullable NewPassword body) {
    NewPassword change = Checks.present(body, "The body");
    String password = Checks.present(change.password(), "password");
    Person person =
        signIn.check(
            caller.known().name(), Checks.present(change.current(), "current"), caller.address());
    rules.check(password, person.name(), database.inTransaction(signInRules::of));
    String hash = passwords.hash(password);
    Opened opened =
        database.inTransaction(tx -> {
          people.password(tx, person.id(), hash);
          Subject subject = Subject.of("person", person.id());
          trail.done(tx, caller, "identity.password.changed", subject, null, null);
          return onlyThis(tx);
        });
    return answers.answer(opened);
  }

  /// Ends the caller's other sessions and renews this one.
  private Opened onlyThis(Transaction tx) throws SQLException {
    Session session = sessions.byId(tx, SessionResource.current(caller));
    sessions.endAll(tx, session.person());
    return sessions.renew(tx, session, session.factors());
  }

  @GET
  @Path("/sessions")
  @Permit(Permission.SELF)
  public Page<SessionView> sessions() {
    UUID current = SessionResource.current(caller);
    return new Page<>(
        database.inTransaction(tx -> sessions.of(tx, caller.known().id())).stream()
            .map(each ->
                new SessionView(
                    each.id(),
                    each.method().name(),
                    each.state().word(),
                    each.address(),
                    each.madeAt(),
                    each.seenAt(),
                    each.id().equals(current)))
            .toList(),
        null);
  }

  @DELETE
  @Path("/sessions/{id}")
  @Permit(Permission.SELF)
  public void endSession(@PathParam("id") String text) {
    UUID id = Checks.id(text, "id");
    database.inTransaction(tx -> {
      if (sessions.of(tx, caller.known().id()).stream().noneMatch(each -> each.id().equals(id))) {
        throw Checks.notFound("session");
      }
      sessions.end(tx, id);
      trail.done(tx, caller, "identity.session.closed", Subject.of("session", id), null, null);
      return id;
    });
  }
}
