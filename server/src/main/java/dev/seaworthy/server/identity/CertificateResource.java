package dev.seaworthy.server.identity;

import dev.seaworthy.server.access.Caller;
import dev.seaworthy.server.access.Incoming;
import dev.seaworthy.server.access.Permission;
import dev.seaworthy.server.access.Permit;
import dev.seaworthy.server.access.Principal.Factors;
import dev.seaworthy.server.audit.AuditEvent.Actor;
import dev.seaworthy.server.http.Page;
import dev.seaworthy.server.http.Problem;
import dev.seaworthy.server.http.ProblemException;
import dev.seaworthy.server.identity.ClientCertificates.Known;
import dev.seaworthy.server.identity.Session.Method;
import dev.seaworthy.server.identity.Sessions.Opened;
import dev.seaworthy.server.identity.Trail.Subject;
import dev.seaworthy.server.store.Database;
import dev.seaworthy.server.store.Transaction;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Signing in by a client certificate, and the caller's certificates. A certificate opens a session
/// and is no credential by itself: a browser shows it to whatever page asks.
@Path("/api/v1/me/certificates")
class CertificateResource {
  private final Database database;
  private final ClientCertificates certificates;
  private final Trail trail;
  private final Caller caller;

  CertificateResource(
      Database database, ClientCertificates certificates, Trail trail, Caller caller) {
    this.database = database;
    this.certificates = certificates;
    this.trail = trail;
    this.caller = caller;
  }

  /// @param certificate in PEM
  record NewCertificate(@Nullable String certificate) {}

  @GET
  @Permit(Permission.SELF)
  public Page<Known> list() {
    return new Page<>(database.inTransaction(tx -> certificates.of(tx, caller.known().id())), null);
  }

  @POST
  @Permit(value = Permission.SELF, stepUp = true)
  public Known add(@Nullable NewCertificate body) {
    X509Certificate certificate =
        ClientCertificates.parse(
            Checks.present(Checks.present(body, "The body").certificate(), "certificate"));
    return database.inTransaction(tx -> {
      Known known = certificates.add(tx, caller.known().id(), certificate);
      Subject subject = Subject.of("person", caller.known().id());
      trail.done(tx, caller, "identity.certificate.added", subject, null, known);
      return known;
    });
  }

  @DELETE
  @Path("/{id}")
  @Permit(value = Permission.SELF, stepUp = true)
  public void remove(@PathParam("id") String id) {
    database.inTransaction(tx -> {
      if (!certificates.remove(tx, caller.known().id(), Checks.id(id, "id"))) {
        throw Checks.notFound("certificate");
      }
      Subject subject = Subject.of("person", caller.known().id());
      trail.done(tx, caller, "identity.certificate.removed", subject, id, null);
      return id;
    });
  }

  /// The door that a certificate opens.
  @Path("/api/v1/session/certificate")
  static class Door {
    private final Database database;
    private final ClientCertificates certificates;
    private final People people;
    private final Sessions sessions;
    private final SignIn signIn;
    private final SessionResource answers;
    private final Trail trail;
    private final Caller caller;
    private final HttpServerRequest request;

    Door(
        Database database,
        ClientCertificates certificates,
        People people,
        Sessions sessions,
        SignIn signIn,
        SessionResource answers,
        Trail trail,
        Caller caller,
        HttpServerRequest request) {
      this.database = database;
      this.certificates = certificates;
      this.people = people;
      this.sessions = sessions;
      this.signIn = signIn;
      this.answers = answers;
      this.trail = trail;
      this.caller = caller;
      this.request = request;
    }

    @POST
    @Permit(Permission.ANYONE)
    public Response open(@CookieParam(Sessions.COOKIE) @Nullable String former) {
      String address = caller.address();
      List<Certificate> shown = new Incoming(request, address).certificates();
      Optional<Opened> opened =
          database.inTransaction(tx -> {
            Optional<Person> person = person(tx, shown);
            if (person.isEmpty()) {
              trail.denied(
                  tx,
                  Actor.nobody(),
                  address,
                  "identity.session.refused",
                  Subject.of("person", "unknown"),
                  shown.isEmpty() ? "no client certificate" : "nobody's client certificate");
              return Optional.empty();
            }
            if (former != null) {
              sessions.endOf(tx, former);
            }
            return Optional.of(
                signIn.open(tx, person.get(), Factors.TWO, Method.CERTIFICATE, address));
          });
      return answers.answer(
          opened.orElseThrow(() ->
              new ProblemException(
                  Problem.unauthorized(
                      "No client certificate was shown, or one that is nobody's here."))));
    }

    private Optional<Person> person(Transaction tx, List<Certificate> shown) throws SQLException {
      if (shown.isEmpty() || !(shown.getFirst() instanceof X509Certificate own)) {
        return Optional.empty();
      }
      Optional<UUID> id = certificates.person(tx, own);
      return id.isEmpty()
          ? Optional.empty()
          : people.find(tx, id.get()).filter(person -> !person.disabled());
    }
  }
}
