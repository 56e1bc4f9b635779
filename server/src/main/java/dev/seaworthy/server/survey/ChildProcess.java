package dev.seaworthy.server.survey;

import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.base.Text;
import dev.seaworthy.server.settings.Settings;
import dev.seaworthy.server.survey.child.LayerOrder;
import dev.seaworthy.server.survey.child.ReadLayers;
import jakarta.inject.Singleton;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;

/// Runs [ReadLayers] as a process with a bounded heap and bounded output, cut off from the network
/// and from this user's files where the system allows it ([Isolation]), killed at its deadline.
@Singleton
class ChildProcess {
  private static final long PARCEL_BYTES_MAX = 2L << 30;
  private static final int LINE_CHARS_MAX = 2000;
  private static final int LINES_MAX = 1_000_000;
  private static final int BUFFER_BYTES = 1 << 16;

  private final Settings settings;
  private final Isolation isolation;

  ChildProcess(Settings settings, Isolation isolation) {
    this.settings = settings;
    this.isolation = isolation;
  }

  /// Reads layers.
  ///
  /// @param work a folder with the files of the layers; the process works in it
  /// @param parcel where its output goes
  /// @param progress takes how many bytes were read so far
  /// @throws SeaworthyException with a [SurveyError]
  /// @throws InterruptedException when it is to stop; the process is gone then
  void run(Path work, Path parcel, LayerOrder order, LongConsumer progress)
      throws InterruptedException {
    try {
      Process process = start(work);
      try {
        tell(process, order);
        FutureTask<String> err = new FutureTask<>(() -> lines(process, progress));
        FutureTask<Boolean> out = new FutureTask<>(() -> copy(process, parcel));
        Thread.ofPlatform().daemon().name("child-err").start(err);
        Thread.ofPlatform().daemon().name("child-out").start(out);
        Duration limit = Duration.ofMinutes(settings.survey().minutesMax());
        if (!process.waitFor(limit.toSeconds(), TimeUnit.SECONDS)) {
          throw new SeaworthyException(
              SurveyError.CHILD_DEADLINE, "reading the layers took more than " + limit);
        }
        judge(process.exitValue(), out.get(), err.get());
      } finally {
        kill(process);
      }
    } catch (IOException | ExecutionException e) {
      throw new SeaworthyException(
          SurveyError.CHILD_FAILED, "the process that reads the layers failed: " + e, e);
    }
  }

  private Process start(Path work) throws IOException {
    List<String> command = new ArrayList<>(isolation.prefix());
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx%sm".formatted(settings.survey().heapMebibytes()),
            "-XX:+UseSerialGC",
            "-XX:+ExitOnOutOfMemoryError",
            "-XX:-UsePerfData",
            "-XX:TieredStopAtLevel=4",
            "-Djava.io.tmpdir=tmp",
            "--sun-misc-unsafe-memory-access=allow",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            isolation.classPath(work),
            ReadLayers.class.getName()));
    ProcessBuilder builder = new ProcessBuilder(command).directory(work.toFile());
    builder.environment().clear();
    builder.environment().put("PATH", "/usr/bin:/bin:/usr/sbin:/sbin");
    builder.environment().put("LC_ALL", "C.UTF-8");
    return builder.start();
  }

  /// Standard input stays open: its end tells the child that nobody waits any more.
  private static void tell(Process process, LayerOrder order) throws IOException {
    OutputStream in = process.getOutputStream();
    in.write((order.toLine() + "\n").getBytes(StandardCharsets.UTF_8));
    in.flush();
  }

  private static boolean copy(Process process, Path parcel) throws IOException {
    byte[] buffer = new byte[BUFFER_BYTES];
    long bytes = 0;
    try (InputStream in = process.getInputStream();
        OutputStream out = Files.newOutputStream(parcel)) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        bytes += read;
        if (bytes > PARCEL_BYTES_MAX) {
          kill(process);
          return false;
        }
        out.write(buffer, 0, read);
      }
    }
    return true;
  }

  /// The last line that is no progress.
  private static String lines(Process process, LongConsumer progress) throws IOException {
    String last = "";
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8))) {
      StringBuilder line = new StringBuilder();
      int lines = 0;
      for (int next = in.read(); next >= 0; next = in.read()) {
        if (next == '\n') {
          if (++lines > LINES_MAX) {
            kill(process);
            return "it said too much";
          }
          last = line(line.toString(), last, progress);
          line.setLength(0);
        } else if (line.length() < LINE_CHARS_MAX) {
          line.append((char) next);
        }
      }
    }
    return last;
  }

  private static String line(String line, String last, LongConsumer progress) {
    if (line.matches("progress [0-9]{1,18}")) {
      progress.accept(Long.parseLong(line.substring("progress ".length())));
      return last;
    }
    // The first line of a failure says most; warnings of the virtual machine say nothing.
    return line.startsWith("refused ") || last.isEmpty() ? line : last;
  }

  private static void judge(int code, boolean isWithinBounds, String said) {
    if (!isWithinBounds) {
      throw new SeaworthyException(
          SurveyError.CHILD_OUTPUT,
          "the process told more than %s bytes of the layers".formatted(PARCEL_BYTES_MAX));
    }
    if (code == ReadLayers.REFUSED) {
      throw new SeaworthyException(
          SurveyError.LAYER_REFUSED, Text.visible(said.replaceFirst("^refused ", "")));
    }
    if (code != 0) {
      throw new SeaworthyException(
          SurveyError.CHILD_FAILED,
          "the process that reads the layers ended with %s: %s"
              .formatted(code, Text.visible(said)));
    }
  }

  private static void kill(Process process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
