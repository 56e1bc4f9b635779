package dev.seaworthy.server.identity;

import dev.seaworthy.server.access.Permission;
import dev.seaworthy.server.access.Permission.Duty;
import dev.seaworthy.server.store.Ids;
import dev.seaworthy.server.store.Row;
import dev.seaworthy.server.store.Transaction;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Keeps who has which role, and keeps the administrators' duties apart.
@Singleton
class Bindings {
  private static final String SELECT =
      """
      select b.id, b.person, b.team, coalesce(p.name, t.name) as who, b.role, j.name as project,
        b.until, b.made_at, b.made_by
      from identity_binding b
        left join identity_person p on p.id = b.person
        left join identity_team t on t.id = b.team
        left join identity_project j on j.id = b.project
      """;

  private final Ids ids;
  private final InstantSource clock;
  private final Roles roles;

  Bindings(Ids ids, InstantSource clock, Roles roles) {
    this.ids = ids;
    this.clock = clock;
    this.roles = roles;
  }

  /// One grant that is in force.
  ///
  /// @param role which role
  /// @param project where; null everywhere
  record Grant(GrantedRole role, @Nullable String project) {}

  /// What somebody is granted now, by themselves and by their teams.
  List<Grant> of(Transaction tx, UUID person) throws SQLException {
    List<Grant> grants = new ArrayList<>();
    for (Binding binding : inForce(tx, person)) {
      Optional<GrantedRole> role = roles.find(tx, binding.role());
      role.ifPresent(found -> grants.add(new Grant(found, binding.project())));
    }
    return grants;
  }

  /// The bindings that somebody has now, by themselves and by their teams.
  List<Binding> inForce(Transaction tx, UUID person) throws SQLException {
    return tx.list(
        SELECT
            + """
            where (b.person = ?
              or b.team in (select team from identity_team_member where person = ?))
              and (b.until is null or b.until > ?)
            order by b.id
            """,
        Bindings::read,
        person,
        person,
        clock.instant());
  }

  /// Those of a project, or those that count everywhere.
  List<Binding> in(Transaction tx, @Nullable UUID project, UUID after, int limit)
      throws SQLException {
    return tx.list(
        SELECT + "where b.project is not distinct from ? and b.id > ? order by b.id limit ?",
        Bindings::read,
        project,
        after,
        limit);
  }

  /// All that have not ended, for a review.
  List<Binding> all(Transaction tx, @Nullable UUID project) throws SQLException {
    return tx.list(
        SELECT
            + """
            where (?::uuid is null or b.project = ?) and (b.until is null or b.until > ?)
            order by b.id
            """,
        Bindings::read,
        project,
        project,
        clock.instant());
  }

  Optional<Binding> find(Transaction tx, UUID id, @Nullable UUID project) throws SQLException {
    return tx.find(
        SELECT + "where b.id = ? and b.project is not distinct from ?",
        Bindings::read,
        id,
        project);
  }

  /// Those by a role, in force or to come.
  List<UUID> holders(Transaction tx, String role) throws SQLException {
    return tx.list(
        """
        select distinct coalesce(b.person, m.person) as person
        from identity_binding b left join identity_team_member m on m.team = b.team
        where b.role = ? and (b.until is null or b.until > ?)
          and coalesce(b.person, m.person) is not null
        """,
        row -> row.id("person"),
        role,
        clock.instant());
  }

  boolean isUsedInProjects(Transaction tx, String role) throws SQLException {
    return tx.exists("select 1 from identity_binding where role = ? and project is not null", role);
  }

  /// Removes bindings that have ended, by a role that goes away.
  void forget(Transaction tx, String role) throws SQLException {
    tx.update("delete from identity_binding where role = ?", role);
  }

  /// Gives a person a role.
  ///
  /// @throws dev.seaworthy.server.http.ProblemException 409 when they would hold two duties
  Binding grant(
      Transaction tx,
      Person person,
      GrantedRole role,
      @Nullable Project project,
      @Nullable Instant until,
      String by)
      throws SQLException {
    UUID id = ids.next();
    Instant now = clock.instant();
    tx.update(
        """
        insert into identity_binding (id, person, role, project, until, made_at, made_by)
        values (?, ?, ?, ?, ?, ?, ?)
        """,
        id,
        person.id(),
        role.name(),
        project == null ? null : project.id(),
        until,
        now,
        by);
    keepApart(tx, person.id());
    return new Binding(
        id,
        person.id(),
        null,
        person.name(),
        role.name(),
        project == null ? null : project.name(),
        until,
        now,
        by);
  }

  /// Holds that somebody has at most one of the administrators' duties. The caller holds the lock
  /// on the person's row.
  void keepApart(Transaction tx, UUID person) throws SQLException {
    Set<Duty> duties = EnumSet.noneOf(Duty.class);
    for (Grant grant : of(tx, person)) {
      if (!grant.role().name().equals(BuiltInRole.FOUNDER.word())) {
        duties.addAll(grant.role().duties());
      }
    }
    if (duties.size() > 1) {
      throw Checks.conflict(
          "One person never holds two of the duties of system, security and audit administrators;"
              + " give this to somebody else.");
    }
  }

  /// The duties that somebody has, the founder's all of them.
  Set<Duty> duties(Transaction tx, UUID person) throws SQLException {
    Set<Duty> duties = EnumSet.noneOf(Duty.class);
    for (Grant grant : of(tx, person)) {
      duties.addAll(grant.role().duties());
    }
    return duties;
  }

  void remove(Transaction tx, UUID id) throws SQLException {
    tx.update("delete from identity_binding where id = ?", id);
  }

  /// Whether each of the administrators' duties has somebody besides the founder.
  boolean foundersWorkIsDone(Transaction tx) throws SQLException {
    Set<Duty> held = EnumSet.noneOf(Duty.class);
    List<String> names =
        tx.list(
            """
            select distinct b.role from identity_binding b
              join identity_person p on p.id = b.person
            where b.project is null and p.disabled_at is null and b.role <> ?
              and (b.until is null)
            """,
            row -> row.text("role"),
            BuiltInRole.FOUNDER.word());
    for (String name : names) {
      Set<Permission> permissions =
          roles.find(tx, name).map(GrantedRole::permissions).orElse(Set.of());
      for (BuiltInRole whole :
          List.of(
              BuiltInRole.SYSTEM_ADMINISTRATOR,
              BuiltInRole.SECURITY_ADMINISTRATOR,
              BuiltInRole.AUDIT_ADMINISTRATOR)) {
        if (permissions.containsAll(whole.permissions())) {
          held.addAll(GrantedRole.of(whole).duties());
        }
      }
    }
    return held.size() == 3;
  }

  /// Ends the founder's role, when its work is done.
  ///
  /// @return the bindings that ended
  List<Binding> endFounder(Transaction tx) throws SQLException {
    if (!foundersWorkIsDone(tx)) {
      return List.of();
    }
    List<Binding> founders =
        tx.list(SELECT + "where b.role = ?", Bindings::read, BuiltInRole.FOUNDER.word());
    for (Binding each : founders) {
      remove(tx, each.id());
    }
    return founders;
  }

  private static Binding read(Row row) throws SQLException {
    return new Binding(
        row.id("id"),
        row.maybeId("person").orElse(null),
        row.maybeId("team").orElse(null),
        row.text("who"),
        row.text("role"),
        row.maybeText("project").orElse(null),
        row.maybeInstant("until").orElse(null),
        row.instant("made_at"),
        row.text("made_by"));
  }
}
