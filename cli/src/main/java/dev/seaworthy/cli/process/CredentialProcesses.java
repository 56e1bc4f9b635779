package dev.seaworthy.cli.process;

import dev.seaworthy.image.CredentialPrograms;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Runs the credential helpers of container tools, with the variables of this process.
public final class CredentialProcesses implements CredentialPrograms {

  /// Helpers may ask a key store, which may ask a person.
  private static final Duration USUAL_LIMIT = Duration.ofSeconds(60);

  private static final int OUTPUT_BYTES_MAX = 64 << 10;

  private final Map<String, String> environment;
  private final Duration limit;

  public CredentialProcesses(Map<String, String> environment) {
    this(environment, USUAL_LIMIT);
  }

  CredentialProcesses(Map<String, String> environment, Duration limit) {
    this.environment = Map.copyOf(environment);
    this.limit = limit;
  }

  @Override
  public Output get(String program, String input) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(find(program).toString(), "get");
    builder.environment().clear();
    builder.environment().putAll(environment);
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    Process process = builder.start();
    try {
      FutureTask<byte[]> output = new FutureTask<>(() -> read(process, program));
      Thread.ofVirtual().start(output);
      try (OutputStream in = process.getOutputStream()) {
        in.write(input.getBytes(StandardCharsets.UTF_8));
      } catch (IOException _) {
        // A helper that doesn't read its input may end before it is written; its answer counts.
      }
      byte[] text = output.get(limit.toMillis(), TimeUnit.MILLISECONDS);
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new TimeoutException();
      }
      return new Output(process.exitValue(), new String(text, StandardCharsets.UTF_8));
    } catch (TimeoutException e) {
      throw new IOException(
          "%s did not end within %s seconds".formatted(program, limit.toSeconds()), e);
    } catch (ExecutionException e) {
      throw new IOException(program + " could not be read: " + e.getMessage(), e);
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private static byte[] read(Process process, String program) throws IOException {
    try (InputStream out = process.getInputStream()) {
      byte[] text = out.readNBytes(OUTPUT_BYTES_MAX + 1);
      if (text.length > OUTPUT_BYTES_MAX) {
        throw new IOException(program + " wrote more than any credential needs");
      }
      return text;
    }
  }

  private Path find(String program) throws IOException {
    if (program.contains(File.separator)) {
      throw new IOException(program + " is not the name of a program");
    }
    for (String directory : environment.getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
      Path candidate = Path.of(directory, program);
      if (!directory.isEmpty() && Files.isExecutable(candidate) && !Files.isDirectory(candidate)) {
        return candidate;
      }
    }
    throw new IOException("there is no %s on the PATH".formatted(program));
  }
}
