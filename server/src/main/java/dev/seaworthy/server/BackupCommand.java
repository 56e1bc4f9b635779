package dev.seaworthy.server;

import dev.seaworthy.server.backup.Backup;
import java.io.IOException;
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
    try (Offline state = Offline.open(database, true)) {
      new Backup(state.database(), state.blobs(), Clock.ofThisProcess()).write(target);
    }
    System.out.println("wrote " + target);
    return 0;
  }
}
