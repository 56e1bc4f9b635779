package dev.seaworthy.dist;

import dev.seaworthy.cli.Main;
import dev.seaworthy.cli.process.Surroundings;
import dev.seaworthy.cli.process.Surroundings.Terminals;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/// The training run of the AOT cache: runs the commands of `training.txt` one after the other in
/// one JVM, so that what they load and compile is in the cache. Started by `bin/seaworthy-prepare`.
public final class Training {
  private static final String COMMANDS = "training.txt";

  private Training() {}

  /// Runs the commands and fails when one of them ends otherwise than its line says.
  ///
  /// @param args one empty folder, which the caller deletes afterwards
  public static void main(String[] args) throws IOException {
    Path work = Path.of(args[0]);
    TrainingImage image = TrainingImage.write(work.resolve("image"));
    Path feeds = work.resolve("feeds");
    TrainingAdvisories.write(feeds);
    for (TrainingCommand command : commands()) {
      run(
          command.with("{layout}", image.layout()).with("{feeds}", feeds).with("{work}", work),
          work);
    }
    // Ends as the product ends, so that what an exit loads is in the cache too.
    System.exit(0);
  }

  static List<TrainingCommand> commands() throws IOException {
    try (InputStream in = Training.class.getResourceAsStream(COMMANDS)) {
      if (in == null) {
        throw new IOException(COMMANDS + " is missing beside " + Training.class);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(TrainingCommand::parse)
          .toList();
    }
  }

  /// The folder is home too, so that neither caches nor databases of whoever installs are touched.
  private static void run(TrainingCommand command, Path work) {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    Surroundings surroundings =
        new Surroundings(
            said,
            said,
            Map.of("HOME", work.toString()),
            InstantSource.system(),
            Terminals.NONE,
            null);
    int code = Main.run(surroundings, command.arguments().toArray(String[]::new));
    if (code != command.exitCode()) {
      throw new IllegalStateException(
          "training: %s ended with %s:%n%s"
              .formatted(command, code, said.toString(StandardCharsets.UTF_8)));
    }
  }
}
