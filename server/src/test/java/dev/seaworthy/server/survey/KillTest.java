package dev.seaworthy.server.survey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.base.Limits;
import dev.seaworthy.ledger.Head;
import dev.seaworthy.ledger.LedgerReader;
import dev.seaworthy.ledger.LedgerVerifier;
import dev.seaworthy.ledger.Verification;
import dev.seaworthy.server.jobs.Job;
import dev.seaworthy.server.jobs.Jobs;
import dev.seaworthy.server.jobs.Queue;
import dev.seaworthy.server.store.Database;
import dev.seaworthy.server.store.DatabaseAddress;
import dev.seaworthy.server.store.Json;
import dev.seaworthy.server.store.Migrations;
import dev.seaworthy.server.store.TestDatabase;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Replicas and the processes that they scan in are killed (SIGKILL) while they work, at moments
/// that the seed decides. The property `kill.rounds` says how often, `kill.seed` repeats a run.
@Timeout(value = 60, unit = TimeUnit.MINUTES)
class KillTest {
  private static final int ROUNDS = Integer.getInteger("kill.rounds", 3);
  private static final long SEED = Long.getLong("kill.seed", System.nanoTime());
  private static final int BALLAST = 6 << 20;
  private static final Duration PATIENCE = Duration.ofMinutes(4);

  @TempDir Path folder;
  private final Random random = new Random(SEED);
  private final DatabaseAddress address = TestDatabase.empty();
  private final Database database = address.open();
  private final List<Process> processes = new ArrayList<>();
  private Path imports;
  private Replica local;

  @BeforeEach
  void anInstallation() throws IOException {
    System.out.println("  kill.seed=" + SEED);
    Migrations.of(database).run();
    imports = Files.createDirectories(folder.resolve("imports"));
    Files.createDirectories(folder.resolve("heads"));
    local =
        new Replica(Files.createDirectories(folder.resolve("data-0")), folder, imports, database);
    local.keys.signer();
  }

  @AfterEach
  void nobodyIsLeft() {
    processes.forEach(KillTest::kill);
  }

  private static void kill(Process process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  /// A replica as a process. All share one signing key by sharing the data directory's `keys`.
  private Process replica(int number) throws IOException {
    Path data = Files.createDirectories(folder.resolve("data-" + number));
    if (!Files.exists(data.resolve("keys"))) {
      Files.createSymbolicLink(data.resolve("keys"), folder.resolve("data-0/keys"));
    }
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx192m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Replica.class.getName(),
                data.toString(),
                folder.toString(),
                imports.toString(),
                address.url(),
                address.user(),
                address.password())
            .redirectError(folder.resolve("replica-" + number + ".log").toFile())
            .start();
    processes.add(process);
    BufferedReader out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    assertThat(out.readLine()).isEqualTo("ready");
    return process;
  }

  private UUID order(int number) throws IOException {
    SampleImage.in(
        imports.resolve("image-" + number), "registry.example/shop/cart-" + number + ":1", BALLAST);
    return database.inTransaction(tx -> {
      UUID id =
          local.jobs.order(
              tx,
              new Jobs.Order(
                  Queue.ADHOC,
                  "web",
                  ScanWork.KIND,
                  new Json("{\"reference\":\"oci-layout:image-%s\"}".formatted(number)),
                  "ada"));
      return id;
    });
  }

  private Job job(UUID id) {
    return local.jobs.find("web", id).orElseThrow();
  }

  /// Polls until it is so; the clock that bounds it is the only thing that is waited for.
  private static void until(String what, java.util.function.BooleanSupplier condition) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waiting until " + what).isLessThan(end);
      java.util.concurrent.locks.LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }

  private void pause(int millisMax) {
    java.util.concurrent.locks.LockSupport.parkNanos(
        TimeUnit.MILLISECONDS.toNanos(random.nextInt(millisMax)));
  }

  @Test
  void replicasThatAreKilledLoseNothingAndDoNothingTwice() throws Exception {
    List<UUID> ordered = new ArrayList<>();
    for (int round = 1; round <= ROUNDS; round++) {
      UUID id = order(round);
      ordered.add(id);
      Process replica = replica(1);
      until("somebody works", () -> job(id).state() != Job.State.QUEUED);
      pause(2500);
      String at = job(id).state() + " " + job(id).progress();
      kill(replica);
      replica.waitFor();
      System.out.println("  replica killed at " + at);
    }
    replica(1);
    finish(ordered);
  }

  @Test
  void processesOfScansThatAreKilledAreTriedAgain() throws Exception {
    Process replica = replica(1);
    List<UUID> ordered = new ArrayList<>();
    int killed = 0;
    for (int round = 1; round <= ROUNDS; round++) {
      UUID id = order(round);
      ordered.add(id);
      until(
          "a process reads or it is over",
          () -> child(replica).findAny().isPresent() || job(id).state() == Job.State.DONE);
      pause(300);
      List<ProcessHandle> reading = child(replica).toList();
      reading.forEach(ProcessHandle::destroyForcibly);
      killed += reading.size();
      System.out.println("  processes of a scan killed: " + reading.size());
      until(
          "that is noticed",
          () ->
              job(id).attempts() > 1
                  || job(id).failure() != null
                  || job(id).state() == Job.State.DONE);
    }
    assertThat(killed).as("at least one was met alive").isPositive();
    finish(ordered);
  }

  private static Stream<ProcessHandle> child(Process replica) {
    return replica
        .descendants()
        .filter(each -> each.info().commandLine().orElse("").contains("-Djava.io.tmpdir=tmp"));
  }

  @Test
  void oneOfTwoReplicasIsKilledAndWorkGoesOn() throws Exception {
    List<UUID> ordered = new ArrayList<>();
    for (int i = 1; i <= 4; i++) {
      ordered.add(order(i));
    }
    Process first = replica(1);
    Process second = replica(2);
    until(
        "both work or some is done",
        () -> ordered.stream().filter(id -> job(id).state() != Job.State.QUEUED).count() >= 2);
    pause(1500);
    kill(first);
    first.waitFor();
    long before = ordered.stream().filter(id -> job(id).state() == Job.State.DONE).count();
    System.out.println("  one of two replicas killed with %s of 4 done".formatted(before));
    until("all are done", () -> ordered.stream().allMatch(id -> isOver(job(id))));
    assertThat(second.isAlive()).isTrue();
    finish(ordered);
  }

  /// Every job that was acknowledged is done, each has one certificate and one record, and the
  /// trail is whole up to a head outside.
  private void finish(List<UUID> ordered) throws Exception {
    until("all are done", () -> ordered.stream().allMatch(id -> isOver(job(id))));
    until(
        "all is chained",
        () -> database.<Boolean>onSnapshot(tx -> !tx.exists("select 1 from audit_event")));
    for (UUID id : ordered) {
      assertThat(job(id).state()).as(job(id).failure()).isEqualTo(Job.State.DONE);
    }
    assertThat(
            database.<List<UUID>>onSnapshot(
                tx -> tx.list("select job from survey_certificate", row -> row.id("job"))))
        .containsExactlyInAnyOrderElementsOf(ordered);
    until(
        "a head of all is outside",
        () ->
            database.<Boolean>onSnapshot(tx ->
                tx.exists(
                    "select 1 from audit_export join audit_ledger on audit_export.sequence = audit_ledger.sequence")));
    processes.forEach(KillTest::kill);
    Path copy = copy();
    Map<String, Integer> certified = new HashMap<>();
    LedgerReader.read(
        copy,
        Set.of("certificate"),
        record -> certified.merge(record.payload().text("image"), 1, Integer::sum));
    assertThat(certified.values()).hasSize(ordered.size()).containsOnly(1);
    try (ExecutorService executor = Executors.newFixedThreadPool(2)) {
      Verification verification = LedgerVerifier.verify(copy, heads(), executor);
      assertThat(verification.faults()).isEmpty();
      assertThat(verification.signed()).isEqualTo(verification.records());
    }
  }

  private static boolean isOver(Job job) {
    return job.state() != Job.State.QUEUED && job.state() != Job.State.RUNNING;
  }

  private List<Head> heads() throws IOException {
    List<Head> heads = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder.resolve("heads"))) {
      for (Path file : files.filter(each -> each.toString().endsWith(".json")).toList()) {
        heads.add(
            Head.verified(
                Files.readAllBytes(file),
                local.keys.trusted(),
                file.toString(),
                Limits.defaults()));
      }
    }
    return heads;
  }

  private Path copy() throws IOException {
    Path tar = folder.resolve("copy.tar");
    try (OutputStream out = Files.newOutputStream(tar)) {
      local.chaining.export(out);
    }
    try (InputStream in = Files.newInputStream(tar);
        TarArchiveInputStream entries = new TarArchiveInputStream(in)) {
      for (TarArchiveEntry entry = entries.getNextEntry();
          entry != null;
          entry = entries.getNextEntry()) {
        Path file = folder.resolve("copy").resolve(entry.getName());
        Files.createDirectories(file.getParent());
        Files.copy(entries, file);
      }
    }
    return folder.resolve("copy/ledger");
  }
}
