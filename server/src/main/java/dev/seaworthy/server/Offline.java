package dev.seaworthy.server;

import dev.seaworthy.server.postgres.Cluster;
import dev.seaworthy.server.store.DataDirectory;
import dev.seaworthy.server.store.Database;
import dev.seaworthy.server.store.DatabaseAddress;
import dev.seaworthy.server.store.FileBlobStore;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The state, for commands beside the server: that of a platform that runs, or one whose database
/// is started for the command alone.
///
/// @param database the tables
/// @param blobs the blobs
/// @param directory locked, unless the platform runs
/// @param cluster started for this command, unless the platform runs or has a database of its own
record Offline(
    Database database,
    FileBlobStore blobs,
    @Nullable DataDirectory directory,
    @Nullable Cluster cluster)
    implements AutoCloseable {
  /// @param besideRunning whether the platform may run meanwhile
  static Offline open(DatabaseOptions options, boolean besideRunning) throws IOException {
    FileBlobStore blobs = FileBlobStore.open(options.blobs());
    Optional<DatabaseAddress> external = options.external();
    if (external.isPresent()) {
      return new Offline(external.get().open(), blobs, null, null);
    }
    Optional<DatabaseAddress> running =
        besideRunning
            ? Cluster.running(options.directory().resolve("postgresql"))
            : Optional.empty();
    if (running.isPresent()) {
      return new Offline(running.get().open(), blobs, null, null);
    }
    DataDirectory directory = DataDirectory.open(options.directory());
    try {
      Cluster cluster =
          Cluster.start(directory.resolve("postgresql"), new SecureRandom(), options.bundled);
      return new Offline(cluster.address().open(), blobs, directory, cluster);
    } catch (RuntimeException e) {
      directory.close();
      throw e;
    }
  }

  @Override
  public void close() throws IOException {
    if (cluster != null) {
      cluster.close();
    }
    if (directory != null) {
      directory.close();
    }
  }
}
