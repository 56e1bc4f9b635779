package dev.seaworthy.cli.command;

import dev.seaworthy.advisory.database.DatabaseTrust;
import dev.seaworthy.advisory.database.InstalledSnapshots;
import dev.seaworthy.cli.process.Places;
import dev.seaworthy.cli.process.Surroundings;
import dev.seaworthy.signing.KeyFolder;

/// This installation's advisory databases and the keys that count for them.
record Databases(Surroundings surroundings) {

  KeyFolder keys() {
    return new KeyFolder(new Places(surroundings).databaseKeys());
  }

  /// What makes a database acceptable here and now.
  DatabaseTrust trust() {
    return DatabaseTrust.of(keys().trusted(), surroundings.clock().instant());
  }

  InstalledSnapshots installed() {
    return new InstalledSnapshots(new Places(surroundings).databases(), trust());
  }
}
