package dev.seaworthy.dist;

import dev.seaworthy.testkit.registry.ClientTrust;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A platform that a test started as an operator does, and what it said on standard output.
final class RunningPlatform implements AutoCloseable {
  private static final Pattern PORT = Pattern.compile("\"(\\w+)\":(\\d+)");
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Process process;
  private final Path data;
  private final List<String> said;

  private RunningPlatform(Process process, Path data, List<String> said) {
    this.process = process;
    this.data = data;
    this.said = said;
  }

  /// Returns when it says that it is up; its log goes to `<data>.log`.
  static RunningPlatform start(Path launcher, Path data, String... options) throws IOException {
    List<String> command = new ArrayList<>(List.of(launcher.toString(), "up", "--data"));
    command.add(data.toString());
    for (String listener : List.of("--listen", "--registry-listen", "--metrics-listen")) {
      command.addAll(List.of(listener, "127.0.0.1:0"));
    }
    command.addAll(List.of(options));
    Path log = data.resolveSibling(data.getFileName() + ".log");
    Process process =
        new ProcessBuilder(command)
            .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    process
        .onExit()
        .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
        .exceptionally(_ -> {
          process.destroyForcibly();
          return process;
        });
    List<String> said = new ArrayList<>();
    BufferedReader out = process.inputReader();
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      said.add(line);
      if (line.contains("trust this root")) {
        return new RunningPlatform(process, data, said);
      }
    }
    throw new AssertionError("it ended: " + said + Files.readString(log));
  }

  List<String> said() {
    return said;
  }

  Process process() {
    return process;
  }

  long postgres() throws IOException {
    return Long.parseLong(
        Files.readAllLines(data.resolve("postgresql/data/postmaster.pid")).getFirst().strip());
  }

  HttpResponse<String> get(String listener, String path)
      throws IOException, InterruptedException, GeneralSecurityException {
    try (HttpClient client =
        HttpClient.newBuilder().sslContext(ClientTrust.in(data.resolve("tls/ca.crt"))).build()) {
      URI uri = URI.create("https://localhost:" + port(listener) + path);
      return client.send(
          HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(30)).build(),
          HttpResponse.BodyHandlers.ofString());
    }
  }

  int port(String listener) throws IOException {
    Matcher ports = PORT.matcher(Files.readString(data.resolve("listeners.json")));
    while (ports.find()) {
      if (ports.group(1).equals(listener)) {
        return Integer.parseInt(ports.group(2));
      }
    }
    throw new AssertionError("no listener " + listener);
  }

  /// SIGTERM, as a service's end is told.
  int end() throws InterruptedException {
    process.destroy();
    return process.waitFor(60, TimeUnit.SECONDS) ? process.exitValue() : -1;
  }

  @Override
  public void close() throws IOException {
    if (process.isAlive()) {
      process.destroy();
      process.onExit().orTimeout(60, TimeUnit.SECONDS).join();
    }
  }
}
