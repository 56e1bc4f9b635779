package dev.seaworthy.server.trail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Places outside, each as its protocol's document has it.
class HeadTargetsTest {
  private static final Instant NOW = Instant.parse("2026-11-22T08:00:00.123Z");
  private static final Heads.SignedHead HEAD =
      new Heads.SignedHead(42, NOW, "{\"payload\":\"aGVhZA==\"}");

  @TempDir Path folder;

  private TargetSurroundings surroundings() {
    return new TargetSurroundings(folder.resolve("data"), "ships.example", () -> NOW);
  }

  @Test
  void aFolderInTheDataDirectoryIsNoPlaceOutside() {
    assertThatThrownBy(
            () -> HeadTarget.of(folder.resolve("data/heads").toUri().toString(), surroundings()))
        .hasMessageContaining("inside the data directory");
    assertThatThrownBy(() -> HeadTarget.of("ftp://example/x", surroundings()))
        .hasMessageContaining("no place for heads");
  }

  /// RFC 5425 §4.3 (octet counting), RFC 5424 §6 (the message).
  @Test
  void aSyslogServerGetsOneMessageOverTls() throws Exception {
    Path store = folder.resolve("syslog.p12");
    Path authority = folder.resolve("syslog.pem");
    keytool(
        "-genkeypair",
        "-alias",
        "syslog",
        "-keyalg",
        "EC",
        "-groupname",
        "secp256r1",
        "-dname",
        "CN=localhost",
        "-ext",
        "san=dns:localhost",
        "-validity",
        "30",
        "-storetype",
        "PKCS12",
        "-keystore",
        store.toString(),
        "-storepass",
        "changeit");
    keytool(
        "-exportcert",
        "-rfc",
        "-alias",
        "syslog",
        "-file",
        authority.toString(),
        "-keystore",
        store.toString(),
        "-storepass",
        "changeit");
    try (SSLServerSocket server = server(store)) {
      CompletableFuture<String> got = CompletableFuture.supplyAsync(() -> receive(server));
      HeadTarget target =
          HeadTarget.of(
              "syslog+tls://localhost:%s?ca=%s".formatted(server.getLocalPort(), authority),
              surroundings());
      target.send(HEAD);
      String frame = got.get(20, TimeUnit.SECONDS);
      String message = frame.substring(frame.indexOf(' ') + 1);
      assertThat(frame).startsWith(message.getBytes(StandardCharsets.UTF_8).length + " <109>1 ");
      assertThat(message)
          .matches(
              "<109>1 2026-11-22T08:00:00\\.123Z ships\\.example seaworthy [0-9]+ audit-head"
                  + " \\[head@32473 sequence=\"42\"\\] \\{\"payload\":\"aGVhZA==\"\\}");
    }
  }

  @Test
  void aSyslogServerWithoutTheRightCertificateGetsNothing() throws Exception {
    Path store = folder.resolve("other.p12");
    keytool(
        "-genkeypair",
        "-alias",
        "x",
        "-keyalg",
        "EC",
        "-groupname",
        "secp256r1",
        "-dname",
        "CN=localhost",
        "-ext",
        "san=dns:localhost",
        "-storetype",
        "PKCS12",
        "-keystore",
        store.toString(),
        "-storepass",
        "changeit");
    try (SSLServerSocket server = server(store)) {
      CompletableFuture<String> got = CompletableFuture.supplyAsync(() -> receive(server));
      HeadTarget target =
          HeadTarget.of("syslog+tls://localhost:" + server.getLocalPort(), surroundings());
      assertThatThrownBy(() -> target.send(HEAD)).isInstanceOf(IOException.class);
      assertThat(got.get(20, TimeUnit.SECONDS)).isEmpty();
    }
  }

  private static void keytool(String... arguments) throws Exception {
    String[] command = new String[arguments.length + 1];
    command[0] = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    System.arraycopy(arguments, 0, command, 1, arguments.length);
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
  }

  private static SSLServerSocket server(Path file) throws Exception {
    KeyStore store = KeyStore.getInstance(file.toFile(), "changeit".toCharArray());
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, "changeit".toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return (SSLServerSocket)
        context.getServerSocketFactory().createServerSocket(0, 5, InetAddress.getLoopbackAddress());
  }

  private static String receive(SSLServerSocket server) {
    try (SSLSocket socket = (SSLSocket) server.accept();
        InputStream in = socket.getInputStream()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "";
    }
  }

  /// A bucket as the API's document tells: it checks what it is sent and refuses what is wrong.
  private final class Bucket implements AutoCloseable {
    final Map<String, String> objects = new ConcurrentHashMap<>();
    final Map<String, String> retained = new ConcurrentHashMap<>();
    volatile int refuse;
    private final HttpServer server;

    Bucket() throws IOException {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext("/", this::handle);
      server.start();
    }

    int port() {
      return server.getAddress().getPort();
    }

    private void handle(HttpExchange exchange) throws IOException {
      byte[] body = exchange.getRequestBody().readAllBytes();
      int status = refuse > 0 ? refuse : status(exchange, body);
      byte[] answer =
          status == 200 ? new byte[0] : "<Error><Code>Refused</Code></Error>".getBytes();
      exchange.sendResponseHeaders(status, answer.length == 0 ? -1 : answer.length);
      exchange.getResponseBody().write(answer);
      exchange.close();
    }

    private int status(HttpExchange exchange, byte[] body) throws IOException {
      Map<String, String> signed = new TreeMap<>();
      String authorization = exchange.getRequestHeaders().getFirst("Authorization");
      String names = authorization.replaceFirst(".*SignedHeaders=([^,]*),.*", "$1");
      for (String name : names.split(";")) {
        signed.put(name, exchange.getRequestHeaders().getFirst(name));
      }
      Map<String, String> own = new TreeMap<>(signed);
      own.keySet().removeAll(Arrays.asList("host", "x-amz-date", "x-amz-content-sha256"));
      URI address =
          URI.create("http://" + signed.get("host") + exchange.getRequestURI().getRawPath());
      String expected =
          new RequestSignature("key-id", "the-secret", "eu-north-1")
              .headers(exchange.getRequestMethod(), address, own, body, NOW)
              .get("authorization");
      try {
        boolean isWhole =
            HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(body))
                    .equals(signed.get("x-amz-content-sha256"))
                && Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("MD5").digest(body))
                    .equals(signed.get("content-md5"));
        if (!expected.equals(authorization) || !isWhole) {
          return 403;
        }
      } catch (java.security.NoSuchAlgorithmException e) {
        throw new IOException(e);
      }
      if (!"COMPLIANCE".equals(signed.get("x-amz-object-lock-mode"))) {
        return 400;
      }
      String path = exchange.getRequestURI().getPath();
      retained.put(path, signed.get("x-amz-object-lock-retain-until-date"));
      objects.put(path, new String(body, StandardCharsets.UTF_8));
      return 200;
    }

    @Override
    public void close() {
      server.stop(0);
    }
  }

  @Test
  void aBucketKeepsTheHeadLocked() throws Exception {
    Path key = Files.writeString(folder.resolve("key"), "key-id\nthe-secret\n");
    try (Bucket bucket = new Bucket()) {
      HeadTarget target =
          HeadTarget.of(
              "s3://ledger/heads?endpoint=http://localhost:%s&region=eu-north-1&key-file=%s&retain-days=200"
                  .formatted(bucket.port(), key),
              surroundings());
      target.send(HEAD);
      String path = "/ledger/heads/head-0000000000000042.json";
      assertThat(bucket.objects).containsEntry(path, HEAD.envelope());
      assertThat(bucket.retained).containsEntry(path, "2027-06-10T08:00:00Z");
      Files.writeString(key, "key-id\nanother-secret\n");
      assertThatThrownBy(() -> target.send(HEAD))
          .hasMessageContaining("the bucket answers 403")
          .hasMessageNotContaining("another-secret");
    }
  }

  @Test
  void aPlaceThatFailsIsTriedAgainAndItsLagShows() throws Exception {
    Path key = Files.writeString(folder.resolve("key"), "key-id\nthe-secret\n");
    try (Bucket bucket = new Bucket()) {
      Trail trail =
          new Trail(
              folder,
              Map.of(
                  "audit.heads-to[1]",
                  "s3://ledger/heads?endpoint=http://localhost:%s&region=eu-north-1&key-file=%s"
                      .formatted(bucket.port(), key)));
      trail.now = NOW.minus(Duration.ofMinutes(1));
      trail.happen("image:1");
      trail.chain();
      bucket.refuse = 503;
      trail.send();
      assertThat(exported(trail, "s3://ledger/heads")).isEqualTo("0 1 true");
      assertThat(exported(trail, "file:" + trail.outside)).isEqualTo("1 0 false");
      bucket.refuse = 0;
      trail.exports.send();
      assertThat(exported(trail, "s3://ledger/heads")).as("it waits").isEqualTo("0 1 true");
      trail.database.inTransaction(tx -> tx.update("update audit_export set next_at = null"));
      trail.exports.send();
      assertThat(exported(trail, "s3://ledger/heads")).isEqualTo("1 0 false");
    }
  }

  private static String exported(Trail trail, String target) {
    return trail.database.onSnapshot(tx ->
        tx.one(
            "select sequence || ' ' || failures || ' ' || (failure is not null) as told"
                + " from audit_export where target = ?",
            row -> row.text("told"),
            target));
  }
}
