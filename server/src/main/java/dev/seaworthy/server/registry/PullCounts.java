package dev.seaworthy.server.registry;

import dev.seaworthy.server.store.Database;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// How often images are pulled, and when last: written together, each second. The audit trail has
/// each pull; what a killed process loses here is a second of counting.
@Singleton
class PullCounts {
  private static final Logger LOG = Logger.getLogger(PullCounts.class);
  private static final Duration BEAT = Duration.ofSeconds(1);
  private static final int SWEEP_BEATS = 3600;
  private static final Duration UPLOAD_LIFE = Duration.ofDays(7);

  private final Database database;
  private final InstantSource clock;
  private final Map<Key, Long> waiting = new ConcurrentHashMap<>();
  private final CountDownLatch ending = new CountDownLatch(1);
  private @Nullable Thread writing;

  PullCounts(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  private record Key(RepositoryName repository, String digest) {}

  void pulled(HeldManifest manifest) {
    waiting.merge(new Key(manifest.repository(), manifest.digest().toString()), 1L, Long::sum);
  }

  void begin(@Observes StartupEvent event) {
    writing = Thread.ofPlatform().name("registry-counts").start(this::write);
  }

  void end(@Observes ShutdownEvent event) throws InterruptedException {
    ending.countDown();
    if (writing != null) {
      writing.join(Duration.ofSeconds(5));
    }
  }

  private void write() {
    boolean ended = false;
    long beats = 0;
    while (!ended) {
      try {
        ended = ending.await(BEAT.toMillis(), TimeUnit.MILLISECONDS);
        store();
        if (beats++ % SWEEP_BEATS == 0) {
          sweep();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      } catch (RuntimeException e) {
        LOG.errorf("pulls can't be counted for now: %s", e);
      }
    }
  }

  private void store() {
    Instant now = clock.instant();
    List<List<?>> rows = new ArrayList<>();
    for (Key key : List.copyOf(waiting.keySet())) {
      Long count = waiting.remove(key);
      if (count != null) {
        rows.add(
            List.of(count, now, key.repository().project(), key.repository().path(), key.digest()));
      }
    }
    if (!rows.isEmpty()) {
      database.inTransaction(tx -> {
        tx.batch(
            """
            update registry_manifest set pulls = pulls + ?, last_pull = ?
            where project = ? and repository = ? and digest = ?
            """,
            rows);
        return rows;
      });
    }
  }

  /// Forgets uploads that nobody goes on with, and blobs that no manifest came for.
  private void sweep() {
    Instant now = clock.instant();
    database.inTransaction(tx -> {
      tx.update("delete from registry_grant where until < ?", now);
      return tx.update("delete from registry_upload where begun_at < ?", now.minus(UPLOAD_LIFE));
    });
  }
}
