package dev.seaworthy.bench;

import dev.seaworthy.testkit.Folders;
import dev.seaworthy.testkit.registry.ClientTrust;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;

/// `seaworthy up` on free ports of the loopback, with a founder who is signed in.
final class UpProcess implements AutoCloseable {
  private static final String SECRET = "seven grey herons wade";
  private static final Pattern LINK = Pattern.compile("/setup#([A-Za-z0-9_-]+)");
  private static final Pattern PSS = Pattern.compile("(?m)^Pss: +([0-9]+) kB");
  private static final long START_SECONDS_MAX = 120;

  private final Path folder;
  private final Process process;
  private final SSLContext trust;
  private final HttpClient client;
  private String cookie = "";
  private String csrf = "";

  private UpProcess(Path folder, Process process, SSLContext trust) {
    this.folder = folder;
    this.process = process;
    this.trust = trust;
    this.client = HttpClient.newBuilder().sslContext(trust).build();
  }

  /// Starts one from nothing; returns when the founder is signed in.
  static UpProcess start(Path seaworthy)
      throws IOException, InterruptedException, GeneralSecurityException {
    Path folder = Files.createTempDirectory("seaworthy-bench-up");
    List<String> command = new ArrayList<>(List.of(seaworthy.toString(), "up", "--data"));
    command.add(folder.resolve("data").toString());
    for (String listener : List.of("--listen", "--registry-listen", "--metrics-listen")) {
      command.addAll(List.of(listener, "127.0.0.1:0"));
    }
    Path out = folder.resolve("out");
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(folder.resolve("log").toFile())
            .start();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS_MAX);
    Matcher link = LINK.matcher("");
    while (!link.reset(Files.readString(out)).find() || !Files.readString(out).contains("trust")) {
      if (process.waitFor(20, TimeUnit.MILLISECONDS) || System.nanoTime() > end) {
        throw new IOException("it did not start: " + Files.readString(folder.resolve("log")));
      }
    }
    UpProcess up =
        new UpProcess(folder, process, ClientTrust.in(folder.resolve("data/tls/ca.crt")));
    up.api(
        "POST",
        "/setup",
        "{\"token\":\"%s\",\"name\":\"ada\",\"password\":\"%s\"}".formatted(link.group(1), SECRET));
    up.api("POST", "/session", "{\"name\":\"ada\",\"password\":\"%s\"}".formatted(SECRET));
    return up;
  }

  /// What trusts the installation's own authority.
  SSLContext trust() {
    return trust;
  }

  /// A file below the data directory.
  Path data(String name) {
    return folder.resolve("data").resolve(name);
  }

  /// The port of a listener: `console`, `registry` or `metrics`.
  int port(String listener) throws IOException {
    Matcher port =
        Pattern.compile("\"%s\":(\\d+)".formatted(listener))
            .matcher(Files.readString(data("listeners.json")));
    if (!port.find()) {
      throw new IOException("no listener " + listener);
    }
    return Integer.parseInt(port.group(1));
  }

  /// Sends a request of the founder's and gives the answer's body.
  String api(String method, String path, String body) throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(
                URI.create("https://localhost:%s/api/v1%s".formatted(port("console"), path)))
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body));
    if (!cookie.isEmpty()) {
      request.header("Cookie", cookie).header("X-CSRF-Token", csrf);
    }
    HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
    if (response.statusCode() >= 300) {
      throw new IOException(
          "%s %s: %s %s".formatted(method, path, response.statusCode(), response.body()));
    }
    response
        .headers()
        .firstValue("Set-Cookie")
        .ifPresent(value -> cookie = value.substring(0, value.indexOf(';')));
    csrf = member(response.body(), "csrf", csrf);
    return response.body();
  }

  /// A text of a flat answer.
  static String member(String json, String name, String otherwise) {
    Matcher found = Pattern.compile("\"%s\":\"([^\"]*)\"".formatted(name)).matcher(json);
    return found.find() ? found.group(1) : otherwise;
  }

  /// A token of a new robot with these permissions.
  String robot(String project, String name, List<String> permissions)
      throws IOException, InterruptedException {
    String listed = String.join("\",\"", permissions);
    String made =
        api(
            "POST",
            "/projects/" + project + "/robots",
            "{\"name\":\"%s\",\"permissions\":[\"%s\"]}".formatted(name, listed));
    String path = "/projects/%s/robots/%s/tokens".formatted(project, member(made, "id", ""));
    return member(api("POST", path, "{\"name\":\"bench\",\"days\":1}"), "token", "");
  }

  /// Proportional set size of the process and of all that it started, in MB: memory that several
  /// share counts once.
  double megabytes() throws IOException {
    long kilobytes = 0;
    for (ProcessHandle each :
        Stream.concat(Stream.of(process.toHandle()), process.descendants()).toList()) {
      try {
        Matcher pss =
            PSS.matcher(Files.readString(Path.of("/proc/" + each.pid() + "/smaps_rollup")));
        kilobytes += pss.find() ? Long.parseLong(pss.group(1)) : 0;
      } catch (NoSuchFileException e) {
        // It has ended meanwhile.
      }
    }
    return kilobytes / 1024.0;
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
