package dev.seaworthy.server;

import io.quarkus.runtime.Quarkus;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// One run of the platform, from its preparation to the end of its database.
final class Platform {
  /// For requests to end, then for the database.
  private static final Duration DRAIN = Duration.ofSeconds(40);

  private Platform() {}

  /// Returns when the platform was told to end.
  ///
  /// @return the exit code
  static int run(UpCommand options) {
    long started = System.nanoTime();
    CountDownLatch done = new CountDownLatch(1);
    AtomicInteger code = new AtomicInteger();
    // A signal makes the JVM halt as soon as the hooks are through: one waits for the database.
    Thread hook = new Thread(() -> await(done), "platform-end");
    Runtime.getRuntime().addShutdownHook(hook);
    try (Preparation preparation =
        Preparation.make(options, Clock.ofThisProcess(), new SecureRandom())) {
      preparation.configuration().forEach(System::setProperty);
      System.setProperty("seaworthy.started", String.valueOf(started));
      AtomicReference<@Nullable Throwable> failed = new AtomicReference<>();
      Quarkus.run(
          PlatformApplication.class,
          (exit, failure) -> {
            code.set(exit);
            failed.set(failure);
          });
      Throwable failure = failed.get();
      if (failure != null) {
        throw new IllegalStateException("the server did not start: " + failure, failure);
      }
      return code.get();
    } finally {
      done.countDown();
    }
  }

  private static void await(CountDownLatch done) {
    try {
      if (!done.await(DRAIN.toSeconds(), TimeUnit.SECONDS)) {
        System.err.println("seaworthy: the platform did not end in " + DRAIN);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
