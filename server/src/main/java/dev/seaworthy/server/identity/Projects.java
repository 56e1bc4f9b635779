package dev.seaworthy.server.identity;

import dev.seaworthy.server.identity.Project.Visibility;
import dev.seaworthy.server.store.Ids;
import dev.seaworthy.server.store.Row;
import dev.seaworthy.server.store.Transaction;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Keeps projects.
@Singleton
public class Projects {
  private static final String COLUMNS = "select id, name, class, policy, boundary ";

  private final Ids ids;
  private final InstantSource clock;

  Projects(Ids ids, InstantSource clock) {
    this.ids = ids;
    this.clock = clock;
  }

  /// The project of this name.
  public Optional<Project> find(Transaction tx, String name) throws SQLException {
    return tx.find(COLUMNS + "from identity_project where name = ?", Projects::read, name);
  }

  /// The project of this name.
  ///
  /// @throws dev.seaworthy.server.http.ProblemException 404 when there is none
  public Project named(Transaction tx, String name) throws SQLException {
    return find(tx, name).orElseThrow(() -> Checks.notFound("project"));
  }

  /// All projects after this name, in the order of their names.
  List<Project> after(Transaction tx, String name, int limit) throws SQLException {
    return tx.list(
        COLUMNS + "from identity_project where name > ? order by name limit ?",
        Projects::read,
        name,
        limit);
  }

  Optional<String> name(Transaction tx, UUID id) throws SQLException {
    return tx.find("select name from identity_project where id = ?", row -> row.text("name"), id);
  }

  Project make(Transaction tx, String name, Visibility visibility, String policy, String boundary)
      throws SQLException {
    Project project = new Project(ids.next(), name, visibility, policy, boundary);
    int made =
        tx.update(
            """
            insert into identity_project (id, name, class, policy, boundary, made_at)
            values (?, ?, ?, ?, ?, ?) on conflict (name) do nothing
            """,
            project.id(),
            name,
            visibility,
            policy,
            boundary,
            clock.instant());
    if (made == 0) {
      throw Checks.conflict("There is a project of this name already.");
    }
    return project;
  }

  void change(Transaction tx, Project project) throws SQLException {
    tx.update(
        "update identity_project set class = ?, policy = ?, boundary = ? where id = ?",
        project.visibility(),
        project.policy(),
        project.boundary(),
        project.id());
  }

  private static Project read(Row row) throws SQLException {
    return new Project(
        row.id("id"),
        row.text("name"),
        row.constant("class", Visibility.class),
        row.text("policy"),
        row.text("boundary"));
  }
}
