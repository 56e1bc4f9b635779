package dev.seaworthy.server.identity;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.server.access.Caller;
import dev.seaworthy.server.access.Permission;
import dev.seaworthy.server.access.Permit;
import dev.seaworthy.server.http.Page;
import dev.seaworthy.server.http.Problem;
import dev.seaworthy.server.http.ProblemException;
import dev.seaworthy.server.identity.Attempts.Charge;
import dev.seaworthy.server.identity.Sessions.Opened;
import dev.seaworthy.server.identity.Trail.Subject;
import dev.seaworthy.server.identity.WebAuthn.Challenge;
import dev.seaworthy.server.identity.WebAuthn.Purpose;
import dev.seaworthy.server.identity.WebAuthn.SecurityKey;
import dev.seaworthy.server.store.Database;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The caller's security keys.
@Path("/api/v1/me/webauthn")
class WebAuthnResource {
  private final Database database;
  private final WebAuthn webAuthn;
  private final Enrolment enrolment;
  private final SecondFactors factors;
  private final Trail trail;
  private final Caller caller;

  WebAuthnResource(
      Database database,
      WebAuthn webAuthn,
      Enrolment enrolment,
      SecondFactors factors,
      Trail trail,
      Caller caller) {
    this.database = database;
    this.webAuthn = webAuthn;
    this.enrolment = enrolment;
    this.factors = factors;
    this.trail = trail;
    this.caller = caller;
  }

  /// @param name as its owner calls the key
  /// @param credential what `navigator.credentials.create` returned, by its `toJSON`
  record NewKey(@Nullable String name, @Nullable JsonNode credential) {}

  /// @param credential what `navigator.credentials.get` returned, by its `toJSON`
  record Assertion(@Nullable JsonNode credential) {}

  @GET
  @Permit(Permission.SELF)
  public Page<SecurityKey> list() {
    return new Page<>(database.inTransaction(tx -> webAuthn.list(tx, caller.known().id())), null);
  }

  /// Asks for a challenge to register a key.
  @POST
  @Permit(Permission.SIGNING_IN)
  public Challenge challenge() {
    return database.inTransaction(
        tx -> webAuthn.challenge(tx, enrolment.session(tx, caller), Purpose.REGISTRATION));
  }

  @PUT
  @Permit(Permission.SIGNING_IN)
  public Response register(@Nullable NewKey body) {
    NewKey wanted = Checks.present(body, "The body");
    String name = Checks.text(wanted.name(), "name", 100);
    String json = Checks.present(wanted.credential(), "credential").toString();
    return database.inTransaction(tx -> {
      Session session = enrolment.session(tx, caller);
      webAuthn.register(tx, session, name, json);
      return enrolment.enrolled(tx, caller, session, "webauthn");
    });
  }

  @DELETE
  @Path("/{id}")
  @Permit(value = Permission.SELF, stepUp = true)
  public void remove(@PathParam("id") String text) {
    UUID id = Checks.id(text, "id");
    database.inTransaction(tx -> {
      UUID person = caller.known().id();
      boolean only = webAuthn.list(tx, person).size() == 1;
      if (only) {
        enrolment.mayLose(tx, person, "webauthn");
      }
      if (!webAuthn.remove(tx, person, id)) {
        throw Checks.notFound("security key");
      }
      Subject subject = Subject.of("person", person);
      trail.done(tx, caller, "identity.factor.removed", subject, "webauthn", null);
      return factors.methods(tx, person);
    });
  }

  /// Showing a security key: at sign-in, and again for step-up.
  @Path("/api/v1/session/webauthn")
  static class Door {
    private final Database database;
    private final WebAuthn webAuthn;
    private final Sessions sessions;
    private final Attempts attempts;
    private final SignIn signIn;
    private final SessionResource answers;
    private final Caller caller;

    Door(
        Database database,
        WebAuthn webAuthn,
        Sessions sessions,
        Attempts attempts,
        SignIn signIn,
        SessionResource answers,
        Caller caller) {
      this.database = database;
      this.webAuthn = webAuthn;
      this.sessions = sessions;
      this.attempts = attempts;
      this.signIn = signIn;
      this.answers = answers;
      this.caller = caller;
    }

    @POST
    @Path("/challenge")
    @Permit(Permission.SIGNING_IN)
    public Challenge challenge() {
      return database.inTransaction(tx ->
          webAuthn.challenge(
              tx, sessions.byId(tx, SessionResource.current(caller)), Purpose.ASSERTION));
    }

    @POST
    @Permit(Permission.SIGNING_IN)
    public Response show(@Nullable Assertion body) {
      String json =
          Checks.present(Checks.present(body, "The body").credential(), "credential").toString();
      Charge charge = attempts.factor(caller.known().id(), caller.address());
      Optional<Opened> opened =
          database.inTransaction(tx -> {
            Session session = sessions.byId(tx, SessionResource.current(caller));
            return webAuthn.isRight(tx, session, json)
                ? Optional.of(signIn.complete(tx, session, charge, "webauthn", caller.address()))
                : signIn.refused(tx, session, "webauthn", caller.address());
          });
      return answers.answer(
          opened.orElseThrow(() ->
              new ProblemException(
                  Problem.unauthorized("The security key's answer is not right."))));
    }
  }
}
