package dev.seaworthy.server.survey;

import dev.seaworthy.server.identity.Project;
import dev.seaworthy.server.identity.Projects;
import dev.seaworthy.server.store.Database;
import jakarta.inject.Singleton;

/// What the projects themselves lay down; the standard policy where one names none.
@Singleton
class RulesOfProjects implements ProjectRules {
  private static final String STANDARD = "default";

  private final Projects projects;
  private final Database database;

  RulesOfProjects(Projects projects, Database database) {
    this.projects = projects;
    this.database = database;
  }

  @Override
  public Rules of(String name) {
    Project project = database.onSnapshot(tx -> projects.named(tx, name));
    return new Rules(project.policy().isEmpty() ? STANDARD : project.policy(), project.boundary());
  }
}
