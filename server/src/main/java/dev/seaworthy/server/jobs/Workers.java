package dev.seaworthy.server.jobs;

import dev.seaworthy.server.settings.Role;
import dev.seaworthy.server.settings.Settings;
import dev.seaworthy.server.store.Ids;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/// This replica's workers.
@Singleton
class Workers {
  private static final Logger LOG = Logger.getLogger(Workers.class);
  private static final Duration LEASE = Duration.ofSeconds(15);
  private static final Duration IDLE = Duration.ofMillis(300);
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(2);
  private static final Duration REAPING = Duration.ofSeconds(3);
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final Settings settings;
  private final Jobs jobs;
  private final Map<String, JobHandler> handlers = new HashMap<>();
  private final String name;
  private final List<Thread> threads = new ArrayList<>();
  private final CountDownLatch ending = new CountDownLatch(1);

  Workers(Settings settings, Jobs jobs, @Any Instance<JobHandler> handlers, Ids ids) {
    this.settings = settings;
    this.jobs = jobs;
    this.name = ids.next().toString();
    handlers.forEach(handler -> this.handlers.put(handler.kind(), handler));
  }

  void begin(@Observes StartupEvent event) {
    if (settings.roles().contains(Role.WORKER)) {
      for (int i = 1; i <= settings.survey().workers(); i++) {
        Worker worker = new Worker(jobs, handlers, name + "/" + i, LEASE);
        threads.add(Thread.ofPlatform().name("worker-" + i).start(() -> work(worker)));
      }
      threads.add(Thread.ofPlatform().name("job-reaper").start(this::reap));
    }
  }

  /// Jobs that are being done are given up; their attempts count, and they are done elsewhere.
  void end(@Observes ShutdownEvent event) throws InterruptedException {
    ending.countDown();
    threads.forEach(Thread::interrupt);
    for (Thread thread : threads) {
      thread.join(PATIENCE);
    }
  }

  private void work(Worker worker) {
    Duration pause = Duration.ZERO;
    while (!await(pause)) {
      try {
        pause = worker.next() ? Duration.ZERO : IDLE;
      } catch (RuntimeException e) {
        LOG.errorf("no job can be taken for now: %s", e);
        pause = AFTER_FAILURE;
      }
    }
  }

  private void reap() {
    while (!await(REAPING)) {
      try {
        jobs.reap();
      } catch (RuntimeException e) {
        LOG.errorf("silent workers can't be looked for now: %s", e);
      }
    }
  }

  private boolean await(Duration pause) {
    try {
      return ending.await(pause.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      return ending.getCount() == 0;
    }
  }
}
