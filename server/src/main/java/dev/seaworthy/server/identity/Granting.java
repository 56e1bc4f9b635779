package dev.seaworthy.server.identity;

import dev.seaworthy.server.access.Caller;
import dev.seaworthy.server.access.Permission;
import dev.seaworthy.server.http.Cursor;
import dev.seaworthy.server.http.Page;
import dev.seaworthy.server.identity.Trail.Subject;
import dev.seaworthy.server.store.Transaction;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Gives roles and takes them back.
@Singleton
class Granting {
  private static final UUID FIRST = new UUID(0, 0);

  private final People people;
  private final Roles roles;
  private final Bindings bindings;
  private final IdentityAuthorizer authorizer;
  private final Trail trail;
  private final Caller caller;
  private final InstantSource clock;

  Granting(
      People people,
      Roles roles,
      Bindings bindings,
      IdentityAuthorizer authorizer,
      Trail trail,
      Caller caller,
      InstantSource clock) {
    this.people = people;
    this.roles = roles;
    this.bindings = bindings;
    this.authorizer = authorizer;
    this.trail = trail;
    this.caller = caller;
    this.clock = clock;
  }

  /// @param person the name of who gets the role
  /// @param role the role's name
  /// @param until when it ends by itself; never when absent
  record NewBinding(@Nullable String person, @Nullable String role, @Nullable Instant until) {}

  /// A page of those of a project, or of those that count everywhere.
  Page<Binding> page(
      Transaction tx, @Nullable UUID project, @Nullable Integer asked, @Nullable String after)
      throws SQLException {
    int limit = Page.limit(asked);
    UUID start =
        after == null ? FIRST : Checks.id(Cursor.parse(after, 1).values().getFirst(), "after");
    return Page.of(
        bindings.in(tx, project, start, limit + 1),
        limit,
        binding -> Cursor.of(binding.id().toString()));
  }

  /// Gives a role in a project, or everywhere.
  Binding grant(Transaction tx, NewBinding wanted, @Nullable Project project) throws SQLException {
    Checks.future(wanted.until(), clock.instant(), "until");
    GrantedRole role = roles.named(tx, Checks.present(wanted.role(), "role"));
    Person found =
        people
            .byName(tx, Checks.text(wanted.person(), "person", 64))
            .orElseThrow(() -> Checks.notFound("person"));
    Person person = people.locked(tx, found.id());
    if (person.id().equals(caller.known().id())) {
      throw Checks.forbidden("Nobody gives a role to themselves.");
    }
    mayBeGiven(tx, role, project);
    Binding binding =
        bindings.grant(tx, person, role, project, wanted.until(), caller.known().name());
    trail.done(tx, caller, "identity.role.granted", subject(binding), null, binding);
    if (project == null) {
      endFounder(tx);
    }
    return binding;
  }

  private void mayBeGiven(Transaction tx, GrantedRole role, @Nullable Project project)
      throws SQLException {
    if (role.name().equals(BuiltInRole.FOUNDER.word())) {
      throw Checks.forbidden("The founder's role is never given.");
    }
    if (project != null && !role.isOfProjects()) {
      throw Checks.conflict(
          "The role has permissions of the platform; give it at /api/v1/bindings.");
    }
    if (project != null
        && role.permissions().contains(Permission.QUARANTINE_PULL)
        && !authorizer.held(tx, caller.known()).in(null).contains(Permission.ROLE_GRANT)) {
      throw Checks.forbidden("A security administrator gives roles that pull from quarantine.");
    }
  }

  private void endFounder(Transaction tx) throws SQLException {
    for (Binding ended : bindings.endFounder(tx)) {
      trail.done(tx, caller, "identity.role.withdrawn", subject(ended), ended, null);
    }
  }

  /// Takes one back.
  Binding withdraw(Transaction tx, String id, @Nullable UUID project) throws SQLException {
    Binding binding =
        bindings
            .find(tx, Checks.id(id, "id"), project)
            .orElseThrow(() -> Checks.notFound("binding"));
    bindings.remove(tx, binding.id());
    trail.done(tx, caller, "identity.role.withdrawn", subject(binding), binding, null);
    return binding;
  }

  private static Subject subject(Binding binding) {
    return Subject.of("binding", binding.id()).in(binding.project());
  }
}
