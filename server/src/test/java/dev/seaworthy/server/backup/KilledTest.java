package dev.seaworthy.server.backup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.base.Digest;
import dev.seaworthy.server.store.Database;
import dev.seaworthy.server.store.DatabaseAddress;
import dev.seaworthy.server.store.FileBlobStore;
import dev.seaworthy.server.store.Migrations;
import dev.seaworthy.server.store.TestDatabase;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Migrations and backups are killed (SIGKILL) at moments that the seed decides. The property
/// `kill.rounds` says how often, `kill.seed` repeats a run.
@Timeout(value = 60, unit = TimeUnit.MINUTES)
class KilledTest {
  private static final int ROUNDS = Integer.getInteger("kill.rounds", 3);
  private static final long SEED = Long.getLong("kill.seed", System.nanoTime());
  private static final int EVENTS = 20_000;
  private static final int BLOBS = 8;
  private static final int BLOB_BYTES = 4 << 20;

  @TempDir Path folder;
  private final Random random = new Random(SEED);
  private final List<Process> processes = new ArrayList<>();

  @AfterEach
  void nobodyIsLeft() {
    processes.forEach(Process::destroyForcibly);
  }

  /// Starts a program and kills it within so many milliseconds of its beginning.
  ///
  /// @return whether it was through before
  private boolean killed(int millisMax, DatabaseAddress address, String... words)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Killed.class.getName(),
                words[0],
                address.url(),
                address.user(),
                address.password()));
    command.addAll(Arrays.asList(words).subList(1, words.length));
    Process process =
        new ProcessBuilder(command).redirectError(folder.resolve("killed.log").toFile()).start();
    processes.add(process);
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      assertThat(out.readLine())
          .as(Files.readString(folder.resolve("killed.log")))
          .isEqualTo("ready");
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(millisMax)));
      // The handle leaves the streams open.
      process.toHandle().destroyForcibly();
      process.waitFor();
      return "done".equals(out.readLine());
    }
  }

  @Test
  void aMigrationThatIsKilledIsDoneOrUndoneAndTheNextOneEndsIt() throws Exception {
    System.out.println("  kill.seed=" + SEED);
    List<String> whole = Schema.of(TestDatabase.migrated());
    for (int round = 1; round <= ROUNDS; round++) {
      DatabaseAddress address = TestDatabase.empty();
      boolean isThrough = killed(300, address, "migrate");
      Database database = address.open();
      List<String> left = Schema.of(database);
      List<String> missing = Migrations.of(database).run();
      System.out.printf(
          "  migration killed with %s of %s lines of the schema, %s files to go%s%n",
          left.size(), whole.size(), missing.size(), isThrough ? " (it was through)" : "");
      assertThat(Schema.of(database)).isEqualTo(whole);
      assertThat(Migrations.of(database).run()).isEmpty();
    }
  }

  @Test
  void aBackupThatIsKilledIsWholeOrNotThereAndWhatWasWrittenMeanwhileStays() throws Exception {
    System.out.println("  kill.seed=" + SEED);
    DatabaseAddress address = TestDatabase.empty();
    Database database = address.open();
    Migrations.of(database).run();
    Path blobs = folder.resolve("blobs");
    fill(database, FileBlobStore.open(blobs));
    List<String> acknowledged = new ArrayList<>();
    for (int round = 1; round <= ROUNDS; round++) {
      Path file = folder.resolve("backup-" + round + ".tar");
      AtomicBoolean isOver = new AtomicBoolean();
      Thread writer =
          Thread.ofPlatform().start(writing(database, acknowledged, round + "-", isOver));
      boolean isThrough = killed(900, address, "backup", blobs.toString(), file.toString());
      isOver.set(true);
      writer.join();
      boolean isThere = Files.exists(file);
      System.out.printf(
          "  backup killed %s, after %s writes%n",
          isThere ? "when it was whole" : "before it was whole", acknowledged.size());
      assertThat(isThrough && !isThere).isFalse();
      if (isThere) {
        restored(file, round);
      }
      assertThat(names(database)).containsExactlyInAnyOrderElementsOf(acknowledged);
    }
    Path file = folder.resolve("at-last.tar");
    new Backup(database, FileBlobStore.open(blobs), InstantSource.system()).write(file);
    assertThat(names(restored(file, 0))).containsExactlyInAnyOrderElementsOf(acknowledged);
  }

  private Database restored(Path file, int round) throws IOException {
    Database other = TestDatabase.empty().open();
    FileBlobStore store = FileBlobStore.open(folder.resolve("restored-" + round));
    new Restore(other, store).read(file);
    assertThat(
            other.<Long>onSnapshot(
                tx -> tx.one("select count(*) from audit_event", row -> row.count())))
        .isEqualTo(EVENTS);
    try (var digests = store.list()) {
      assertThat(digests.count()).isEqualTo(BLOBS);
    }
    return other;
  }

  private static List<String> names(Database database) {
    return database.onSnapshot(
        tx -> tx.list("select name from store_lease", row -> row.text("name")));
  }

  /// Writes until it is over; a name is listed when its transaction has been acknowledged.
  private static Runnable writing(
      Database database, List<String> acknowledged, String prefix, AtomicBoolean isOver) {
    return () -> {
      for (int i = 0; !isOver.get(); i++) {
        String name = prefix + i;
        database.inTransaction(
            tx -> tx.update("insert into store_lease values (?, 'me', 1, now())", name));
        acknowledged.add(name);
      }
    };
  }

  private void fill(Database database, FileBlobStore blobs) throws IOException {
    database.inTransaction(tx ->
        tx.update(
            """
            insert into audit_event (id, at, event)
            select gen_random_uuid(), now(), jsonb_build_object('n', n, 'text', repeat('x', 400))
            from generate_series(1, ?) n
            """,
            (long) EVENTS));
    for (byte[] bytes : IntStream.range(0, BLOBS).mapToObj(_ -> new byte[BLOB_BYTES]).toList()) {
      random.nextBytes(bytes);
      blobs.put(Digest.sha256(bytes), new ByteArrayInputStream(bytes), bytes.length);
    }
  }
}
