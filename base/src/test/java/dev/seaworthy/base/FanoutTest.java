package dev.seaworthy.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FanoutTest {

  private final ExecutorService executor = Executors.newFixedThreadPool(4);
  private final Fanout fanout = new Fanout(executor);

  @AfterEach
  void stop() {
    executor.shutdownNow();
  }

  @Test
  void givesResultsInTheOrderAskedForWhicheverEndsFirst() throws Exception {
    CountDownLatch secondDone = new CountDownLatch(1);
    List<Callable<String>> pieces =
        List.of(
            () -> {
              assertThat(secondDone.await(10, TimeUnit.SECONDS)).isTrue();
              return "first";
            },
            () -> {
              secondDone.countDown();
              return "second";
            });

    assertThat(fanout.all(pieces)).containsExactly("first", "second");
  }

  @Test
  void throwsTheFirstFailureAsItWasAndCancelsTheRest() throws Exception {
    CountDownLatch started = new CountDownLatch(1);
    CountDownLatch interrupted = new CountDownLatch(1);
    List<Callable<String>> pieces = new ArrayList<>();
    pieces.add(() -> {
      started.countDown();
      try {
        new CountDownLatch(1).await();
      } catch (InterruptedException e) {
        interrupted.countDown();
      }
      return "late";
    });
    pieces.add(() -> {
      assertThat(started.await(10, TimeUnit.SECONDS)).isTrue();
      throw new IOException("disk on fire");
    });

    assertThatThrownBy(() -> fanout.all(pieces))
        .isInstanceOf(IOException.class)
        .hasMessage("disk on fire");
    assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void turnsAnInterruptOfTheWaitingThreadIntoAFailureAndKeepsTheMark() throws Exception {
    AtomicReference<Throwable> seen = new AtomicReference<>();
    AtomicReference<Boolean> marked = new AtomicReference<>(false);
    CountDownLatch started = new CountDownLatch(1);
    Thread waiting =
        Thread.ofPlatform()
            .start(() -> {
              try {
                fanout.all(
                    List.<Callable<String>>of(() -> {
                      started.countDown();
                      new CountDownLatch(1).await();
                      return "never";
                    }));
              } catch (Exception e) {
                seen.set(e);
                marked.set(Thread.currentThread().isInterrupted());
              }
            });
    assertThat(started.await(10, TimeUnit.SECONDS)).isTrue();
    waiting.interrupt();
    waiting.join(10_000);

    assertThat(seen.get()).isInstanceOf(InterruptedIOException.class);
    assertThat(marked.get()).isTrue();
  }

  @Test
  void needsNoWorkToGiveNoResults() throws Exception {
    assertThat(fanout.all(List.<Callable<String>>of())).isEmpty();
  }
}
