package dev.seaworthy.base;

import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/// Runs pieces of work side by side on an executor that the caller owns: results in the order
/// given, the first failure cancels the rest. Never start a fan-out inside a piece of another on
/// the same bounded executor.
public final class Fanout {

  private final ExecutorService executor;

  public Fanout(ExecutorService executor) {
    this.executor = executor;
  }

  /// The results of all pieces, in the order given.
  ///
  /// @throws Exception the first failure of a piece, as it was thrown
  /// @throws InterruptedIOException when the waiting thread is interrupted; every piece is
  ///   cancelled
  public <T> List<T> all(List<? extends Callable<T>> pieces) throws Exception {
    CompletionService<T> completion = new ExecutorCompletionService<>(executor);
    List<Future<T>> futures = new ArrayList<>(pieces.size());
    try {
      for (Callable<T> piece : pieces) {
        futures.add(completion.submit(piece));
      }
      for (int i = 0; i < pieces.size(); i++) {
        completion.take().get();
      }
      List<T> results = new ArrayList<>(pieces.size());
      for (Future<T> future : futures) {
        results.add(future.resultNow());
      }
      return results;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for parallel work");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Exception cause) {
        throw cause;
      }
      throw e;
    } finally {
      for (Future<T> future : futures) {
        future.cancel(true);
      }
    }
  }
}
