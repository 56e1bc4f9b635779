package dev.seaworthy.server.jobs;

import dev.seaworthy.server.store.Json;
import java.util.function.Consumer;

/// Does the jobs of one kind. Beans of this type are found by themselves.
public interface JobHandler {
  /// Which jobs.
  String kind();

  /// Does one, and ends it with [Jobs#done] in the transaction that writes what came of it. The
  /// thread is interrupted when the job is lost or cancelled.
  ///
  /// @param progress takes how far it is
  /// @throws HopelessException when another attempt would fail too
  /// @throws InterruptedException when it was told to stop
  void handle(Taken job, Consumer<Json> progress) throws InterruptedException;

  /// A failure that no other attempt mends, such as an image that is not there.
  final class HopelessException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public HopelessException(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
