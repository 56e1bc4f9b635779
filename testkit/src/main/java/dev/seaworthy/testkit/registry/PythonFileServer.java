package dev.seaworthy.testkit.registry;

import dev.seaworthy.testkit.Gates;
import dev.seaworthy.testkit.Need;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Python's own server of files, on a free port of the loopback: it knows `Last-Modified` and
/// answers 304, and has neither `ETag` nor ranges.
public final class PythonFileServer implements AutoCloseable {
  private static final Pattern LISTENING = Pattern.compile(".* port ([0-9]+) .*");
  private static final int LINES_MAX = 20;
  private static final int STOP_SECONDS_MAX = 10;

  private final Process process;
  private final int port;

  private PythonFileServer(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /// What it takes to start one.
  public static Need need() {
    return Gates.tool("python3");
  }

  /// A server of the files below a folder.
  public static PythonFileServer of(Path folder) throws IOException {
    Process process =
        new ProcessBuilder(
                need().path().toString(),
                "-u",
                "-m",
                "http.server",
                "--bind",
                "127.0.0.1",
                "--directory",
                folder.toString(),
                "0")
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (int i = 0; i < LINES_MAX; i++) {
        String line = out.readLine();
        Matcher listening = LISTENING.matcher(line == null ? "" : line);
        if (listening.matches()) {
          return new PythonFileServer(process, Integer.parseInt(listening.group(1)));
        }
      }
      throw new IOException("the server did not say its port");
    } catch (IOException e) {
      process.destroyForcibly();
      throw e;
    }
  }

  /// The address of a path below the folder.
  public URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(STOP_SECONDS_MAX, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new IOException("interrupted while a server stopped", e));
    }
  }
}
