package dev.seaworthy.server.survey;

import dev.seaworthy.advisory.AdvisoryDatabase;
import dev.seaworthy.advisory.database.DatabaseFile;
import dev.seaworthy.advisory.database.DatabaseTrust;
import dev.seaworthy.advisory.database.InstalledSnapshots;
import dev.seaworthy.advisory.starter.StarterSet;
import dev.seaworthy.server.settings.Settings;
import dev.seaworthy.signing.KeyFolder;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;

/// The installation's advisory databases, in the same form as the command line keeps them.
@Singleton
class Advisories {
  private final Settings settings;
  private final InstantSource clock;

  Advisories(Settings settings, InstantSource clock) {
    this.settings = settings;
    this.clock = clock;
  }

  /// The newest one, else what comes with the program; the caller closes it.
  ///
  /// @throws dev.seaworthy.base.SeaworthyException when there is one that can't be used
  AdvisoryDatabase open() {
    Path folder =
        settings.survey().databases().orElseGet(() -> settings.data().resolve("advisories"));
    Path keys =
        settings.survey().databaseKeys().orElseGet(() -> folder.resolveSibling("database-keys"));
    Optional<DatabaseFile> installed =
        new InstalledSnapshots(
                folder, DatabaseTrust.of(new KeyFolder(keys).trusted(), clock.instant()))
            .openCurrent();
    return installed.isPresent() ? installed.get() : StarterSet.open();
  }
}
