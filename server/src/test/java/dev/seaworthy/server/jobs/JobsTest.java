package dev.seaworthy.server.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.server.store.Database;
import dev.seaworthy.server.store.DatabaseAddress;
import dev.seaworthy.server.store.Ids;
import dev.seaworthy.server.store.Json;
import dev.seaworthy.server.store.Migrations;
import dev.seaworthy.server.store.TestDatabase;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalPropertiesReader;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class JobsTest {
  private static final Duration LEASE = Duration.ofMinutes(5);

  private final Database database = TestDatabase.migrated();
  private final Jobs jobs =
      new Jobs(
          database, new Ids(InstantSource.system(), new SecureRandom()), InstantSource.system());

  private UUID order(Queue queue, String project) {
    return database.inTransaction(
        tx -> jobs.order(tx, new Jobs.Order(queue, project, "scan", new Json("{}"), "ada")));
  }

  private void done(Taken job) {
    database.inTransaction(tx -> {
      jobs.done(tx, job, new Json("{}"));
      return job;
    });
  }

  /// As if so much time had passed.
  private void pass(Duration time) {
    database.inTransaction(tx ->
        tx.update(
            """
            update jobs_job set ready_at = ready_at - ? * interval '1 millisecond',
              held_until = held_until - ? * interval '1 millisecond'
            """,
            time.toMillis(),
            time.toMillis()));
  }

  @Test
  void aWorkerThatStalledAndWakesUpWritesNothing() {
    UUID id = order(Queue.ADHOC, "web");
    Taken first = jobs.take("one", LEASE).orElseThrow();
    pass(LEASE.plusSeconds(1));
    assertThat(jobs.reap()).isEqualTo(1);
    pass(Duration.ofMinutes(1));
    Taken second = jobs.take("two", LEASE).orElseThrow();
    assertThat(second.id()).isEqualTo(id);
    assertThat(second.fence()).isGreaterThan(first.fence());

    assertThat(jobs.beat(first, LEASE, null)).isEqualTo(Jobs.Beat.LOST);
    assertThatThrownBy(() -> done(first)).isInstanceOf(LostJobException.class);
    assertThat(jobs.failed(first, "late", true)).isFalse();
    done(second);
    assertThatThrownBy(() -> done(second)).isInstanceOf(LostJobException.class);
    assertThat(jobs.find("web", id).orElseThrow().state()).isEqualTo(Job.State.DONE);
  }

  @Test
  void whatFailsTooOftenIsParkedWithItsReasonUntilAPersonRetriesIt() {
    UUID id = order(Queue.ADHOC, "web");
    for (int attempt = 1; attempt <= Jobs.ATTEMPTS; attempt++) {
      Taken job = jobs.take("one", LEASE).orElseThrow();
      assertThat(job.attempt()).isEqualTo(attempt);
      jobs.failed(job, "the registry is away", true);
      assertThat(jobs.take("one", LEASE)).as("it waits before another attempt").isEmpty();
      pass(Duration.ofHours(1));
    }
    Job parked = jobs.find("web", id).orElseThrow();
    assertThat(parked.state()).isEqualTo(Job.State.PARKED);
    assertThat(parked.failure()).isEqualTo("the registry is away");
    assertThat(jobs.take("one", LEASE)).isEmpty();

    assertThat(database.<Boolean>inTransaction(tx -> jobs.retry(tx, "web", id))).isTrue();
    done(jobs.take("one", LEASE).orElseThrow());
  }

  @Test
  void aJobWhoseWorkersAllDieIsParkedToo() {
    UUID id = order(Queue.ADHOC, "web");
    for (int attempt = 1; attempt <= Jobs.ATTEMPTS; attempt++) {
      assertThat(jobs.take("dies-" + attempt, LEASE)).isPresent();
      pass(LEASE.plusHours(1));
      jobs.reap();
      pass(Duration.ofHours(1));
    }
    Job parked = jobs.find("web", id).orElseThrow();
    assertThat(parked.state()).isEqualTo(Job.State.PARKED);
    assertThat(parked.failure()).isEqualTo("the worker dies-5 fell silent");
  }

  @Test
  void aCancelledJobIsNotDoneEvenByWhoHoldsIt() {
    UUID waiting = order(Queue.BULK, "web");
    UUID running = order(Queue.ADHOC, "web");
    Taken job = jobs.take("one", LEASE).orElseThrow();
    assertThat(job.id()).isEqualTo(running);
    for (UUID id : List.of(waiting, running)) {
      assertThat(database.<Boolean>inTransaction(tx -> jobs.cancel(tx, "web", id, "ada"))).isTrue();
      assertThat(database.<Boolean>inTransaction(tx -> jobs.cancel(tx, "api", id, "eve")))
          .isFalse();
    }
    assertThat(jobs.beat(job, LEASE, null)).isEqualTo(Jobs.Beat.CANCELLED);
    assertThatThrownBy(() -> done(job)).isInstanceOf(LostJobException.class);
    jobs.cancelled(job);
    assertThat(jobs.find("web", running).orElseThrow().state()).isEqualTo(Job.State.CANCELLED);
    assertThat(jobs.find("web", waiting).orElseThrow().state()).isEqualTo(Job.State.CANCELLED);
    assertThat(jobs.take("one", LEASE)).isEmpty();
  }

  @Test
  void aProjectThatOrdersAThousandHoldsNobodyUp() {
    for (int i = 0; i < 300; i++) {
      order(Queue.ADHOC, "greedy");
    }
    for (int i = 0; i < 5; i++) {
      order(Queue.ADHOC, "modest");
    }
    List<String> taken = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      taken.add(jobs.take("one", LEASE).orElseThrow().project());
    }
    assertThat(taken.stream().filter("modest"::equals)).hasSize(5);
  }

  @Test
  void noQueueStarvesAnotherAndWeightsHold() {
    for (Queue queue : Queue.values()) {
      for (int i = 0; i < 100; i++) {
        order(queue, "web");
      }
    }
    Map<Queue, Integer> counts = new HashMap<>();
    for (int i = 0; i < 90; i++) {
      counts.merge(jobs.take("one", LEASE).orElseThrow().queue(), 1, Integer::sum);
    }
    assertThat(counts)
        .as("weights 8, 6, 3 and 1 of 18")
        .isEqualTo(Map.of(Queue.ADHOC, 40, Queue.PUSH, 30, Queue.DUE, 15, Queue.BULK, 5));
  }

  @Test
  void whoWasIdleSavesUpNothing() {
    for (int i = 0; i < 200; i++) {
      order(Queue.BULK, "busy");
    }
    for (int i = 0; i < 100; i++) {
      var _ = jobs.take("one", LEASE).orElseThrow();
    }
    for (int i = 0; i < 50; i++) {
      order(Queue.BULK, "returning");
    }
    List<String> taken = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      taken.add(jobs.take("one", LEASE).orElseThrow().project());
    }
    assertThat(taken.stream().filter("busy"::equals).count()).isBetween(9L, 11L);
  }

  @Test
  void manyWorkersTakeEachJobOnce() throws Exception {
    Set<UUID> ordered = new HashSet<>();
    for (int i = 0; i < 200; i++) {
      ordered.add(order(Queue.ADHOC, "project-" + i % 7));
    }
    List<UUID> taken = new ArrayList<>();
    try (ExecutorService executor = Executors.newFixedThreadPool(4)) {
      List<Callable<List<UUID>>> workers = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        String name = "worker-" + i;
        workers.add(() -> all(name));
      }
      for (Future<List<UUID>> each : executor.invokeAll(workers)) {
        taken.addAll(each.get());
      }
    }
    assertThat(taken).doesNotHaveDuplicates().hasSameElementsAs(ordered);
  }

  private List<UUID> all(String name) {
    List<UUID> taken = new ArrayList<>();
    Optional<Taken> next = jobs.take(name, LEASE);
    while (next.isPresent()) {
      taken.add(next.get().id());
      next = jobs.take(name, LEASE);
    }
    return taken;
  }

  @Test
  void takingOneOfTenThousandIsQuick() throws Exception {
    DatabaseAddress address = TestDatabase.empty();
    Migrations.of(address.open()).run();
    try (AgroalDataSource pool =
        AgroalDataSource.from(
            new AgroalPropertiesReader()
                .readProperties(
                    Map.of(
                        AgroalPropertiesReader.MAX_SIZE, "2",
                        AgroalPropertiesReader.JDBC_URL, address.url(),
                        AgroalPropertiesReader.PRINCIPAL, address.user(),
                        AgroalPropertiesReader.CREDENTIAL, address.password())))) {
      take(new Database(pool));
    }
  }

  private static void take(Database database) {
    Jobs jobs =
        new Jobs(
            database, new Ids(InstantSource.system(), new SecureRandom()), InstantSource.system());
    database.inTransaction(tx ->
        tx.update(
            """
            insert into jobs_job (id, queue, project, kind, payload, state, attempts_max, ready_at,
              made_at, made_by)
            select gen_random_uuid(), (array['adhoc', 'push', 'due', 'bulk'])[1 + n % 4],
              'project-' || n % 250, 'scan', '{}', 'QUEUED', 5, now(), now(), 'ada'
            from generate_series(1, 10000) n
            """));
    database.inTransaction(tx -> tx.update("analyze jobs_job"));
    List<Long> micros = new ArrayList<>();
    for (int i = 0; i < 220; i++) {
      long begin = System.nanoTime();
      assertThat(jobs.take("one", LEASE)).isPresent();
      micros.add((System.nanoTime() - begin) / 1000);
    }
    List<Long> warm = micros.subList(20, micros.size()).stream().sorted().toList();
    System.out.printf(
        "10,000 queued jobs of 250 projects: one is taken in %.1f ms (median), %.1f ms (90 %%)%n",
        warm.get(warm.size() / 2) / 1000.0, warm.get(warm.size() * 9 / 10) / 1000.0);
    assertThat(warm.get(warm.size() / 2)).isLessThan(20_000);
  }
}
