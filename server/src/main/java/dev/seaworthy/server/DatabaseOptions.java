package dev.seaworthy.server;

import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.server.store.DatabaseAddress;
import dev.seaworthy.server.store.StoreError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which data directory, which blobs and which database; shared by the commands that need them.
final class DatabaseOptions {
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help and exit.")
  boolean help;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "The data directory; by default $XDG_DATA_HOME/seaworthy/server.")
  @Nullable Path data;

  @Option(
      names = "--blobs",
      paramLabel = "DIR",
      description = "Where blobs lie, the same for all replicas; by default in the data directory.")
  @Nullable Path blobs;

  @Option(
      names = "--database",
      paramLabel = "URL",
      description =
          "A PostgreSQL 15 or newer to use, as postgresql://HOST[:PORT]/NAME; by default the"
              + " platform starts its own.")
  @Nullable String url;

  @Option(
      names = "--database-user",
      paramLabel = "NAME",
      defaultValue = "seaworthy",
      description = "The role to enter it as (${DEFAULT-VALUE}).")
  String user = "seaworthy";

  @Option(
      names = "--database-password-file",
      paramLabel = "FILE",
      description = "The role's password, the only line of a file.")
  @Nullable Path passwordFile;

  @Option(
      names = "--bundled-postgresql",
      description = "Start the PostgreSQL that comes with Seaworthy even where the system has one.")
  boolean bundled;

  Path directory() {
    return Places.data(data, System.getenv());
  }

  /// Where the blobs lie, whoever asks: `up`, or a backup of what it keeps.
  Path blobs() {
    return blobs == null ? directory().resolve("blobs") : blobs.toAbsolutePath().normalize();
  }

  /// The database that was named, if one was.
  Optional<DatabaseAddress> external() {
    if (url == null) {
      return Optional.empty();
    }
    String jdbc = url.startsWith("jdbc:") ? url : "jdbc:" + url;
    if (!jdbc.startsWith("jdbc:postgresql://")
        || jdbc.matches("(?i).*[?&]password=.*|.*//[^/]*@.*")) {
      throw new SeaworthyException(
          StoreError.DATABASE_AWAY,
          "--database wants postgresql://HOST[:PORT]/NAME without user or password",
          "Give these with --database-user and --database-password-file.",
          null);
    }
    return Optional.of(new DatabaseAddress(jdbc, user, password()));
  }

  private String password() {
    if (passwordFile == null) {
      return "";
    }
    try {
      return Files.readString(passwordFile).strip();
    } catch (IOException e) {
      throw new SeaworthyException(
          StoreError.DATABASE_AWAY, "tried to read the password in " + passwordFile, e);
    }
  }
}
