package dev.seaworthy.server;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.seaworthy.testkit.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The platform as a process of its own, with its own PostgreSQL, on free ports of the loopback. It
/// is the one that `package` built: tests that use it run after that.
public final class PlatformProcess implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Pattern LINK = Pattern.compile("/setup#([A-Za-z0-9_-]+)");

  private final Process process;
  private final Path folder;
  private final Path data;
  private final Path out;
  private int console;

  private PlatformProcess(Process process, Path folder, Path data, Path out) {
    this.process = process;
    this.folder = folder;
    this.data = data;
    this.out = out;
  }

  /// What the phase package built.
  public static Path program() {
    Path program = Path.of("target", "quarkus-app", "quarkus-run.jar").toAbsolutePath();
    if (!Files.exists(program)) {
      throw new IllegalStateException(program + " is missing; run the phase package first");
    }
    return program;
  }

  /// Starts one and waits until it listens.
  public static PlatformProcess start(String... options) throws IOException, InterruptedException {
    Path program = program();
    Path folder = Files.createTempDirectory("seaworthy-platform-");
    Path data = folder.resolve("data");
    Files.writeString(folder.resolve("clock"), "PT0S");
    List<String> words =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-Dseaworthy.test.clock=" + folder.resolve("clock"),
                "-jar",
                program.toString(),
                "up",
                "--data",
                data.toString(),
                "--log",
                "text"));
    for (String listener : List.of("--listen", "--registry-listen", "--metrics-listen")) {
      words.addAll(List.of(listener, "127.0.0.1:0"));
    }
    words.addAll(List.of(options));
    Path out = folder.resolve("out");
    Process process =
        new ProcessBuilder(words)
            .redirectOutput(out.toFile())
            .redirectError(folder.resolve("log").toFile())
            .start();
    PlatformProcess platform = new PlatformProcess(process, folder, data, out);
    platform.await();
    return platform;
  }

  private void await() throws IOException, InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!Files.exists(out) || !LINK.matcher(Files.readString(out)).find()) {
      if (process.waitFor(200, TimeUnit.MILLISECONDS) || System.nanoTime() > end) {
        String log = Files.readString(folder.resolve("log"));
        close();
        throw new IllegalStateException("the platform did not start:\n" + log);
      }
    }
    console =
        new ObjectMapper()
            .readTree(data.resolve("listeners.json").toFile())
            .path("console")
            .asInt();
  }

  /// The token of the link for the first administrator.
  public String link() throws IOException {
    Matcher matcher = LINK.matcher(Files.readString(out));
    if (!matcher.find()) {
      throw new IllegalStateException("no link was printed");
    }
    return matcher.group(1);
  }

  /// The port of console and API.
  public int port() {
    return console;
  }

  /// The certificate of the installation's own authority.
  public Path authority() {
    return data.resolve("tls").resolve("ca.crt");
  }

  /// Moves the platform's clock: so far ahead of the true one.
  public void ahead(Duration by) throws IOException {
    Path next = folder.resolve("clock-next");
    Files.writeString(next, by.toString());
    Files.move(next, folder.resolve("clock"), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
  }

  /// What it logged.
  public String log() throws IOException {
    return Files.readString(folder.resolve("log"));
  }

  @Override
  public void close() throws IOException {
    process.destroy();
    try {
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Folders.delete(folder);
  }
}
