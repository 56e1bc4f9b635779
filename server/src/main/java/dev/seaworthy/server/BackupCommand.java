package dev.seaworthy.server;

import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.server.backup.Backup;
import dev.seaworthy.server.store.StoreError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `seaworthy backup`.
@Command(
    name = "backup",
    description = "Writes the platform's whole state into one file, while it runs or not.",
    sortOptions = false)
final class BackupCommand implements Callable<Integer> {
  @Mixin DatabaseOptions database = new DatabaseOptions();

  @Option(names = "--to", paramLabel = "FILE", required = true, description = "The file to make.")
  Path target = Path.of("");

  @Override
  public Integer call() throws IOException {
    Path cluster = database.directory().resolve("postgresql");
    if (database.external().isEmpty() && !Files.isDirectory(cluster)) {
      throw new SeaworthyException(
          StoreError.BACKUP,
          database.directory() + " holds no installation, so there is nothing to back up",
          "Give the --data that seaworthy up has.",
          null);
    }
    try (Offline state = Offline.open(database, true)) {
      new Backup(state.database(), state.blobs(), Clock.ofThisProcess()).write(target);
    }
    System.out.println("wrote " + target);
    return 0;
  }
}
