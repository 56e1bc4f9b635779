package dev.seaworthy.signingkeyless;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.seaworthy.base.JsonValue;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.signing.keyless.KeylessError;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A service that begins an answer and never ends it, or never begins.
class ServiceClientTest {

  private static final String WHOLE = "{\"a\":1}";

  private final CountDownLatch over = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private HttpServer server;

  @BeforeEach
  void open() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::stall);
    server.start();
  }

  @AfterEach
  void close() {
    over.countDown();
    server.stop(0);
    threads.close();
  }

  /// Headers for all of it, and as many bytes of it as the path says.
  private void stall(HttpExchange exchange) throws IOException {
    int count = Integer.parseInt(exchange.getRequestURI().getPath().substring(1));
    try (exchange) {
      if (count >= 0) {
        exchange.sendResponseHeaders(200, WHOLE.length());
        exchange.getResponseBody().write(WHOLE.getBytes(StandardCharsets.UTF_8), 0, count);
        exchange.getResponseBody().flush();
      }
      if (count < WHOLE.length()) {
        over.await();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 3})
  @Timeout(30)
  void endsWhenAServiceStalls(int count) {
    ServiceClient stalled = client(Duration.ofSeconds(1));
    assertThatThrownBy(() -> stalled.post("/" + count, JsonValue.EMPTY_OBJECT))
        .isInstanceOf(SeaworthyException.class)
        .hasMessageContaining("no whole answer within 1 seconds")
        .extracting(e -> ((SeaworthyException) e).code())
        .isEqualTo(KeylessError.LOG);
    assertThat(client(Duration.ofSeconds(20)).post("/7", JsonValue.EMPTY_OBJECT).integer("a"))
        .contains(1L);
  }

  private ServiceClient client(Duration wait) {
    return new ServiceClient(
        URI.create("http://127.0.0.1:" + server.getAddress().getPort()), KeylessError.LOG, wait);
  }
}
