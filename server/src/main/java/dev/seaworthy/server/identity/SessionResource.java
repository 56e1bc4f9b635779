package dev.seaworthy.server.identity;

import dev.seaworthy.server.access.Caller;
import dev.seaworthy.server.access.Permission;
import dev.seaworthy.server.access.Permit;
import dev.seaworthy.server.identity.Session.State;
import dev.seaworthy.server.identity.Sessions.Opened;
import dev.seaworthy.server.identity.Trail.Subject;
import dev.seaworthy.server.store.Database;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The caller's session: signing in, completing it, signing out.
@Path("/api/v1/session")
class SessionResource {
  private final Database database;
  private final SignIn signIn;
  private final Sessions sessions;
  private final SecondFactors factors;
  private final Trail trail;
  private final Caller caller;

  SessionResource(
      Database database,
      SignIn signIn,
      Sessions sessions,
      SecondFactors factors,
      Trail trail,
      Caller caller) {
    this.database = database;
    this.signIn = signIn;
    this.sessions = sessions;
    this.factors = factors;
    this.trail = trail;
    this.caller = caller;
  }

  /// @param name by which somebody signs in
  /// @param password their password
  record Credentials(@Nullable String name, @Nullable String password) {}

  /// @param method `totp`, `recovery`, or, for showing a factor again where there is no second one,
  ///   `password`
  /// @param code what it shows
  record Code(@Nullable String method, @Nullable String code) {}

  /// @param state `signed-in`, `second-factor` (show one) or `enrol-second-factor` (set one up)
  /// @param name who it is
  /// @param methods by what a second factor can be shown
  /// @param csrf what the header `X-CSRF-Token` of every changing request holds
  /// @param authenticatedAt when a factor was last shown
  /// @param endsAt when the session ends at the latest
  record Answer(
      String state,
      String name,
      List<String> methods,
      String csrf,
      Instant authenticatedAt,
      Instant endsAt) {}

  @POST
  @Permit(Permission.ANYONE)
  public Response open(
      @Nullable Credentials body, @CookieParam(Sessions.COOKIE) @Nullable String former) {
    Credentials credentials = Checks.present(body, "The body");
    String name = Checks.text(credentials.name(), "name", 64);
    String password = Checks.present(credentials.password(), "password");
    return answer(signIn.password(name, password, caller.address(), former));
  }

  @GET
  @Permit(Permission.SIGNING_IN)
  public Answer show(@CookieParam(Sessions.COOKIE) String secret) {
    return database.inTransaction(tx -> {
      Session session = sessions.byId(tx, current(caller));
      return describe(new Opened(session, secret), factors.methods(tx, session.person()));
    });
  }

  @DELETE
  @Permit(Permission.SIGNING_IN)
  public Response close() {
    UUID id = current(caller);
    database.inTransaction(tx -> {
      sessions.end(tx, id);
      trail.done(tx, caller, "identity.session.closed", Subject.of("session", id), null, null);
      return id;
    });
    return Response.noContent().header(HttpHeaders.SET_COOKIE, cookie("")).build();
  }

  @POST
  @Path("/second-factor")
  @Permit(Permission.SIGNING_IN)
  public Response secondFactor(@Nullable Code body) {
    Code code = Checks.present(body, "The body");
    Session session = database.inTransaction(tx -> sessions.byId(tx, current(caller)));
    if (session.state() != State.SECOND_FACTOR) {
      throw Checks.conflict("No second factor is waited for.");
    }
    return answer(
        signIn.code(
            session.id(),
            Checks.present(code.method(), "method"),
            Checks.text(code.code(), "code", 64),
            caller.address()));
  }

  @POST
  @Path("/step-up")
  @Permit(Permission.SELF)
  public Response stepUp(@Nullable Code body) {
    Code code = Checks.present(body, "The body");
    String method = Checks.present(code.method(), "method");
    String shown = Checks.present(code.code(), "code");
    return answer(
        method.equals("password")
            ? signIn.passwordAgain(current(caller), shown, caller.address())
            : signIn.code(current(caller), method, shown, caller.address()));
  }

  /// The answer to what opened a session, with its cookie.
  Response answer(Opened opened) {
    List<String> methods =
        database.inTransaction(tx -> factors.methods(tx, opened.session().person()));
    return Response.ok(describe(opened, methods))
        .header(HttpHeaders.SET_COOKIE, cookie(opened.secret()))
        .build();
  }

  private static Answer describe(Opened opened, List<String> methods) {
    Session session = opened.session();
    return new Answer(
        session.state().word(),
        session.name(),
        methods,
        opened.csrf(),
        session.authenticatedAt(),
        session.endsAt());
  }

  /// A cookie that no script reads, that no other site sends along, and that no other host of the
  /// domain can set (RFC 6265bis, `__Host-`).
  static String cookie(String secret) {
    return "%s=%s; Path=/; Secure; HttpOnly; SameSite=Strict%s"
        .formatted(Sessions.COOKIE, secret, secret.isEmpty() ? "; Max-Age=0" : "");
  }

  /// The id of the session that the request came with.
  static UUID current(Caller caller) {
    return UUID.fromString(caller.known().credential().substring(Session.KIND.length()));
  }
}
