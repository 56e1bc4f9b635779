package dev.seaworthy.server.identity;

import dev.seaworthy.server.identity.Project.Visibility;
import dev.seaworthy.server.store.Database;
import dev.seaworthy.server.store.Ids;
import java.time.InstantSource;

/// Projects for tests of other packages.
public final class ProjectsOfTests {
  private ProjectsOfTests() {}

  public static Projects of(Ids ids, InstantSource clock) {
    return new Projects(ids, clock);
  }

  public static Project make(
      Projects projects, Database database, String name, String policy, String boundary) {
    return database.inTransaction(
        tx -> projects.make(tx, name, Visibility.PRIVATE, policy, boundary));
  }
}
