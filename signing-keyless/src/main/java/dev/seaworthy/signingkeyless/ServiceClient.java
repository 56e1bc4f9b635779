package dev.seaworthy.signingkeyless;

import dev.seaworthy.base.JsonReader;
import dev.seaworthy.base.JsonValue.JsonObject;
import dev.seaworthy.base.JsonWriter;
import dev.seaworthy.base.Limits;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.base.Text;
import dev.seaworthy.signing.keyless.KeylessError;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// Asks one service for one thing. Requests hold tokens: no redirect is followed, and no message
/// quotes a header.
///
/// @param address scheme, host and what stands before the service's own paths
/// @param code what a failure is
record ServiceClient(URI address, KeylessError code) {

  private static final Duration WAIT_MAX = Duration.ofSeconds(60);
  private static final int ANSWER_BYTES_MAX = 32 << 20;
  private static final int OK = 200;
  private static final int CREATED = 201;
  private static final Set<String> LOCAL = Set.of("localhost", "127.0.0.1", "[::1]");

  ServiceClient {
    String scheme = String.valueOf(address.getScheme());
    String host = address.getHost();
    boolean isProtected =
        scheme.equals("https") || (scheme.equals("http") && host != null && LOCAL.contains(host));
    if (host == null || !isProtected || address.getUserInfo() != null) {
      throw new SeaworthyException(
          KeylessError.BAD_ADDRESS,
          "%s doesn't begin with https:// and a host (http:// only for this machine)"
              .formatted(shown(address.toString())));
    }
  }

  JsonObject post(String path, JsonObject body) {
    return answer(
        HttpRequest.newBuilder(URI.create(base() + path))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(JsonWriter.canonical(body))));
  }

  /// @param secret what the service is shown
  JsonObject get(URI whole, String secret) {
    try {
      return answer(
          HttpRequest.newBuilder(whole).header("Authorization", "Bearer " + secret).GET());
    } catch (IllegalArgumentException e) {
      // The complaint quotes the header.
      throw failed("the job's secret has characters that no header may have", null);
    }
  }

  private String base() {
    String text = address.toString();
    return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
  }

  private JsonObject answer(HttpRequest.Builder request) {
    try (HttpClient client =
        HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(WAIT_MAX)
            .build()) {
      // The client's own bound ends with the headers.
      HttpResponse<byte[]> response =
          client
              .sendAsync(
                  request.header("Accept", "application/json").build(),
                  BodyHandlers.limiting(BodyHandlers.ofByteArray(), ANSWER_BYTES_MAX))
              .get(WAIT_MAX.toSeconds(), TimeUnit.SECONDS);
      byte[] body = response.body();
      if (response.statusCode() != OK && response.statusCode() != CREATED) {
        throw failed("it answered %s%s".formatted(response.statusCode(), complaint(body)), null);
      }
      return json(body);
    } catch (TimeoutException e) {
      throw failed("no whole answer within %s seconds".formatted(WAIT_MAX.toSeconds()), e);
    } catch (ExecutionException e) {
      throw failed(Refusals.said(e), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failed("somebody stopped it", e);
    }
  }

  private JsonObject json(byte[] body) {
    try {
      return new JsonReader(Limits.defaults()).readObject(body, "the answer");
    } catch (SeaworthyException e) {
      throw failed(String.valueOf(e.getMessage()), e);
    }
  }

  /// What these services say in `message`.
  private String complaint(byte[] body) {
    try {
      String said = json(body).text("message");
      return said.isEmpty() ? "" : ": " + said;
    } catch (SeaworthyException e) {
      return "";
    }
  }

  SeaworthyException failed(String reason, @Nullable Throwable cause) {
    return new SeaworthyException(
        code,
        "tried to use %s: %s".formatted(shown(base()), Text.visible(Text.shorten(reason, 400))),
        cause);
  }

  private static String shown(String text) {
    return Text.visible(Text.shorten(text, 200));
  }
}
