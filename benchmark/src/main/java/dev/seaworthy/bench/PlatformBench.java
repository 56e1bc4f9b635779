package dev.seaworthy.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// `./bench --platform`: how long `seaworthy up` takes from nothing until somebody is signed in,
/// and what it takes of memory when nothing is asked of it.
record PlatformBench(Path seaworthy, int rounds) {
  private static final double SECONDS_MAX = 15;
  private static final double MEGABYTES_MAX = 500;
  private static final long IDLE_SECONDS = 30;

  List<Goal> measure() throws IOException {
    List<Double> seconds = new ArrayList<>();
    List<Double> megabytes = new ArrayList<>();
    try {
      for (int round = 1; round <= rounds; round++) {
        long begun = System.nanoTime();
        try (UpProcess up = UpProcess.start(seaworthy)) {
          seconds.add((System.nanoTime() - begun) / 1e9);
          LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(IDLE_SECONDS));
          megabytes.add(up.megabytes());
        }
        System.out.printf(
            "round %s: signed in after %.1f s, idle %.0f MB%n",
            round, seconds.getLast(), megabytes.getLast());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
    List<Goal> goals =
        List.of(
            new Goal("from nothing to signed in", median(seconds), SECONDS_MAX, "s"),
            new Goal("server and database, idle", median(megabytes), MEGABYTES_MAX, "MB"));
    goals.forEach(System.out::println);
    return goals;
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }
}
