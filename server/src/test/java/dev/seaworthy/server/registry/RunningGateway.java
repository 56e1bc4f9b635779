package dev.seaworthy.server.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.seaworthy.testkit.registry.ClientTrust;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The program as it is started, in a process of its own, with a founder who is signed in.
final class RunningGateway implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern LINK = Pattern.compile("/setup#(\\S+)");
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final Path jar;
  private final Path folder;
  private Process process;
  private HttpClient client;
  private JsonNode ports;
  private String cookie = "";
  private String csrf = "";

  RunningGateway(Path jar, Path folder) throws Exception {
    this.jar = jar;
    this.folder = folder;
    start();
    Matcher link = LINK.matcher(Files.readString(folder.resolve("out")));
    if (!link.find()) {
      throw new IllegalStateException("no link in " + Files.readString(folder.resolve("out")));
    }
    String secret = "correct horse battery";
    api(
        "POST",
        "/setup",
        """
        {"token":"%s","name":"ada","password":"%s"}\
        """
            .formatted(link.group(1), secret));
    api(
        "POST",
        "/session",
        """
        {"name":"ada","password":"%s"}\
        """
            .formatted(secret));
  }

  /// Starts the process, anew after a [#kill].
  void start() throws IOException, InterruptedException, GeneralSecurityException {
    Path out = folder.resolve("out");
    Files.deleteIfExists(folder.resolve("data/listeners.json"));
    process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx192m",
                "-jar",
                jar.toString(),
                "up",
                "--data",
                folder.resolve("data").toString(),
                "--listen",
                "127.0.0.1:0",
                "--registry-listen",
                "127.0.0.1:0",
                "--metrics-listen",
                "127.0.0.1:0",
                "--roles",
                "console,api,registry,sequencer",
                "--log",
                "text")
            .redirectErrorStream(true)
            .redirectOutput(out.toFile())
            .start();
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!Files.exists(out) || !Files.readString(out).contains("trust this root")) {
      if (!process.isAlive() || System.nanoTime() > end) {
        throw new IllegalStateException("it did not start: " + Files.readString(out));
      }
      process.waitFor(200, TimeUnit.MILLISECONDS);
    }
    ports = JSON.readTree(folder.resolve("data/listeners.json").toFile());
    client = HttpClient.newBuilder().sslContext(ClientTrust.in(authority())).build();
  }

  Path authority() {
    return folder.resolve("data/tls/ca.crt");
  }

  /// Host and port of the registry.
  String registry() {
    return "localhost:" + ports.path("registry").asInt();
  }

  /// Ends the process without a warning.
  void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor();
  }

  /// Sends a request of the founder's.
  JsonNode api(String method, String path, String body) throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(
                URI.create(
                    "https://localhost:%s/api/v1%s".formatted(ports.path("console").asInt(), path)))
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body));
    if (!cookie.isEmpty()) {
      request.header("Cookie", cookie).header("X-CSRF-Token", csrf);
    }
    HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
    if (response.statusCode() >= 300) {
      throw new IllegalStateException(
          "%s %s: %s %s".formatted(method, path, response.statusCode(), response.body()));
    }
    response
        .headers()
        .firstValue("Set-Cookie")
        .ifPresent(value -> cookie = value.substring(0, value.indexOf(';')));
    JsonNode answer = JSON.readTree(response.body().isEmpty() ? "{}" : response.body());
    if (answer.has("csrf")) {
      csrf = answer.path("csrf").asText();
    }
    return answer;
  }

  /// A robot of a project.
  ///
  /// @return its token
  String robot(String project, String name, List<String> permissions)
      throws IOException, InterruptedException {
    String listed = String.join("\",\"", permissions);
    JsonNode made =
        api(
            "POST",
            "/projects/" + project + "/robots",
            """
            {"name":"%s","permissions":["%s"]}\
            """
                .formatted(name, listed));
    return api(
            "POST",
            "/projects/%s/robots/%s/tokens".formatted(project, made.path("id").asText()),
            "{\"name\":\"t\",\"days\":1}")
        .path("token")
        .asText();
  }

  /// Sends a request to the registry, with a token as the password; headers in pairs.
  HttpResponse<byte[]> send(
      String token, String method, String path, byte[] body, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("https://" + registry() + path))
            .method(method, BodyPublishers.ofByteArray(body));
    List<String> all = new ArrayList<>(List.of(headers));
    String basic =
        Base64.getEncoder().encodeToString(("robot:" + token).getBytes(StandardCharsets.UTF_8));
    all.addAll(List.of("Authorization", "Basic " + basic));
    request.headers(all.toArray(String[]::new));
    return client.send(request.build(), BodyHandlers.ofByteArray());
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        kill();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
