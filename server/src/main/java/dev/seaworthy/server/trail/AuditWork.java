package dev.seaworthy.server.trail;

import dev.seaworthy.server.audit.PullJournal;
import dev.seaworthy.server.settings.Role;
import dev.seaworthy.server.settings.Settings;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// What one replica does for the audit trail all the time: chaining, signing and sending heads,
/// opening reviews, letting go of what was kept long enough.
@Singleton
class AuditWork {
  private static final Logger LOG = Logger.getLogger(AuditWork.class);
  private static final Duration BEAT = Duration.ofMillis(200);
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);
  private static final Duration UPKEEP = Duration.ofMinutes(1);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Settings settings;
  private final Sequencer sequencer;
  private final Heads heads;
  private final HeadExports exports;
  private final Reviews reviews;
  private final Retention retention;
  private final PullJournal pulls;
  private final InstantSource clock;
  private final CountDownLatch ending = new CountDownLatch(1);
  private @Nullable Thread chaining;
  private @Nullable Thread sending;

  AuditWork(
      Settings settings,
      Sequencer sequencer,
      Heads heads,
      HeadExports exports,
      Reviews reviews,
      Retention retention,
      PullJournal pulls,
      InstantSource clock) {
    this.settings = settings;
    this.sequencer = sequencer;
    this.heads = heads;
    this.exports = exports;
    this.reviews = reviews;
    this.retention = retention;
    this.pulls = pulls;
    this.clock = clock;
  }

  void begin(@Observes StartupEvent event) {
    retention.requireFloor();
    if (settings.roles().contains(Role.SEQUENCER)) {
      chaining = Thread.ofPlatform().name("audit-chain").start(this::chain);
      sending = Thread.ofPlatform().name("audit-heads").start(this::send);
    }
  }

  void end(@Observes ShutdownEvent event) throws InterruptedException {
    ending.countDown();
    if (chaining != null && sending != null) {
      chaining.join(PATIENCE);
      sending.join(PATIENCE);
    }
  }

  private void chain() {
    Instant upkeep = Instant.MIN;
    boolean ended = false;
    while (!ended) {
      Duration pause = BEAT;
      try {
        Optional<Long> fence = sequencer.lead();
        if (fence.isPresent()) {
          if (Sequencer.isFull(sequencer.chain(fence.get()))) {
            pause = Duration.ZERO;
          }
          if (clock.instant().isAfter(upkeep)) {
            upkeep = clock.instant().plus(UPKEEP);
            upkeep();
          }
        }
      } catch (RuntimeException e) {
        LOG.errorf("the audit trail can't be chained for now: %s", e);
        pause = AFTER_FAILURE;
      }
      ended = await(pause);
    }
    leave();
  }

  private void upkeep() {
    reviews.open();
    pulls.findLost();
    retention.letGo();
  }

  private void leave() {
    try {
      sequencer.leave();
    } catch (RuntimeException e) {
      LOG.debugf("the lease runs out by itself: %s", e);
    }
  }

  /// On a thread of its own, since a place outside may take long to answer.
  private void send() {
    boolean ended = false;
    while (!ended) {
      try {
        if (sequencer.lead().isPresent()) {
          heads.sign();
          exports.send();
        }
      } catch (RuntimeException e) {
        LOG.errorf("heads can't be signed or sent for now: %s", e);
      }
      ended = await(AFTER_FAILURE);
    }
  }

  private boolean await(Duration pause) {
    try {
      return ending.await(pause.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }
}
