package dev.seaworthy.dist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.base.Digest;
import dev.seaworthy.testkit.Command;
import dev.seaworthy.testkit.Gates;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `seaworthy up` out of the archive, as an operator starts, ends and kills it.
class PlatformIT {
  @TempDir private static Path temporary;
  private static Path launcher;

  @BeforeAll
  static void unpack() throws IOException {
    launcher = Unpacked.into(temporary).launcher();
  }

  @Test
  void startsFromNothingAndAnswersOnItsListeners() throws Exception {
    Gates.always(
        "platform from nothing",
        () -> {
          long began = System.nanoTime();
          Path data = temporary.resolve("first");
          try (RunningPlatform platform =
              RunningPlatform.start(launcher, data, "--bundled-postgresql")) {
            Duration took = Duration.ofNanos(System.nanoTime() - began);
            System.out.println("platform: from nothing to listening in " + took.toMillis() + " ms");
            HttpResponse<String> health = platform.get("metrics", "/q/health");
            assertThat(health.statusCode()).isEqualTo(200);
            assertThat(platform.get("metrics", "/q/metrics").body())
                .contains("jvm_memory_used_bytes");
            assertThat(platform.get("console", "/api/v1/status").statusCode()).isEqualTo(200);
            assertThat(platform.get("console", "/q/health").statusCode()).isEqualTo(404);
            HttpResponse<String> missing = platform.get("console", "/api/v1/nothing");
            assertThat(missing.statusCode()).isEqualTo(404);
            assertThat(missing.headers().firstValue("content-type"))
                .hasValueSatisfying(
                    type -> assertThat(type).startsWith("application/problem+json"));
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data)))
                .isEqualTo("rwx------");
            for (String secret :
                new String[] {"tls/ca.key", "tls/server.key", "postgresql/password"}) {
              assertThat(
                      PosixFilePermissions.toString(
                          Files.getPosixFilePermissions(data.resolve(secret))))
                  .isEqualTo("rw-------");
            }
            long postgres = platform.postgres();
            assertThat(platform.end()).isIn(0, 143);
            assertThat(ProcessHandle.of(postgres)).isEmpty();
          }
          return 9;
        });
  }

  @Test
  void aKilledPlatformStartsAgainWithItsData() throws Exception {
    Path data = temporary.resolve("killed");
    long orphan;
    try (RunningPlatform first = RunningPlatform.start(launcher, data)) {
      orphan = first.postgres();
      first.process().destroyForcibly();
      assertThat(first.process().waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(ProcessHandle.of(orphan)).isPresent();
    }
    try (RunningPlatform second = RunningPlatform.start(launcher, data)) {
      assertThat(second.postgres()).isNotEqualTo(orphan);
      assertThat(ProcessHandle.of(orphan)).isEmpty();
      assertThat(second.get("metrics", "/q/health/ready").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void aSecondPlatformOnTheSameDataIsRefused() throws Exception {
    Path data = temporary.resolve("shared");
    try (RunningPlatform first = RunningPlatform.start(launcher, data)) {
      Command.Result second =
          Command.of(launcher.toString(), "up", "--data", data.toString()).run();
      assertThat(second.exit()).isEqualTo(2);
      assertThat(second.err()).contains(data.toString(), "another seaworthy process");
      assertThat(first.get("metrics", "/q/health").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void whatRunsIsBackedUpAndRestoredElsewhere() throws Exception {
    Path data = temporary.resolve("source");
    Path file = temporary.resolve("backup.tar");
    try (RunningPlatform running = RunningPlatform.start(launcher, data)) {
      assertThat(running.get("console", "/api/v1/status").statusCode()).isEqualTo(200);
      Command.of(launcher.toString(), "backup", "--data", data.toString(), "--to", file.toString())
          .text();
    }
    Path copy = temporary.resolve("copy");
    Command.of(launcher.toString(), "restore", "--data", copy.toString(), "--from", file.toString())
        .text();
    try (RunningPlatform restored = RunningPlatform.start(launcher, copy)) {
      assertThat(restored.get("metrics", "/q/health/ready").statusCode()).isEqualTo(200);
    }
  }

  /// As replicas have them: on a volume of their own. A blob is a file by its digest.
  @Test
  void blobsThatLieElsewhereAreBackedUpToo() throws Exception {
    Path data = temporary.resolve("apart");
    Path file = temporary.resolve("apart.tar");
    byte[] bytes = "ahoy".getBytes(StandardCharsets.UTF_8);
    String hex = Digest.sha256(bytes).hex();
    String name = "sha256/%s/%s".formatted(hex.substring(0, 2), hex);
    Path blobs = temporary.resolve("volume/blobs");
    try (RunningPlatform running = RunningPlatform.start(launcher, data, "--blobs", blobs + "")) {
      assertThat(running.get("metrics", "/q/health/ready").statusCode()).isEqualTo(200);
      assertThat(blobs).isDirectory();
      Files.createDirectories(blobs.resolve(name).getParent());
      Files.write(blobs.resolve(name), bytes);
      platform("backup", "--data", data + "", "--blobs", blobs + "", "--to", file + "");
    }
    Path copy = temporary.resolve("apart-copy");
    Path elsewhere = temporary.resolve("volume/restored");
    platform("restore", "--data", copy + "", "--blobs", elsewhere + "", "--from", file + "");
    assertThat(elsewhere.resolve(name)).hasBinaryContent(bytes);
    assertThat(copy.resolve("blobs")).doesNotExist();
  }

  private static void platform(String... words) {
    List<String> command = new ArrayList<>(List.of(launcher.toString()));
    command.addAll(List.of(words));
    Command.of(command).text();
  }
}
