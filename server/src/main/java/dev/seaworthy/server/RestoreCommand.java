package dev.seaworthy.server;

import dev.seaworthy.server.backup.Restore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `seaworthy restore`.
@Command(
    name = "restore",
    description = "Loads a backup into a platform that holds nothing yet and does not run.",
    sortOptions = false)
final class RestoreCommand implements Callable<Integer> {
  @Mixin DatabaseOptions database = new DatabaseOptions();

  @Option(
      names = "--from",
      paramLabel = "FILE",
      required = true,
      description = "A file that backup wrote.")
  Path source = Path.of("");

  @Override
  public Integer call() throws IOException {
    try (Offline state = Offline.open(database, false)) {
      new Restore(state.database(), state.blobs()).read(source);
    }
    System.out.println("restored " + source);
    return 0;
  }
}
