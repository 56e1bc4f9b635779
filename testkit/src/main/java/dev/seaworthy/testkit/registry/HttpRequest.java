package dev.seaworthy.testkit.registry;

import com.sun.net.httpserver.HttpExchange;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A request that a test server got.
///
/// @param method such as `GET`
/// @param path without the query
/// @param query after the question mark, still encoded; empty without one
/// @param headers by their names in lower case
public record HttpRequest(
    String method, String path, String query, Map<String, List<String>> headers) {
  public HttpRequest {
    headers = Map.copyOf(headers);
  }

  /// The first value of a header.
  public Optional<String> header(String name) {
    return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()).stream().findFirst();
  }

  static HttpRequest of(HttpExchange exchange) {
    Map<String, List<String>> headers = new TreeMap<>();
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), List.copyOf(values)));
    String query = exchange.getRequestURI().getRawQuery();
    return new HttpRequest(
        exchange.getRequestMethod(),
        exchange.getRequestURI().getPath(),
        query == null ? "" : query,
        headers);
  }
}
