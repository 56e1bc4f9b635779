package dev.seaworthy.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.seaworthy.testkit.registry.ClientTrust;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/// A client of the API that keeps what a browser keeps: the cookie and the token against forgery.
public final class ApiClient {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http;
  private final String base;
  public @Nullable String cookie;
  public @Nullable String csrf;
  public @Nullable String authorization;
  public final Map<String, String> headers = new LinkedHashMap<>();

  private ApiClient(HttpClient http, String base) {
    this.http = http;
    this.base = base;
  }

  /// One answer.
  public record Answer(int status, JsonNode body, HttpResponse<String> response) {
    public String detail() {
      return body.path("detail").asText();
    }

    public String text(String member) {
      return body.path(member).asText();
    }
  }

  public static ApiClient of(PlatformProcess platform) throws Exception {
    return of(platform, "127.0.0.1", null);
  }

  /// A client that calls from this address.
  ///
  /// @param from the address that it calls from, one of the loopback's
  /// @param own what it shows of itself in the handshake
  public static ApiClient of(PlatformProcess platform, String from, @Nullable KeyStore own)
      throws Exception {
    return new ApiClient(
        HttpClient.newBuilder()
            .sslContext(tls(platform, own))
            .localAddress(InetAddress.ofLiteral(from))
            .connectTimeout(Duration.ofSeconds(30))
            .version(HttpClient.Version.HTTP_1_1)
            .build(),
        "https://127.0.0.1:" + platform.port() + "/api/v1");
  }

  private static SSLContext tls(PlatformProcess platform, @Nullable KeyStore own)
      throws GeneralSecurityException, IOException {
    KeyManager @Nullable [] keys = null;
    if (own != null) {
      KeyManagerFactory factory = KeyManagerFactory.getInstance("PKIX");
      factory.init(own, new char[0]);
      keys = factory.getKeyManagers();
    }
    return ClientTrust.in(platform.authority(), keys);
  }

  public Answer get(String path) throws Exception {
    return send("GET", path, null);
  }

  public Answer post(String path, String body) throws Exception {
    return send("POST", path, body);
  }

  public Answer put(String path, String body) throws Exception {
    return send("PUT", path, body);
  }

  public Answer delete(String path) throws Exception {
    return send("DELETE", path, null);
  }

  /// Sends one request.
  ///
  /// @param body JSON, with `'` for quotes; null for none
  public Answer send(String method, String path, @Nullable String body) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + path)).timeout(Duration.ofSeconds(60));
    if (body == null) {
      request.method(method, HttpRequest.BodyPublishers.noBody());
    } else {
      request.method(method, HttpRequest.BodyPublishers.ofString(body.replace('\'', '"')));
      request.header("Content-Type", headers.getOrDefault("Content-Type", "application/json"));
    }
    headers.forEach((name, value) -> {
      if (!name.equals("Content-Type")) {
        request.header(name, value);
      }
    });
    if (cookie != null) {
      request.header("Cookie", "__Host-seaworthy=" + cookie);
    }
    if (csrf != null) {
      request.header("X-CSRF-Token", csrf);
    }
    if (authorization != null) {
      request.header("Authorization", authorization);
    }
    HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
    for (String set : response.headers().allValues("Set-Cookie")) {
      if (set.startsWith("__Host-seaworthy=")) {
        cookie = set.substring(set.indexOf('=') + 1, set.indexOf(';'));
      }
    }
    JsonNode json =
        response.body().startsWith("{")
            ? JSON.readTree(response.body())
            : MissingNode.getInstance();
    if (json.has("csrf")) {
      csrf = json.path("csrf").asText();
    }
    return new Answer(response.statusCode(), json, response);
  }
}
