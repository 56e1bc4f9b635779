package dev.seaworthy.testkit.registry;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// An HTTP server on a free port of the loopback that remembers its requests.
final class LoopbackServer implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<HttpRequest> requests = new CopyOnWriteArrayList<>();

  /// Answers one request; the exchange is closed afterwards, whatever happens.
  @FunctionalInterface
  interface Answer {
    void to(HttpRequest request, HttpExchange exchange) throws IOException;
  }

  LoopbackServer(Answer answer) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", exchange -> handle(answer, exchange));
    server.start();
  }

  private void handle(Answer answer, HttpExchange exchange) throws IOException {
    try (exchange) {
      HttpRequest request = HttpRequest.of(exchange);
      requests.add(request);
      answer.to(request, exchange);
    }
  }

  /// Host and port.
  String host() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  List<HttpRequest> requests() {
    return List.copyOf(requests);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
