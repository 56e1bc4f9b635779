package dev.seaworthy.server.identity;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.seaworthy.server.access.Caller;
import dev.seaworthy.server.access.Permission;
import dev.seaworthy.server.access.Permit;
import dev.seaworthy.server.access.Principal.Factors;
import dev.seaworthy.server.audit.AuditEvent.Actor;
import dev.seaworthy.server.http.Problem;
import dev.seaworthy.server.http.ProblemException;
import dev.seaworthy.server.identity.OidcProviders.Begun;
import dev.seaworthy.server.identity.OidcProviders.Login;
import dev.seaworthy.server.identity.Session.Method;
import dev.seaworthy.server.identity.Sessions.Opened;
import dev.seaworthy.server.identity.Trail.Subject;
import dev.seaworthy.server.store.Database;
import dev.seaworthy.server.store.Transaction;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Signing in by a provider of identities.
@Path("/api/v1/oidc/{provider}")
class OidcResource {
  /// Lax, for it must come along when the provider sends the browser back.
  static final String COOKIE = "__Host-seaworthy-oidc";

  private static final int PARAMETER_CHARS_MAX = 4096;

  private final Database database;
  private final OidcProviders providers;
  private final OidcClient client;
  private final People people;
  private final SignIn signIn;
  private final Trail trail;
  private final Caller caller;

  OidcResource(
      Database database,
      OidcProviders providers,
      OidcClient client,
      People people,
      SignIn signIn,
      Trail trail,
      Caller caller) {
    this.database = database;
    this.providers = providers;
    this.client = client;
    this.people = people;
    this.signIn = signIn;
    this.trail = trail;
    this.caller = caller;
  }

  @GET
  @Path("/login")
  @Permit(Permission.ANYONE)
  public Response login(@PathParam("provider") String name) {
    OidcProvider provider = database.inTransaction(tx -> providers.named(tx, name));
    Login login = database.inTransaction(tx -> providers.begin(tx, name));
    return Response.seeOther(client.authorization(provider, login))
        .header(
            HttpHeaders.SET_COOKIE,
            "%s=%s; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=%s"
                .formatted(COOKIE, login.browser(), OidcProviders.LOGIN_LIFE.toSeconds()))
        .build();
  }

  @GET
  @Path("/callback")
  @Permit(Permission.ANYONE)
  public Response callback(
      @PathParam("provider") String name,
      @QueryParam("state") @Nullable String state,
      @QueryParam("code") @Nullable String code,
      @CookieParam(COOKIE) @Nullable String browser) {
    String shownState = Checks.text(state, "state", PARAMETER_CHARS_MAX);
    String shownCode = Checks.text(code, "code", PARAMETER_CHARS_MAX);
    OidcProvider provider = database.inTransaction(tx -> providers.named(tx, name));
    Begun begun =
        database
            .inTransaction(
                tx -> providers.finish(tx, name, shownState, browser == null ? "" : browser))
            .orElseThrow(() ->
                new ProblemException(
                    Problem.forbidden(
                        "This sign-in was not begun by this browser, or too long ago; begin"
                            + " again.")));
    JWTClaimsSet claims = client.claims(provider, begun, shownCode);
    Opened opened = open(provider, claims);
    return Response.seeOther(URI.create("/"))
        .header(HttpHeaders.SET_COOKIE, SessionResource.cookie(opened.secret()))
        .header(
            HttpHeaders.SET_COOKIE, COOKIE + "=; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=0")
        .build();
  }

  private Opened open(OidcProvider provider, JWTClaimsSet claims) {
    Factors shown = OidcClient.showsTwoFactors(provider, claims) ? Factors.TWO : Factors.ONE;
    Optional<Opened> opened =
        database.inTransaction(tx -> {
          Optional<Person> person = person(tx, provider.name(), claims.getSubject());
          if (person.isEmpty()) {
            trail.denied(
                tx,
                Actor.nobody(),
                caller.address(),
                "identity.session.refused",
                Subject.of("provider", provider.name()),
                "nobody here is this subject of the provider");
            return Optional.empty();
          }
          return Optional.of(signIn.open(tx, person.get(), shown, Method.OIDC, caller.address()));
        });
    return opened.orElseThrow(() ->
        new ProblemException(
            Problem.forbidden(
                "The provider knows you, but no account here belongs to you; ask an"
                    + " administrator.")));
  }

  private Optional<Person> person(Transaction tx, String provider, String subject)
      throws SQLException {
    Optional<UUID> id = providers.person(tx, provider, subject);
    return id.isEmpty()
        ? Optional.empty()
        : people.find(tx, id.get()).filter(person -> !person.disabled());
  }
}
