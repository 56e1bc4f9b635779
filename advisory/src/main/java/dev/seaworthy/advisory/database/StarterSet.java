package dev.seaworthy.advisory.database;

import java.io.IOException;
import java.io.InputStream;

/// The small database that comes with the program: some of the best-known flaws of each ecosystem.
/// It serves until one is installed, and says so of itself, so that nothing is ever cleared by it.
public final class StarterSet {

  /// How it is called in output.
  public static final String NAME = "starter set";

  static final String RESOURCE = "starter-set.db";

  private StarterSet() {}

  /// Opens it; closing it frees nothing but memory.
  public static DatabaseFile open() {
    try (InputStream in = StarterSet.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException("this program was built without its " + NAME);
      }
      return DatabaseFile.open(in.readAllBytes(), NAME);
    } catch (IOException e) {
      throw new IllegalStateException("reading the " + NAME + " out of the program failed", e);
    }
  }
}
