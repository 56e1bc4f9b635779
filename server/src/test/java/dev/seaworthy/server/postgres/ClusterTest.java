package dev.seaworthy.server.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.testkit.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ClusterTest {
  /// In a container every start numbers its processes anew, so the number that a killed PostgreSQL
  /// left in its file is soon somebody else's, of the same user.
  @Test
  void startsAlthoughSomebodyElseHasTheNumberOfAKilledPostgres() throws Exception {
    Path folder = Files.createTempDirectory("seaworthy-cluster-");
    try {
      Path data = folder.resolve("data");
      Path file = data.resolve("postmaster.pid");
      List<String> left;
      try (Cluster first = Cluster.start(folder, new SecureRandom(), false)) {
        assertThat(first.major()).isPositive();
        left = new ArrayList<>(Files.readAllLines(file));
      }
      Process other = stranger(data);
      try {
        left.set(0, String.valueOf(other.pid()));
        Files.writeString(file, String.join("\n", left) + "\n");
        Unprivileged.ofThisProcess(data).own(file);
        try (Cluster second = Cluster.start(folder, new SecureRandom(), false)) {
          assertThat(second.pid()).isNotEqualTo(other.pid());
        }
        assertThat(other.isAlive()).isTrue();
      } finally {
        other.destroy();
        assertThat(other.waitFor(10, TimeUnit.SECONDS)).isTrue();
      }
    } finally {
      Folders.delete(folder);
    }
  }

  /// A process of the user that PostgreSQL runs as, which works elsewhere.
  private static Process stranger(Path data) throws IOException {
    return new ProcessBuilder(Unprivileged.ofThisProcess(data).command(List.of("sleep", "120")))
        .directory(Path.of("/").toFile())
        .start();
  }
}
