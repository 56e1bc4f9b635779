package dev.seaworthy.server.jobs;

import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.server.jobs.JobHandler.HopelessException;
import dev.seaworthy.server.store.Json;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Takes jobs and does them, one after the other.
final class Worker {
  private static final Logger LOG = Logger.getLogger(Worker.class);

  private final Jobs jobs;
  private final Map<String, JobHandler> handlers;
  private final String name;
  private final Duration lease;

  /// @param lease a third of it passes between two signs of life
  Worker(Jobs jobs, Map<String, JobHandler> handlers, String name, Duration lease) {
    this.jobs = jobs;
    this.handlers = Map.copyOf(handlers);
    this.name = name;
    this.lease = lease;
  }

  /// Does the next job.
  ///
  /// @return whether there was one
  boolean next() {
    Optional<Taken> taken = jobs.take(name, lease);
    taken.ifPresent(this::work);
    return taken.isPresent();
  }

  private void work(Taken job) {
    @Nullable JobHandler handler = handlers.get(job.kind());
    if (handler == null) {
      jobs.failed(job, "this replica knows no jobs of kind " + job.kind(), true);
      return;
    }
    try (Heart heart = new Heart(job, Thread.currentThread())) {
      attempt(job, handler, heart);
    }
    // The heart may have interrupted just after the work was over.
    Thread.interrupted();
  }

  private void attempt(Taken job, JobHandler handler, Heart heart) {
    try {
      handler.handle(job, heart.progress::set);
    } catch (LostJobException e) {
      LOG.warnf("%s: what was done is not kept", e.getMessage());
    } catch (HopelessException e) {
      jobs.failed(job, String.valueOf(e.getMessage()), false);
    } catch (InterruptedException | RuntimeException e) {
      Thread.interrupted();
      if (heart.last == Jobs.Beat.CANCELLED) {
        jobs.cancelled(job);
      } else if (heart.last != Jobs.Beat.LOST) {
        LOG.warnf(e, "job %s failed in its attempt %s", job.id(), job.attempt());
        jobs.failed(job, told(e), true);
      }
    }
  }

  private static String told(Exception e) {
    return e instanceof SeaworthyException known
        ? known.code().id() + ": " + known.getMessage()
        : "an error of the platform's own (%s); its log tells more"
            .formatted(e.getClass().getSimpleName());
  }

  /// Shows that the job is being done, and stops the work when it is no longer to be done.
  private final class Heart implements AutoCloseable {
    private final Taken job;
    private final Thread worker;
    private final AtomicReference<@Nullable Json> progress = new AtomicReference<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private final Thread thread;
    private volatile Jobs.Beat last = Jobs.Beat.GO_ON;

    Heart(Taken job, Thread worker) {
      this.job = job;
      this.worker = worker;
      this.thread = Thread.ofPlatform().name("job-heart-" + job.id()).start(this::beat);
    }

    private void beat() {
      long deadline = System.nanoTime() + lease.toNanos();
      try {
        while (last == Jobs.Beat.GO_ON
            && !over.await(lease.toMillis() / 3, TimeUnit.MILLISECONDS)) {
          try {
            last = jobs.beat(job, lease, progress.getAndSet(null));
            deadline = System.nanoTime() + lease.toNanos();
          } catch (RuntimeException e) {
            // Without the database nobody knows whether the job is still ours.
            if (System.nanoTime() > deadline) {
              last = Jobs.Beat.LOST;
            }
          }
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      if (last != Jobs.Beat.GO_ON) {
        worker.interrupt();
      }
    }

    @Override
    public void close() {
      over.countDown();
      boolean interrupted = false;
      while (thread.isAlive()) {
        try {
          thread.join();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
