package dev.seaworthy.server.identity;

import dev.seaworthy.server.access.Caller;
import dev.seaworthy.server.access.Permission;
import dev.seaworthy.server.access.Permit;
import dev.seaworthy.server.http.Problem;
import dev.seaworthy.server.http.ProblemException;
import dev.seaworthy.server.identity.Attempts.Charge;
import dev.seaworthy.server.identity.Trail.Subject;
import dev.seaworthy.server.store.Database;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The caller's authenticator app and recovery codes.
@Path("/api/v1/me")
class FactorsResource {
  private final Database database;
  private final SecondFactors factors;
  private final Enrolment enrolment;
  private final Attempts attempts;
  private final SignIn signIn;
  private final Trail trail;
  private final Caller caller;

  FactorsResource(
      Database database,
      SecondFactors factors,
      Enrolment enrolment,
      Attempts attempts,
      SignIn signIn,
      Trail trail,
      Caller caller) {
    this.database = database;
    this.factors = factors;
    this.enrolment = enrolment;
    this.attempts = attempts;
    this.signIn = signIn;
    this.trail = trail;
    this.caller = caller;
  }

  /// @param secret the seed in base32, for typing
  /// @param uri the same, for a QR code
  record Seed(String secret, String uri) {}

  /// @param code what the app shows
  record Code(@Nullable String code) {}

  /// @param recoveryCodes each serves once, in place of a lost factor; shown here alone
  record RecoveryCodes(List<String> recoveryCodes) {}

  @POST
  @Path("/totp")
  @Permit(Permission.SIGNING_IN)
  public Seed newSeed() {
    return database.inTransaction(tx -> {
      Session session = enrolment.session(tx, caller);
      String secret = Totp.base32(factors.newSeed(tx, session.person()));
      return new Seed(
          secret,
          "otpauth://totp/Seaworthy:%s?secret=%s&issuer=Seaworthy"
              .formatted(URLEncoder.encode(session.name(), StandardCharsets.UTF_8), secret));
    });
  }

  @PUT
  @Path("/totp")
  @Permit(Permission.SIGNING_IN)
  public Response confirm(@Nullable Code body) {
    String code = Checks.text(Checks.present(body, "The body").code(), "code", 64);
    Session session = database.inTransaction(tx -> enrolment.session(tx, caller));
    Charge charge = attempts.factor(session.person(), caller.address());
    Optional<Response> enrolled =
        database.inTransaction(tx -> {
          if (!factors.confirm(tx, session.person(), code)) {
            var _ = signIn.refused(tx, session, "totp", caller.address());
            return Optional.empty();
          }
          attempts.succeeded(tx, charge);
          return Optional.of(enrolment.enrolled(tx, caller, session, "totp"));
        });
    return enrolled.orElseThrow(() ->
        new ProblemException(
            Problem.badRequest("The code is not the one of now; is the app's clock right?")));
  }

  @DELETE
  @Path("/totp")
  @Permit(value = Permission.SELF, stepUp = true)
  public void remove() {
    database.inTransaction(tx -> {
      enrolment.mayLose(tx, caller.known().id(), "totp");
      if (!factors.removeTotp(tx, caller.known().id())) {
        throw Checks.notFound("authenticator");
      }
      Subject subject = Subject.of("person", caller.known().id());
      trail.done(tx, caller, "identity.factor.removed", subject, "totp", null);
      return subject;
    });
  }

  @POST
  @Path("/recovery-codes")
  @Permit(value = Permission.SELF, stepUp = true)
  public RecoveryCodes recoveryCodes() {
    return database.inTransaction(tx -> {
      if (factors.methods(tx, caller.known().id()).isEmpty()) {
        throw Checks.conflict("Set up a second factor first.");
      }
      Subject subject = Subject.of("person", caller.known().id());
      trail.done(tx, caller, "identity.recovery.made", subject, null, null);
      return new RecoveryCodes(factors.newRecoveryCodes(tx, caller.known().id()));
    });
  }
}
