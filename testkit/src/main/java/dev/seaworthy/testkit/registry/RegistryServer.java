package dev.seaworthy.testkit.registry;

import dev.seaworthy.testkit.Folders;
import dev.seaworthy.testkit.Gates;
import dev.seaworthy.testkit.Need;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A CNCF distribution server (Debian's `docker-registry`) on a free port of the loopback, with a
/// store of its own that goes when it is closed.
public final class RegistryServer implements AutoCloseable {
  /// The user of a server that asks for credentials.
  public static final String USER = "mate";

  /// That user's password.
  public static final String PASSWORD = "anchor-7";

  private static final String PASSWORD_FILE =
      USER + ":$2y$05$J76pARbH6U7oS/eGKVdIQugV74NgaNgPjKOE87cd.HKsgYNzgCpI6\n";
  private static final Pattern LISTENING = Pattern.compile("listening on 127\\.0\\.0\\.1:(\\d+)");
  private static final int START_SECONDS_MAX = 30;

  private final Path folder;
  private final Process process;
  private final int port;
  private final @Nullable TestAuthority authority;
  private final boolean asksForCredentials;

  private RegistryServer(
      Path folder,
      Process process,
      int port,
      @Nullable TestAuthority authority,
      boolean asksForCredentials) {
    this.folder = folder;
    this.process = process;
    this.port = port;
    this.authority = authority;
    this.asksForCredentials = asksForCredentials;
  }

  /// What it takes to start one; TLS takes [TestAuthority#need] too.
  public static Need need() {
    return Gates.tool("docker-registry");
  }

  /// A server without TLS that lets everybody push and pull.
  public static RegistryServer open() throws IOException {
    return start(null, false);
  }

  /// A server without TLS that lets [#USER] alone push and pull, by basic authentication.
  public static RegistryServer withCredentials() throws IOException {
    return start(null, true);
  }

  /// A server with TLS that lets [#USER] alone push and pull.
  public static RegistryServer withTlsAndCredentials(TestAuthority authority) throws IOException {
    return start(authority, true);
  }

  /// Host and port, as image references begin.
  public String host() {
    return "127.0.0.1:" + port;
  }

  public boolean asksForCredentials() {
    return asksForCredentials;
  }

  /// The authority whose certificate a client has to trust; null without TLS.
  @Nullable TestAuthority authority() {
    return authority;
  }

  /// Ends the server and removes its store.
  @Override
  public void close() throws IOException {
    process.destroyForcibly();
    process.onExit().join();
    Folders.delete(folder);
  }

  private static RegistryServer start(@Nullable TestAuthority authority, boolean credentials)
      throws IOException {
    Path folder = Files.createTempDirectory("seaworthy-registry");
    Path configuration = folder.resolve("config.yml");
    Files.writeString(configuration, configuration(folder, authority, credentials));
    Process process =
        new ProcessBuilder(need().path().toString(), "serve", configuration.toString())
            .redirectErrorStream(true)
            .start();
    try {
      int port = port(process);
      return new RegistryServer(folder, process, port, authority, credentials);
    } catch (IOException e) {
      process.destroyForcibly();
      throw e;
    }
  }

  private static String configuration(
      Path folder, @Nullable TestAuthority authority, boolean credentials) throws IOException {
    StringBuilder text =
        new StringBuilder(
            """
            version: 0.1
            log:
              level: info
              accesslog:
                disabled: true
            storage:
              filesystem:
                rootdirectory: %s
              delete:
                enabled: true
            http:
              addr: 127.0.0.1:0
              secret: seaworthy
            """
                .formatted(folder.resolve("store")));
    if (authority != null) {
      text.append("  tls:\n    certificate: ").append(authority.serverCertificate());
      text.append("\n    key: ").append(authority.serverKey()).append('\n');
    }
    if (credentials) {
      Path passwords = Files.writeString(folder.resolve("passwords"), PASSWORD_FILE);
      text.append("auth:\n  htpasswd:\n    realm: harbour\n    path: ").append(passwords);
      text.append('\n');
    }
    return text.toString();
  }

  /// Waits for the line that names the port; by then the socket takes connections.
  private static int port(Process process) throws IOException {
    CompletableFuture<Integer> port = new CompletableFuture<>();
    Thread.ofVirtual().start(() -> readLog(process, port));
    try {
      return port.get(START_SECONDS_MAX, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException("docker-registry did not start: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while docker-registry started", e);
    }
  }

  /// Reads the log to its end, so that the server never blocks on it.
  private static void readLog(Process process, CompletableFuture<Integer> port) {
    StringBuilder before = new StringBuilder();
    try (BufferedReader log =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = log.readLine(); line != null; line = log.readLine()) {
        Matcher matcher = LISTENING.matcher(line);
        if (!port.isDone()) {
          before.append(line).append('\n');
        }
        if (matcher.find()) {
          port.complete(Integer.parseInt(matcher.group(1)));
        }
      }
    } catch (IOException e) {
      port.completeExceptionally(new UncheckedIOException(e));
    }
    port.completeExceptionally(new IllegalStateException("it ended after: " + before));
  }
}
