package dev.seaworthy.server.identity;

import dev.seaworthy.server.access.Caller;
import dev.seaworthy.server.access.Permission;
import dev.seaworthy.server.access.Permit;
import dev.seaworthy.server.access.Principal;
import dev.seaworthy.server.audit.AuditEvent.Actor;
import dev.seaworthy.server.http.Problem;
import dev.seaworthy.server.http.ProblemException;
import dev.seaworthy.server.identity.Invitations.Purpose;
import dev.seaworthy.server.identity.Trail.Subject;
import dev.seaworthy.server.store.Database;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What one-time links lead to: the first administrator, and passwords of people who were invited.
@Path("/api/v1")
class SetupResource {
  private static final int TOKEN_CHARS_MAX = 128;
  private static final String VOID =
      "The link was used, has expired or was replaced by a newer one; ask for another.";

  private final Database database;
  private final Invitations invitations;
  private final People people;
  private final Passwords passwords;
  private final PasswordRules rules;
  private final SignInRules signInRules;
  private final Roles roles;
  private final Bindings bindings;
  private final Sessions sessions;
  private final Trail trail;
  private final Caller caller;

  SetupResource(
      Database database,
      Invitations invitations,
      People people,
      Passwords passwords,
      PasswordRules rules,
      SignInRules signInRules,
      Roles roles,
      Bindings bindings,
      Sessions sessions,
      Trail trail,
      Caller caller) {
    this.database = database;
    this.invitations = invitations;
    this.people = people;
    this.passwords = passwords;
    this.rules = rules;
    this.signInRules = signInRules;
    this.roles = roles;
    this.bindings = bindings;
    this.sessions = sessions;
    this.trail = trail;
    this.caller = caller;
  }

  /// @param token the link's, behind its `#`
  /// @param name by which the first administrator will sign in
  /// @param fullName what people call them; the name when absent
  /// @param password their password
  record Setup(
      @Nullable String token,
      @Nullable String name,
      @Nullable String fullName,
      @Nullable String password) {}

  /// @param token the link's, behind its `#`
  /// @param password the new password
  record Welcome(@Nullable String token, @Nullable String password) {}

  /// @param name by which to sign in now
  record Ready(String name) {}

  @POST
  @Path("/setup")
  @Permit(Permission.ANYONE)
  public Ready setup(@Nullable Setup body) {
    Setup setup = Checks.present(body, "The body");
    String token = Checks.text(setup.token(), "token", TOKEN_CHARS_MAX);
    String name = Checks.personName(setup.name());
    String fullName =
        setup.fullName() == null ? name : Checks.text(setup.fullName(), "fullName", 200);
    String password = Checks.present(setup.password(), "password");
    rules.check(password, name, database.inTransaction(signInRules::of));
    String hash = passwords.hash(password);
    return database.inTransaction(tx -> {
      if (invitations.redeem(tx, Purpose.FIRST_ADMINISTRATOR, token).isEmpty()) {
        throw gone();
      }
      Person person = people.make(tx, name, fullName);
      people.password(tx, person.id(), hash);
      Binding binding =
          bindings.grant(
              tx, person, roles.named(tx, BuiltInRole.FOUNDER.word()), null, null, "first start");
      trail.done(
          tx,
          actor(person.id(), name),
          caller.address(),
          "identity.installation.founded",
          Subject.of("person", person.id()),
          binding);
      return new Ready(name);
    });
  }

  @POST
  @Path("/welcome")
  @Permit(Permission.ANYONE)
  public Ready welcome(@Nullable Welcome body) {
    Welcome welcome = Checks.present(body, "The body");
    String token = Checks.text(welcome.token(), "token", TOKEN_CHARS_MAX);
    String password = Checks.present(welcome.password(), "password");
    // Before the link is used up: a password that is refused may be followed by a better one.
    rules.check(password, "", database.inTransaction(signInRules::of));
    String hash = passwords.hash(password);
    return database.inTransaction(tx -> {
      UUID id = invitations.redeemFor(tx, token).orElseThrow(SetupResource::gone);
      Person person = people.locked(tx, id);
      rules.check(password, person.name(), signInRules.of(tx));
      people.password(tx, id, hash);
      sessions.endAll(tx, id);
      trail.done(
          tx,
          actor(id, person.name()),
          caller.address(),
          "identity.password.set",
          Subject.of("person", id),
          new Ready(person.name()));
      return new Ready(person.name());
    });
  }

  private static Actor actor(UUID id, String name) {
    return new Actor(Principal.Kind.HUMAN.name().toLowerCase(Locale.ROOT), id.toString(), name);
  }

  private static ProblemException gone() {
    return new ProblemException(Problem.forbidden(VOID));
  }
}
