package dev.seaworthy.server.audit;

import dev.seaworthy.server.store.Database;
import dev.seaworthy.server.store.Ids;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Writes pulls together. A replica that collects them has a row which it renews with every batch
/// and takes away when it ends; one that is left behind marks a replica that was killed.
@Singleton
public class PullJournal implements Pulls {
  private static final Logger LOG = Logger.getLogger(PullJournal.class);

  /// So that none waits longer than a second, its writing included.
  private static final Duration BEAT = Duration.ofMillis(500);

  /// After so long without a sign a replica is taken for dead.
  private static final Duration SILENCE = Duration.ofSeconds(30);

  private static final int WAITING_MAX = 20_000;
  private static final int BATCH_MAX = 5_000;

  private final Database database;
  private final Audit audit;
  private final InstantSource clock;
  private final UUID replica;
  private final BlockingQueue<AuditEvent> waiting = new ArrayBlockingQueue<>(WAITING_MAX);
  private final CountDownLatch ending = new CountDownLatch(1);
  private @Nullable Thread writing;

  public PullJournal(Database database, Audit audit, Ids ids, InstantSource clock) {
    this.database = database;
    this.audit = audit;
    this.clock = clock;
    this.replica = ids.next();
  }

  @Override
  public void record(AuditEvent event) {
    try {
      waiting.put(event);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted before the pull was recorded", e);
    }
  }

  void begin(@Observes StartupEvent event) {
    writing = Thread.ofPlatform().name("audit-pulls").start(this::write);
  }

  void end(@Observes ShutdownEvent event) throws InterruptedException {
    ending.countDown();
    if (writing != null) {
      writing.join(Duration.ofSeconds(10));
    }
  }

  private void write() {
    List<AuditEvent> batch = new ArrayList<>();
    boolean ended = false;
    while (!ended || !batch.isEmpty() || !waiting.isEmpty()) {
      try {
        ended = ending.await(BEAT.toMillis(), TimeUnit.MILLISECONDS);
        waiting.drainTo(batch, BATCH_MAX - batch.size());
        store(batch);
        batch.clear();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      } catch (RuntimeException e) {
        LOG.errorf("%s pulls can't be recorded for now: %s", batch.size(), e);
        if (ended) {
          return;
        }
      }
    }
    forget();
  }

  /// The pulls, and that this replica is there, in one transaction.
  void store(List<AuditEvent> batch) {
    Instant now = clock.instant();
    database.inTransaction(tx -> {
      for (AuditEvent event : batch) {
        audit.record(tx, event);
      }
      return tx.update(
          """
          insert into audit_pulls (replica, began_at, seen_at) values (?, ?, ?)
          on conflict (replica) do update set seen_at = excluded.seen_at
          """,
          replica,
          now,
          now);
    });
  }

  private void forget() {
    database.inTransaction(tx -> tx.update("delete from audit_pulls where replica = ?", replica));
  }

  private record Lost(UUID replica, Instant seenAt) {}

  /// Leaves a marker for each replica that fell silent.
  public void findLost() {
    Instant now = clock.instant();
    database.inTransaction(tx -> {
      List<Lost> lost =
          tx.list(
              "delete from audit_pulls where seen_at < ? returning replica, seen_at",
              row -> new Lost(row.id("replica"), row.instant("seen_at")),
              now.minus(SILENCE));
      for (Lost each : lost) {
        audit.record(
            tx,
            new AuditEvent(
                now,
                AuditEvent.Actor.platform("audit"),
                "",
                "audit.pulls.interrupted",
                "replica:" + each.replica(),
                null,
                null,
                null,
                AuditEvent.Result.FAILED,
                "the replica fell silent at %s: pulls of the second that followed may be missing"
                    .formatted(each.seenAt())));
      }
      return lost.size();
    });
  }
}
