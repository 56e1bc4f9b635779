package dev.seaworthy.advisory.starter;

import dev.seaworthy.advisory.AdvisoryDatabase;
import dev.seaworthy.advisory.database.DatabaseFile;
import dev.seaworthy.advisory.database.DatabaseTrust;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/// A hundred and some well-known flaws, written for this program from public facts. It proves that
/// matching works; it says nothing about what it leaves out, so no image is cleared by it.
public final class StarterSet {

  /// The source of every statement in it.
  public static final String SOURCE = "starter-set";

  /// The name of the compiled set beside this class; the build makes it from
  /// `src/main/starter-set/starter-set.ndjson`.
  static final String RESOURCE = "starter-set.db";

  private StarterSet() {}

  /// Opens the set.
  public static AdvisoryDatabase open() {
    try (InputStream in = StarterSet.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException(RESOURCE + " was not packed beside " + StarterSet.class);
      }
      return DatabaseFile.open(in.readAllBytes(), "the starter set", DatabaseTrust.OF_THE_PROGRAM);
    } catch (IOException e) {
      throw new UncheckedIOException("tried to read " + RESOURCE, e);
    }
  }
}
