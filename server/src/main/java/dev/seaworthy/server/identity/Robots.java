package dev.seaworthy.server.identity;

import dev.seaworthy.server.access.Permission;
import dev.seaworthy.server.store.Ids;
import dev.seaworthy.server.store.Row;
import dev.seaworthy.server.store.Transaction;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// Keeps robots: identities of one project that are no people and have tokens alone.
@Singleton
class Robots {
  private static final String SELECT =
      """
      select r.id, r.name, j.name as project, r.permissions, r.made_at, r.disabled_at
      from identity_robot r join identity_project j on j.id = r.project
      """;

  private final Ids ids;
  private final InstantSource clock;

  Robots(Ids ids, InstantSource clock) {
    this.ids = ids;
    this.clock = clock;
  }

  /// A robot.
  record Robot(
      UUID id,
      String name,
      String project,
      Set<Permission> permissions,
      boolean disabled,
      Instant madeAt) {}

  Robot make(Transaction tx, Project project, String name, Set<Permission> permissions)
      throws SQLException {
    UUID id = ids.next();
    Instant now = clock.instant();
    int made =
        tx.update(
            """
            insert into identity_robot (id, project, name, permissions, made_at)
            values (?, ?, ?, ?, ?) on conflict (project, name) do nothing
            """,
            id,
            project.id(),
            name,
            permissions.stream().map(Permission::name).toList(),
            now);
    if (made == 0) {
      throw Checks.conflict("The project has a robot of this name already.");
    }
    return new Robot(id, name, project.name(), permissions, false, now);
  }

  List<Robot> in(Transaction tx, Project project, UUID after, int limit) throws SQLException {
    return tx.list(
        SELECT + "where r.project = ? and r.id > ? order by r.id limit ?",
        Robots::read,
        project.id(),
        after,
        limit);
  }

  /// @throws dev.seaworthy.server.http.ProblemException 404 when the project has none such
  Robot known(Transaction tx, Project project, UUID id) throws SQLException {
    return tx.find(SELECT + "where r.id = ? and r.project = ?", Robots::read, id, project.id())
        .orElseThrow(() -> Checks.notFound("robot"));
  }

  void disable(Transaction tx, UUID id) throws SQLException {
    tx.update("update identity_robot set disabled_at = ? where id = ?", clock.instant(), id);
    tx.update("delete from identity_token where robot = ?", id);
  }

  /// A robot that may do anything.
  Optional<Robot> find(Transaction tx, UUID id) throws SQLException {
    return tx.find(SELECT + "where r.id = ? and r.disabled_at is null", Robots::read, id);
  }

  private static Robot read(Row row) throws SQLException {
    return new Robot(
        row.id("id"),
        row.text("name"),
        row.text("project"),
        Roles.permissions(row.texts("permissions")),
        row.maybeInstant("disabled_at").isPresent(),
        row.instant("made_at"));
  }
}
