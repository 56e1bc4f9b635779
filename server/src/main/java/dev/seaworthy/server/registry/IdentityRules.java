package dev.seaworthy.server.registry;

import dev.seaworthy.server.identity.Project;
import dev.seaworthy.server.identity.Projects;
import dev.seaworthy.server.store.Database;
import dev.seaworthy.server.store.Transaction;
import dev.seaworthy.server.survey.ProjectRules;
import jakarta.inject.Singleton;
import java.sql.SQLException;

/// Policy and boundary of a project, as it was made with.
@Singleton
class IdentityRules implements ProjectRules {
  private static final String STANDARD = "default";

  private final Database database;
  private final Projects projects;

  IdentityRules(Database database, Projects projects) {
    this.database = database;
    this.projects = projects;
  }

  @Override
  public Rules of(String project) {
    return database.inTransaction(tx -> of(tx, project));
  }

  Rules of(Transaction tx, String name) throws SQLException {
    Project project = projects.named(tx, name);
    return new Rules(project.policy().isEmpty() ? STANDARD : project.policy(), project.boundary());
  }

  /// Whether images come into the project by its own pull alone: where it belongs to a boundary.
  boolean isImportOnly(Transaction tx, String name) throws SQLException {
    return !projects.named(tx, name).boundary().isEmpty();
  }
}
