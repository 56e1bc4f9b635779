package dev.seaworthy.dist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.testkit.Command;
import dev.seaworthy.testkit.Gates;
import dev.seaworthy.testkit.Need;
import dev.seaworthy.testkit.RepositoryRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The console out of the archive, walked through by a browser, with an image that is really
/// scanned; `console/src/test/e2e` says how.
class ConsoleIT {
  private static final Pattern PASSED = Pattern.compile("\"numPassedTests\":(\\d+)");

  @Test
  void aBrowserWalksFromTheOneTimeLinkToEverydayPages(@TempDir Path folder) throws Exception {
    Need chromium = Gates.tool("chromium");
    Gates.run(
        "console in a browser",
        List.of(chromium, Gates.tool("npm")),
        () -> {
          Path report = folder.resolve("report.json");
          Path imports = Files.createDirectory(folder.resolve("imports"));
          CartImage.in(imports);
          Command.Result result =
              Command.of(
                      "npm",
                      "run",
                      "--silent",
                      "e2e",
                      "--",
                      "--reporter=default",
                      "--reporter=json",
                      "--outputFile.json=" + report)
                  .in(RepositoryRoot.find().resolve("console"))
                  .with("SEAWORTHY_LAUNCHER", launcher(folder).toString())
                  .with("SEAWORTHY_IMPORTS", imports.toString())
                  .with("CHROMIUM", chromium.path().toString())
                  .within(Duration.ofMinutes(6))
                  .run();
          assertThat(result.exit()).as("%s%n%s", result.out(), result.err()).isZero();
          Matcher passed = PASSED.matcher(Files.readString(report));
          assertThat(passed.find()).isTrue();
          return Long.parseLong(passed.group(1));
        });
  }

  private static Path launcher(Path folder) throws IOException {
    Path unpacked = Files.createDirectory(folder.resolve("unpacked"));
    try (Stream<Path> archives = Files.list(Path.of("target").toAbsolutePath())) {
      Path archive =
          archives
              .filter(file -> file.toString().endsWith("-linux.tar.gz"))
              .findFirst()
              .orElseThrow();
      Command.of("tar", "-C", unpacked.toString(), "-xzf", archive.toString()).text();
    }
    try (Stream<Path> folders = Files.list(unpacked)) {
      return folders.findFirst().orElseThrow().resolve("bin/seaworthy");
    }
  }
}
