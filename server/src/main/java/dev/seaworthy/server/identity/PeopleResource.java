package dev.seaworthy.server.identity;

import dev.seaworthy.server.access.Caller;
import dev.seaworthy.server.access.Permission;
import dev.seaworthy.server.access.Permission.Duty;
import dev.seaworthy.server.access.Permit;
import dev.seaworthy.server.http.Cursor;
import dev.seaworthy.server.http.Page;
import dev.seaworthy.server.identity.Trail.Subject;
import dev.seaworthy.server.store.Database;
import dev.seaworthy.server.store.Transaction;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The people of the installation.
@Path("/api/v1/people")
class PeopleResource {
  private final Database database;
  private final People people;
  private final Invitations invitations;
  private final SecondFactors factors;
  private final ClientCertificates certificates;
  private final OidcProviders providers;
  private final Sessions sessions;
  private final Tokens tokens;
  private final Bindings bindings;
  private final Trail trail;
  private final Caller caller;
  private final InstantSource clock;

  PeopleResource(
      Database database,
      People people,
      Invitations invitations,
      SecondFactors factors,
      ClientCertificates certificates,
      OidcProviders providers,
      Sessions sessions,
      Tokens tokens,
      Bindings bindings,
      Trail trail,
      Caller caller,
      InstantSource clock) {
    this.database = database;
    this.people = people;
    this.invitations = invitations;
    this.factors = factors;
    this.certificates = certificates;
    this.providers = providers;
    this.sessions = sessions;
    this.tokens = tokens;
    this.bindings = bindings;
    this.trail = trail;
    this.caller = caller;
    this.clock = clock;
  }

  /// @param factors by what they can show a second factor
  /// @param roles which roles they have, with the project's name behind `@` where it counts there
  ///   alone
  record PersonView(
      UUID id,
      String name,
      String fullName,
      boolean disabled,
      Instant madeAt,
      List<String> factors,
      List<String> roles) {}

  /// @param name by which they will sign in
  /// @param fullName what people call them; the name when absent
  record NewPerson(@Nullable String name, @Nullable String fullName) {}

  /// @param token the end of the link `/welcome#…` for them; shown once
  /// @param validUntil until when it serves
  record Invited(UUID id, String name, String token, Instant validUntil) {}

  @GET
  @Permit(Permission.IDENTITY_READ)
  public Page<PersonView> list(
      @QueryParam("limit") @Nullable Integer asked, @QueryParam("after") @Nullable String after) {
    int limit = Page.limit(asked);
    String key = after == null ? "" : Cursor.parse(after, 1).values().getFirst();
    return Page.of(
        database.inTransaction(tx -> {
          List<PersonView> views = new java.util.ArrayList<>();
          for (Person person : people.after(tx, key, limit + 1)) {
            views.add(view(tx, person));
          }
          return views;
        }),
        limit,
        person -> Cursor.of(People.key(person.name())));
  }

  @GET
  @Path("/{id}")
  @Permit(Permission.IDENTITY_READ)
  public PersonView show(@PathParam("id") String id) {
    return database.inTransaction(tx -> view(tx, people.known(tx, Checks.id(id, "id"))));
  }

  private PersonView view(Transaction tx, Person person) throws SQLException {
    return new PersonView(
        person.id(),
        person.name(),
        person.fullName(),
        person.disabled(),
        person.madeAt(),
        factors.methods(tx, person.id()),
        bindings.inForce(tx, person.id()).stream()
            .map(each -> each.project() == null ? each.role() : each.role() + "@" + each.project())
            .toList());
  }

  @POST
  @Permit(value = Permission.IDENTITY_CHANGE, stepUp = true)
  public Invited invite(@Nullable NewPerson body) {
    NewPerson wanted = Checks.present(body, "The body");
    String name = Checks.personName(wanted.name());
    String fullName =
        wanted.fullName() == null ? name : Checks.text(wanted.fullName(), "fullName", 200);
    return database.inTransaction(tx -> {
      Person person = people.make(tx, name, fullName);
      trail.done(
          tx, caller, "identity.person.made", Subject.of("person", person.id()), null, person);
      return invited(tx, person);
    });
  }

  private Invited invited(Transaction tx, Person person) throws SQLException {
    Instant until = clock.instant().plus(Invitations.LIFE_FOR_PERSON);
    return new Invited(person.id(), person.name(), invitations.issueFor(tx, person.id()), until);
  }

  @POST
  @Path("/{id}/disable")
  @Permit(value = Permission.IDENTITY_CHANGE, stepUp = true)
  public PersonView disable(@PathParam("id") String id) {
    return database.inTransaction(tx -> {
      Person person = other(tx, id);
      people.disable(tx, person.id(), true);
      sessions.endAll(tx, person.id());
      tokens.revokeAll(tx, person.id());
      invitations.revokeFor(tx, person.id());
      return changed(tx, person, "identity.person.disabled");
    });
  }

  @POST
  @Path("/{id}/enable")
  @Permit(value = Permission.IDENTITY_CHANGE, stepUp = true)
  public PersonView enable(@PathParam("id") String id) {
    return database.inTransaction(tx -> {
      Person person = other(tx, id);
      people.disable(tx, person.id(), false);
      return changed(tx, person, "identity.person.enabled");
    });
  }

  private PersonView changed(Transaction tx, Person person, String action) throws SQLException {
    PersonView after = view(tx, people.known(tx, person.id()));
    trail.done(tx, caller, action, Subject.of("person", person.id()), person, after);
    return after;
  }

  /// Has somebody start anew: password and factors, sessions and tokens are void from now on.
  @POST
  @Path("/{id}/reset")
  @Permit(value = Permission.IDENTITY_RESET, stepUp = true)
  public Invited reset(@PathParam("id") String id) {
    return database.inTransaction(tx -> {
      Person person = other(tx, id);
      if (person.disabled()) {
        throw Checks.conflict("The person is disabled; enable them first.");
      }
      mayReset(tx, person);
      people.forgetPassword(tx, person.id());
      factors.removeAll(tx, person.id());
      certificates.removeAll(tx, person.id());
      providers.unlinkAll(tx, person.id());
      sessions.endAll(tx, person.id());
      tokens.revokeAll(tx, person.id());
      trail.done(
          tx, caller, "identity.person.reset", Subject.of("person", person.id()), null, null);
      return invited(tx, person);
    });
  }

  /// Who resets an account could use it, and so nobody gets at another duty that way: system
  /// administrators reset those who have no duty but theirs, security administrators the others.
  private void mayReset(Transaction tx, Person person) throws SQLException {
    Set<Duty> theirs = bindings.duties(tx, person.id());
    Set<Duty> ours = bindings.duties(tx, caller.known().id());
    boolean guarded = theirs.contains(Duty.SECURITY) || theirs.contains(Duty.AUDIT);
    if (guarded ? !ours.contains(Duty.SECURITY) : !ours.contains(Duty.SYSTEM)) {
      throw Checks.forbidden(
          guarded
              ? "A security administrator resets who has the duty of security or audit."
              : "A system administrator resets who has no other administrator's duty.");
    }
  }

  /// Somebody who is not the caller.
  private Person other(Transaction tx, String id) throws SQLException {
    Person person = people.locked(tx, Checks.id(id, "id"));
    if (person.id().equals(caller.known().id())) {
      throw Checks.conflict("Nobody does this to themselves.");
    }
    return person;
  }
}
