package dev.seaworthy.image.registry;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The body of an answer as a stream that arrives while earlier parts are worked on: some bytes are
/// taken ahead, never more than a bound, and silence ends in a failure instead of lasting for ever.
final class BodyStream extends InputStream implements BodySubscriber<InputStream> {

  /// How much may wait to be read.
  private static final long AHEAD_BYTES = 4L << 20;

  /// So many parts (of 16 KiB, as the JDK's client reads them) are asked for at once, since asking
  /// for each alone makes the two threads wait for each other; they may come on top of what waits.
  private static final int PARTS = 64;

  private final Duration patience;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Queue<ByteBuffer> arrived = new ArrayDeque<>();
  private Flow.@Nullable Subscription subscription;
  private long waiting;
  private int awaited;
  private boolean isEnded;
  private boolean isClosed;
  private @Nullable Throwable failure;

  /// @param patience how long to wait for the next bytes
  BodyStream(Duration patience) {
    this.patience = patience;
  }

  @Override
  public CompletionStage<InputStream> getBody() {
    return CompletableFuture.completedStage(this);
  }

  @Override
  public void onSubscribe(Flow.Subscription newSubscription) {
    boolean isTaken;
    lock.lock();
    try {
      isTaken = subscription == null && !isClosed;
      if (isTaken) {
        subscription = newSubscription;
      }
    } finally {
      lock.unlock();
    }
    if (!isTaken) {
      newSubscription.cancel();
    }
    ask();
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    change(() -> {
      awaited--;
      for (ByteBuffer buffer : buffers) {
        if (buffer.hasRemaining() && !isClosed) {
          waiting += buffer.remaining();
          arrived.add(buffer);
        }
      }
    });
    ask();
  }

  @Override
  public void onError(Throwable newFailure) {
    change(() -> failure = newFailure);
  }

  @Override
  public void onComplete() {
    change(() -> isEnded = true);
  }

  @Override
  public void close() {
    change(() -> {
      isClosed = true;
      arrived.clear();
    });
    Flow.Subscription cancelled = subscription;
    if (cancelled != null) {
      cancelled.cancel();
    }
  }

  private void change(Runnable change) {
    lock.lock();
    try {
      change.run();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// Asks for more when there is room; outside the lock, since the answer may come on any thread.
  private void ask() {
    Flow.Subscription asked;
    int more;
    lock.lock();
    try {
      more = PARTS - awaited;
      if (subscription == null || more < PARTS / 2 || waiting >= AHEAD_BYTES || isClosed) {
        return;
      }
      awaited = PARTS;
      asked = subscription;
    } finally {
      lock.unlock();
    }
    asked.request(more);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, buffer.length);
    if (length == 0) {
      return 0;
    }
    int count = take(buffer, offset, length);
    ask();
    return count;
  }

  private int take(byte[] buffer, int offset, int length) throws IOException {
    lock.lock();
    try {
      ByteBuffer next = next();
      if (next == null) {
        return -1;
      }
      int count = Math.min(length, next.remaining());
      next.get(buffer, offset, count);
      waiting -= count;
      if (!next.hasRemaining()) {
        arrived.remove();
      }
      return count;
    } finally {
      lock.unlock();
    }
  }

  /// The buffer to read from; null at the end. Called with the lock held.
  private @Nullable ByteBuffer next() throws IOException {
    long nanos = patience.toNanos();
    try {
      while (arrived.isEmpty() && failure == null && !isEnded && !isClosed) {
        if (nanos <= 0) {
          throw new HttpTimeoutException(
              "no bytes arrived for %s seconds".formatted(patience.toSeconds()));
        }
        nanos = changed.awaitNanos(nanos);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      InterruptedIOException interrupted = new InterruptedIOException("interrupted while reading");
      interrupted.initCause(e);
      throw interrupted;
    }
    if (isClosed) {
      throw new IOException("the stream is closed");
    }
    if (arrived.isEmpty() && failure != null) {
      throw new IOException(String.valueOf(failure.getMessage()), failure);
    }
    return arrived.peek();
  }
}
