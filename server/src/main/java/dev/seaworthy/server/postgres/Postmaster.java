package dev.seaworthy.server.postgres;

import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.server.store.StoreError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// The process that PostgreSQL consists of, and the file `postmaster.pid` in which it says who and
/// how far it is (source, `miscadmin.h`, "lock file": line 1 the process, line 4 the port, line 8
/// the state).
final class Postmaster {
  private static final String PID_FILE = "postmaster.pid";
  private static final int PORT_LINE = 3;
  private static final int STATE_LINE = 7;
  private static final int LOG_CHARS = 600;
  private static final long POLL_MILLIS = 20;

  private Postmaster() {}

  /// Waits until it takes connections.
  ///
  /// @return false when it ended instead
  static boolean ready(Process process, Path data, Duration patience)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    while (!process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
      List<String> file = pidFile(data);
      if (file.size() > STATE_LINE
          && file.get(0).strip().equals(String.valueOf(process.pid()))
          && file.get(STATE_LINE).strip().equals("ready")) {
        return true;
      }
      if (System.nanoTime() > end) {
        stop(process.toHandle(), Duration.ofSeconds(10));
        return false;
      }
    }
    return false;
  }

  /// Stops the postmaster that a killed platform left behind with these data. Only a process whose
  /// working directory is this very folder is ours; any other merely has the old one's number. A
  /// container numbers its processes from one at each start, so that is common there, and
  /// PostgreSQL would take the other one for a postmaster and refuse to start: the file goes then.
  static void stopOrphan(Path data, Duration patience) throws IOException, InterruptedException {
    List<String> file = pidFile(data);
    Optional<ProcessHandle> orphan = of(data, file);
    if (orphan.isPresent()) {
      stop(orphan.get(), patience);
    } else if (!file.isEmpty() && Files.exists(Path.of("/proc").resolve(file.get(0).strip()))) {
      Files.delete(data.resolve(PID_FILE));
    }
  }

  private static Optional<ProcessHandle> of(Path data, List<String> file) {
    if (file.isEmpty() || !file.get(0).strip().matches("\\d{1,10}")) {
      return Optional.empty();
    }
    return ProcessHandle.of(Long.parseLong(file.get(0).strip()))
        .filter(process -> worksIn(process, data));
  }

  /// The port of the postmaster that runs with these data and takes connections.
  static OptionalInt port(Path data) throws IOException {
    List<String> file = pidFile(data);
    boolean ready = file.size() > STATE_LINE && file.get(STATE_LINE).strip().equals("ready");
    return ready && of(data, file).isPresent()
        ? OptionalInt.of(Integer.parseInt(file.get(PORT_LINE).strip()))
        : OptionalInt.empty();
  }

  private static boolean worksIn(ProcessHandle process, Path data) {
    try {
      Path folder = Path.of("/proc", String.valueOf(process.pid()), "cwd").toRealPath();
      return folder.equals(data.toRealPath());
    } catch (IOException e) {
      return false;
    }
  }

  /// Fast shutdown first, immediate shutdown when that takes too long: the next start recovers from
  /// the write-ahead log then.
  static void stop(ProcessHandle process, Duration patience)
      throws IOException, InterruptedException {
    for (String signal : List.of("INT", "QUIT", "KILL")) {
      if (!process.isAlive()) {
        return;
      }
      signal(process, signal);
      if (ended(process, patience)) {
        return;
      }
    }
    throw new SeaworthyException(
        StoreError.POSTGRES, "the PostgreSQL process %s does not end".formatted(process.pid()));
  }

  private static void signal(ProcessHandle process, String signal)
      throws IOException, InterruptedException {
    new ProcessBuilder("/bin/sh", "-c", "kill -" + signal + " " + process.pid())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }

  private static boolean ended(ProcessHandle process, Duration patience)
      throws InterruptedException {
    CompletableFuture<ProcessHandle> end = process.onExit();
    try {
      end.get(patience.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<String> pidFile(Path data) throws IOException {
    try {
      return Files.readAllLines(data.resolve(PID_FILE));
    } catch (NoSuchFileException e) {
      return List.of();
    }
  }

  /// The end of a log, for an error message.
  static String tail(Path log) throws IOException {
    String text = Files.exists(log) ? Files.readString(log).strip() : "";
    return text.substring(Math.max(0, text.length() - LOG_CHARS));
  }
}
