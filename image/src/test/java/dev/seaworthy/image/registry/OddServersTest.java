package dev.seaworthy.image.registry;

import static dev.seaworthy.image.source.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.base.BaseError;
import dev.seaworthy.base.Limit;
import dev.seaworthy.base.Limits;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.image.Credentials;
import dev.seaworthy.image.ImageError;
import dev.seaworthy.image.ImageReference;
import dev.seaworthy.image.RegistryOptions;
import dev.seaworthy.image.source.Opening;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Servers that are hostile, broken, or no registries at all.
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class OddServersTest {

  private static final String SECRET = "anchor-7-secret";

  private static RegistryClient client() {
    return new RegistryClient(
        Opening.registry().withCredentials(new Credentials.Password("mate", SECRET)),
        Limits.defaults().with(Limit.HTTP_SECONDS, 1));
  }

  private static void pull(ScriptedServer server) {
    pull(server.host());
  }

  private static void pull(String host) {
    try (RegistryClient client = client()) {
      client.manifest(ImageReference.parse(host + "/shop/cart:1"));
    }
  }

  private static String challenge(String realm) {
    return "Bearer realm=\"" + realm + "\",service=\"s\",scope=\"repository:shop/cart:pull\"";
  }

  @Test
  void redirectsWithoutEndAreEnded() throws IOException {
    try (ScriptedServer server =
        new ScriptedServer(exchange ->
            ScriptedServer.send(exchange, 307, "", "Location", exchange.getRequestURI() + "x"))) {
      assertRefused(ImageError.REGISTRY_PROTOCOL, () -> pull(server))
          .hasMessageContaining("redirects more than 5 times");
      assertThat(server.asked()).hasSize(6);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"file:///etc/passwd", "ftp://example.org/x", "gopher:x", "http://[", "//"})
  void redirectsToAnythingButTheWebAreNotFollowed(String location) throws IOException {
    try (ScriptedServer server =
        new ScriptedServer(
            exchange -> ScriptedServer.send(exchange, 302, "", "Location", location))) {
      assertRefused(ImageError.REGISTRY_PROTOCOL, () -> pull(server))
          .hasMessageContaining("redirects to something");
    }
  }

  @Test
  void aRedirectToAnotherHostGetsNoCredentialsAndItsChallengeNoAnswer() throws IOException {
    try (ScriptedServer other =
            new ScriptedServer(exchange ->
                ScriptedServer.send(
                    exchange, 401, "", "WWW-Authenticate", "Basic realm=\"give\""));
        ScriptedServer server =
            new ScriptedServer(exchange -> {
              if (exchange.getRequestHeaders().getFirst("Authorization") == null) {
                ScriptedServer.send(
                    exchange, 401, "", "WWW-Authenticate", "Basic realm=\"registry\"");
              } else {
                ScriptedServer.send(
                    exchange,
                    307,
                    "",
                    "Location",
                    "http://" + other.host() + "/signed?token=hush-hush");
              }
            })) {
      assertRefused(ImageError.REGISTRY_UNAUTHORISED, () -> pull(server))
          .satisfies(
              e -> assertThat(e.getMessage()).doesNotContain(SECRET).doesNotContain("hush-hush"));
      assertThat(server.asked()).extracting(ScriptedServer.Asked::authorization).contains("");
      assertThat(other.asked())
          .singleElement()
          .satisfies(asked -> assertThat(asked.authorization()).isEmpty());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"file:///token", "not an address", "", "//host/token"})
  void aTokenServerThatIsNoAddressIsRefused(String realm) throws IOException {
    try (ScriptedServer server =
        new ScriptedServer(exchange ->
            ScriptedServer.send(exchange, 401, "", "WWW-Authenticate", challenge(realm)))) {
      assertRefused(ImageError.REGISTRY_PROTOCOL, () -> pull(server))
          .hasMessageContaining("asks for a token from a server whose address");
    }
  }

  @Test
  void aTokenServerWithoutTlsGetsNoPasswordUnlessPlainHttpIsAllowed() {
    RegistryOptions tls =
        Opening.registry()
            .withSecurity(RegistryOptions.Security.TLS)
            .withCredentials(new Credentials.Password("mate", SECRET));
    Limits limits = Limits.defaults();
    Authoriser authoriser =
        new Authoriser(
            RegistryAddress.of("registry.example", false),
            "shop/cart",
            tls,
            limits,
            new Transport(tls, limits),
            new Retries(limits, tls.traffic()),
            new Redaction());

    assertRefused(
            ImageError.REGISTRY_PROTOCOL,
            () ->
                authoriser.answer(
                    Challenge.parse(List.of(challenge("http://registry.example/token"))), ""))
        .hasMessageContaining("has no TLS");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{",
        "{}",
        "{\"token\":\"\"}",
        "{\"token\":7}",
        "{\"token\":\"a b\"}",
        "{\"token\":\"a\\r\\nX-Injected: 1\"}",
        "<html>login</html>"
      })
  void aTokenThatIsNoneIsRefused(String body) throws IOException {
    try (ScriptedServer server =
        new ScriptedServer(exchange -> {
          if (exchange.getRequestURI().getPath().equals("/token")) {
            ScriptedServer.send(exchange, 200, body);
          } else {
            String realm = "http://" + exchange.getRequestHeaders().getFirst("Host") + "/token";
            ScriptedServer.send(exchange, 401, "", "WWW-Authenticate", challenge(realm));
          }
        })) {
      assertRefused(ImageError.REGISTRY_PROTOCOL, () -> pull(server)).hasMessageContaining("token");
    }
  }

  @Test
  void aServerThatIsNeverContentIsNotAskedForEver() throws IOException {
    try (ScriptedServer server =
        new ScriptedServer(exchange ->
            ScriptedServer.send(
                exchange,
                401,
                "{\"errors\":[{\"code\":\"DENIED\",\"message\":\"never\"}]}",
                "WWW-Authenticate",
                "Basic realm=\"x\""))) {
      assertRefused(ImageError.REGISTRY_UNAUTHORISED, () -> pull(server))
          .hasMessageContaining("DENIED never");
      assertThat(server.asked()).hasSize(2);
    }
  }

  @Test
  void aServerThatEchoesTheSecretDoesNotGetItIntoTheMessage() throws IOException {
    try (ScriptedServer server =
        new ScriptedServer(exchange -> {
          String sent = exchange.getRequestHeaders().getFirst("Authorization");
          ScriptedServer.send(
              exchange,
              401,
              "{\"errors\":[{\"code\":\"DENIED\",\"message\":\"%s %s https://s3.example/x?X-Sig=abc\"}]}"
                  .formatted(SECRET, sent),
              "WWW-Authenticate",
              "Basic realm=\"x\"");
        })) {
      assertRefused(ImageError.REGISTRY_UNAUTHORISED, () -> pull(server))
          .hasMessageContaining("DENIED [hidden]")
          .hasMessageContaining("https://s3.example/x")
          .satisfies(e ->
              assertThat(e.getMessage())
                  .doesNotContain(SECRET)
                  .doesNotContain("X-Sig")
                  .doesNotContain("bWF0ZTph"));
    }
  }

  @Test
  void aWebSiteIsNoRegistry() throws IOException {
    try (ScriptedServer server =
        new ScriptedServer(exchange ->
            ScriptedServer.send(
                exchange, 200, "<html>Welcome</html>", "Content-Type", "text/html"))) {
      assertRefused(ImageError.REGISTRY_PROTOCOL, () -> pull(server))
          .hasMessageContaining("text/html");
    }
  }

  @Test
  void anAnswerWithoutEndIsEnded() throws IOException {
    byte[] chunk = "x".repeat(1 << 16).getBytes(StandardCharsets.UTF_8);
    try (ScriptedServer server =
        new ScriptedServer(exchange -> {
          exchange
              .getResponseHeaders()
              .add("Content-Type", "application/vnd.oci.image.manifest.v1+json");
          exchange.sendResponseHeaders(200, 0);
          for (int i = 0; i < 10_000; i++) {
            exchange.getResponseBody().write(chunk);
          }
        })) {
      assertRefused(ImageError.LIMIT, () -> pull(server))
          .hasMessageContaining("manifest-bytes = 4194304");
    }
  }

  @Test
  void silenceEndsAtTheLimit() throws IOException {
    CountDownLatch done = new CountDownLatch(1);
    try (ScriptedServer server =
        new ScriptedServer(exchange -> {
          try {
            done.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        })) {
      assertRefused(ImageError.REGISTRY_UNREACHABLE, () -> pull(server))
          .hasMessageContaining("no answer within 1 seconds");
      done.countDown();
    }
  }

  @Test
  void aRefusedConnectionIsToldAtOnce() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    assertRefused(ImageError.REGISTRY_UNREACHABLE, () -> pull("127.0.0.1:" + port))
        .hasMessage("127.0.0.1:" + port + " can't be reached: the connection was refused");
  }

  @Test
  void anUnknownHostIsToldAtOnce() {
    assertRefused(ImageError.REGISTRY_UNREACHABLE, () -> pull("no-such-host.invalid"))
        .hasMessageContaining("no such host is known");
  }

  @Test
  void aRegistryWithoutTlsIsNotSpokenToUnlessThatIsAllowed() throws IOException {
    RegistryOptions tls = Opening.registry().withSecurity(RegistryOptions.Security.TLS);
    try (ServerSocket plain = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        RegistryClient client = new RegistryClient(tls, Limits.defaults())) {
      Thread.ofPlatform().daemon().start(() -> refuseTls(plain));
      String host = "127.0.0.1:" + plain.getLocalPort();

      assertRefused(
              ImageError.REGISTRY_TLS,
              () -> client.manifest(ImageReference.parse(host + "/shop/cart:1")))
          .hasMessageContaining(host + " answers without TLS")
          .isInstanceOfSatisfying(
              SeaworthyException.class, e -> assertThat(e.hint()).contains("--plain-http"));
    }
  }

  /// As servers in Go do. What the client sent is read to its end: a socket that is closed with
  /// unread bytes resets the connection, and the answer is lost with it. As often as a client
  /// tries.
  private static void refuseTls(ServerSocket server) {
    while (!server.isClosed()) {
      try (Socket socket = server.accept()) {
        socket.getInputStream().read();
        socket
            .getOutputStream()
            .write("HTTP/1.0 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.UTF_8));
        socket.shutdownOutput();
        socket.getInputStream().transferTo(OutputStream.nullOutputStream());
      } catch (IOException e) {
        if (!server.isClosed()) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  @Test
  void aManifestThatIsNoJsonIsRefusedWithItsPlace() throws IOException {
    try (ScriptedServer server =
        new ScriptedServer(exchange ->
            ScriptedServer.send(
                exchange,
                200,
                "{\"schemaVersion\": 2,,}",
                "Content-Type",
                "application/vnd.oci.image.manifest.v1+json"))) {
      assertRefused(BaseError.BAD_JSON, server.host() + "/shop/cart:1")
          .hasMessageContaining("line 1, column");
    }
  }
}
