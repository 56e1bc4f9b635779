package dev.seaworthy.server.jobs;

import java.time.Duration;
import java.util.Map;

/// A worker of a replica, for tests of other packages.
public final class Working {
  private final Jobs jobs;
  private final Worker worker;

  public Working(Jobs jobs, JobHandler handler, String name, Duration lease) {
    this.jobs = jobs;
    this.worker = new Worker(jobs, Map.of(handler.kind(), handler), name, lease);
  }

  /// Does the next job, if there is one.
  public boolean round() {
    jobs.reap();
    return worker.next();
  }
}
