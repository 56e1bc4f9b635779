package dev.seaworthy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.cli.Terminal.Outcome;
import dev.seaworthy.testkit.Gates;
import dev.seaworthy.testkit.Need;
import dev.seaworthy.testkit.registry.FileServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Updates from a server on this machine that serves the very files of the real feeds.
class DbUpdateTest {

  private static final Instant SERVED = Instant.parse("2026-08-21T12:00:00Z");

  @TempDir Path home;

  @Test
  void fetchesBuildsAndInstallsAndThenOnlyWhatHasChanged() throws Exception {
    Need osv = Gates.shared("advisories/osv/npm/all.zip");
    Need debian = Gates.shared("advisories/debian/tracker-data.json.gz");
    Need alpine = Gates.shared("advisories/alpine/secdb.zip");
    Gates.run(
        "db update from a server with the real feeds",
        List.of(osv, debian, alpine),
        () -> {
          try (FileServer server = FileServer.start()) {
            server
                .file("/osv/npm/all.zip", osv.path())
                .unpackedGzip("/tracker.json", debian.path())
                .zip("/secdb", alpine.path());
            String[] update = {
              "db",
              "update",
              "--osv",
              server.uri("/osv/").toString(),
              "--ecosystem",
              "npm",
              "--debian",
              server.uri("/tracker.json").toString(),
              "--alpine",
              server.uri("/secdb/").toString(),
              "--branch",
              "v3.20"
            };
            Outcome first = terminal().run(update);
            assertThat(first.exitCode()).as(first.transcript()).isZero();
            assertThat(first.out()).startsWith("installed advisory database sha256:");
            assertThat(first.out()).contains("alpine-secdb").contains("debian-tracker");
            assertThat(terminal().run("db", "status").out()).contains("osv/npm");

            int before = server.requests().size();
            Outcome second = terminal().run(update);
            assertThat(second.exitCode()).as(second.transcript()).isZero();
            assertThat(second.out()).isEqualTo("nothing has changed\n");
            assertThat(server.requests().size()).isGreaterThan(before);
          }
          Outcome unreachable =
              terminal()
                  .run(
                      "db",
                      "update",
                      "--osv",
                      "http://127.0.0.1:1/",
                      "--ecosystem",
                      "npm",
                      "--debian",
                      "none",
                      "--alpine",
                      "none");
          assertThat(unreachable.exitCode()).as(unreachable.transcript()).isEqualTo(3);
          assertThat(unreachable.err()).contains("SW-ADVISORY-");
          assertThat(terminal().run("db", "status").out()).contains("osv/npm");
          return 3;
        });
  }

  @Test
  void saysWhichFeedIsMissing() throws Exception {
    try (FileServer server = FileServer.start()) {
      server.put("/other", "nothing", SERVED);
      Outcome outcome =
          terminal()
              .run(
                  "db",
                  "update",
                  "--osv",
                  "none",
                  "--alpine",
                  "none",
                  "--debian",
                  server.uri("/tracker.json").toString());
      assertThat(outcome.exitCode()).isEqualTo(3);
      assertThat(outcome.err()).contains("/tracker.json").contains("404");
      assertThat(Files.exists(home.resolve(".local/share/seaworthy/advisories/current"))).isFalse();
    }
  }

  @Test
  void saysThatNoBranchIsThere() throws Exception {
    try (FileServer server = FileServer.start()) {
      server.put("/secdb/v3.20/main.json", "nothing", SERVED);
      Outcome outcome =
          terminal()
              .run(
                  "db",
                  "update",
                  "--osv",
                  "none",
                  "--debian",
                  "none",
                  "--alpine",
                  server.uri("/secdb/").toString(),
                  "--branch",
                  "v3.99");
      assertThat(outcome.exitCode()).isEqualTo(3);
      assertThat(outcome.err()).contains("alpine-secdb").contains("has none of its files");
    }
  }

  private Terminal terminal() {
    return new Terminal(home);
  }
}
