package dev.seaworthy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.cli.Terminal.Outcome;
import dev.seaworthy.testkit.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Taking certificates back from two places at once.
class RevokeTest {

  private static final long MINUTES_MAX = 3;

  private final Path home = Path.of("target", "revoke").toAbsolutePath();
  private final Path list = home.resolve("revocations.json");
  private final CartImage cart = new CartImage(home);

  @BeforeEach
  void empty() throws IOException {
    Folders.delete(home);
    Files.createDirectories(home);
  }

  /// Each would otherwise write what it read before the other wrote; that the list is locked all
  /// the while, RevocationListTest has.
  @Test
  void twoProcessesAtOnceLoseNothing() throws Exception {
    certify("one", "4.6.0");
    certify("two", "4.6.1");
    List<Process> processes = new ArrayList<>();
    try {
      processes.add(revoke("one"));
      processes.add(revoke("two"));
      for (Process process : processes) {
        assertThat(process.waitFor(MINUTES_MAX, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).isZero();
      }
    } finally {
      processes.forEach(Process::destroyForcibly);
    }
    assertThat(ReportSchema.statement(list)).contains("taken back by one", "taken back by two");
  }

  private void certify(String name, String version) throws IOException {
    Outcome certified =
        new Terminal(home)
            .run(
                "certify",
                "--no-cache",
                "--db",
                cart.database() + "",
                "--out",
                home.resolve(name + ".json") + "",
                cart.image(version));
    assertThat(certified.exitCode()).as(certified.transcript()).isZero();
  }

  private Process revoke(String name) throws IOException {
    ProcessBuilder process =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java") + "",
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            "dev.seaworthy.cli.Main",
            "revoke",
            "--list",
            list + "",
            "--reason",
            "taken back by " + name,
            home.resolve(name + ".json") + "");
    process.environment().put("HOME", home + "");
    process.redirectErrorStream(true);
    process.redirectOutput(home.resolve(name + ".log").toFile());
    return process.start();
  }
}
