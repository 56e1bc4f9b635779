package dev.seaworthy.server.jobs;

/// The job is no longer this worker's: its lease ran out and another took it, or it was cancelled.
/// Whatever the worker was about to write is rolled back.
public final class LostJobException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  LostJobException(Taken job) {
    super("job %s is no longer held under fence %s".formatted(job.id(), job.fence()));
  }
}
