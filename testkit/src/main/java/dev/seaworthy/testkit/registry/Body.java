package dev.seaworthy.testkit.registry;

import com.sun.net.httpserver.HttpExchange;
import dev.seaworthy.testkit.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The bytes of an answer, whole or in part.
///
/// @param length how many they are
/// @param source where they come from; opened once for each answer
/// @param type the media type
record Body(long length, Source source, String type) {
  private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-(\\d*)");

  /// Opens the bytes.
  @FunctionalInterface
  interface Source {
    InputStream open() throws IOException;
  }

  static Body of(String text, String type) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return new Body(bytes.length, () -> new ByteArrayInputStream(bytes), type);
  }

  /// The distribution specification's form of an error.
  static Body error(String code) {
    Map<String, Object> error = Map.of("code", code, "message", "as the test ordered");
    return of(Json.text(Map.of("errors", List.of(error))), "application/json");
  }

  /// Answers with everything, or, where it is asked for and allowed, with a range.
  void send(HttpRequest request, HttpExchange exchange, boolean rangesAllowed) throws IOException {
    Matcher range = RANGE.matcher(request.header("range").orElse(""));
    if (!rangesAllowed || !range.matches()) {
      send(exchange, 200, 0, length);
      return;
    }
    long from = Long.parseLong(range.group(1));
    long to = range.group(2).isEmpty() ? length - 1 : Long.parseLong(range.group(2));
    if (from >= length) {
      exchange.getResponseHeaders().set("Content-Range", "bytes */" + length);
      exchange.sendResponseHeaders(416, -1);
      return;
    }
    to = Math.min(to, length - 1);
    exchange.getResponseHeaders().set("Content-Range", "bytes " + from + "-" + to + "/" + length);
    send(exchange, 206, from, to - from + 1);
  }

  /// Answers with a status and everything.
  void send(HttpExchange exchange, int status) throws IOException {
    send(exchange, status, 0, length);
  }

  /// Promises everything and breaks off after so many bytes of it.
  void sendCutOff(HttpExchange exchange, long bytes) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(200, length);
    try (InputStream in = source.open()) {
      // Not closed: closing would say that fewer bytes came than promised before they are sent.
      OutputStream out = exchange.getResponseBody();
      out.write(in.readNBytes(Math.toIntExact(bytes)));
      out.flush();
    }
  }

  private void send(HttpExchange exchange, int status, long from, long count) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.getResponseHeaders().set("Content-Length", Long.toString(count));
      exchange.sendResponseHeaders(status, -1);
      return;
    }
    exchange.sendResponseHeaders(status, count == 0 ? -1 : count);
    try (InputStream in = source.open();
        OutputStream out = exchange.getResponseBody()) {
      in.skipNBytes(from);
      byte[] chunk = new byte[1 << 16];
      for (long rest = count; rest > 0; ) {
        int read = in.read(chunk, 0, (int) Math.min(rest, chunk.length));
        if (read < 0) {
          throw new IOException("the body ended " + rest + " bytes early");
        }
        out.write(chunk, 0, read);
        rest -= read;
      }
    }
  }
}
