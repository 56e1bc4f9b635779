package dev.seaworthy.cli.process;

import dev.seaworthy.inspection.scap.ScapPrograms;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/// Runs the programs of SCAP checks, with nothing of this process's environment but `PATH`.
public final class ScapProcesses implements ScapPrograms {

  private static final int ERROR_BYTES_MAX = 4 << 10;

  private final Map<String, String> environment;

  public ScapProcesses(Map<String, String> environment) {
    this.environment =
        Map.of("PATH", environment.getOrDefault("PATH", "/usr/bin:/bin"), "LC_ALL", "C.UTF-8");
  }

  @Override
  public Output run(List<String> words, Input input, Duration limit, long outBytesMax)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(words);
    builder.environment().clear();
    builder.environment().putAll(environment);
    Process process = builder.start();
    try {
      FutureTask<byte[]> out = new FutureTask<>(() -> all(process, words, outBytesMax));
      FutureTask<String> err = new FutureTask<>(() -> end(process.getErrorStream()));
      FutureTask<Boolean> isInTime = new FutureTask<>(() -> await(process, limit));
      Thread.ofVirtual().start(out);
      Thread.ofVirtual().start(err);
      Thread.ofVirtual().start(isInTime);
      try (OutputStream in = process.getOutputStream()) {
        input.writeTo(in);
      } catch (IOException _) {
        // A program that ends before it has read all says why by its code.
      }
      if (!isInTime.get()) {
        throw new IOException(
            "%s did not end within %s seconds".formatted(words.getFirst(), limit.toSeconds()));
      }
      return new Output(process.exitValue(), out.get(), err.get());
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new IOException(String.valueOf(cause.getMessage()), e);
    } finally {
      kill(process);
    }
  }

  private static boolean await(Process process, Duration limit) throws InterruptedException {
    boolean hasEnded = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
    if (!hasEnded) {
      kill(process);
    }
    return hasEnded;
  }

  private static void kill(Process process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  private static byte[] all(Process process, List<String> words, long bytesMax) throws IOException {
    int max = (int) Math.min(bytesMax, Integer.MAX_VALUE - 16);
    try (InputStream in = process.getInputStream()) {
      byte[] bytes = in.readNBytes(max + 1);
      if (bytes.length > max) {
        kill(process);
        throw new IOException("%s wrote more than %s bytes".formatted(words.getFirst(), max));
      }
      return bytes;
    }
  }

  /// The last of it, for people.
  private static String end(InputStream stream) throws IOException {
    try (stream) {
      byte[] kept = new byte[0];
      byte[] piece = new byte[ERROR_BYTES_MAX];
      for (int read = stream.read(piece); read >= 0; read = stream.read(piece)) {
        byte[] both = Arrays.copyOf(kept, kept.length + read);
        System.arraycopy(piece, 0, both, kept.length, read);
        int from = Math.max(0, both.length - ERROR_BYTES_MAX);
        kept = Arrays.copyOfRange(both, from, both.length);
      }
      return new String(kept, StandardCharsets.UTF_8);
    }
  }
}
