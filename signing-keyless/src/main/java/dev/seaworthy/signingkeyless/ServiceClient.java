package dev.seaworthy.signingkeyless;

import dev.seaworthy.base.JsonReader;
import dev.seaworthy.base.JsonValue.JsonObject;
import dev.seaworthy.base.JsonWriter;
import dev.seaworthy.base.Limits;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.base.Text;
import dev.seaworthy.signing.BoundedHttp;
import dev.seaworthy.signing.ServiceAddress;
import dev.seaworthy.signing.keyless.KeylessError;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Asks one service for one thing. Requests hold tokens: no redirect is followed, and no message
/// quotes a header.
///
/// @param address scheme, host and what stands before the service's own paths
/// @param code what a failure is
/// @param patience how long to wait for a whole answer
record ServiceClient(URI address, KeylessError code, Duration patience) {

  private static final Duration WAIT_MAX = Duration.ofSeconds(60);
  private static final int ANSWER_BYTES_MAX = 32 << 20;
  private static final int OK = 200;
  private static final int CREATED = 201;

  ServiceClient {
    if (!ServiceAddress.isProtected(address)) {
      throw new SeaworthyException(
          KeylessError.BAD_ADDRESS,
          "%s doesn't begin with https:// and a host (http:// only for this machine; no user)"
              .formatted(ServiceAddress.shown(address.toString())));
    }
  }

  ServiceClient(URI address, KeylessError code) {
    this(address, code, WAIT_MAX);
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
            .connectTimeout(patience)
            .build()) {
      HttpResponse<byte[]> response =
          BoundedHttp.send(
              client,
              request.header("Accept", "application/json").build(),
              ANSWER_BYTES_MAX,
              patience);
      byte[] body = response.body();
      if (response.statusCode() != OK && response.statusCode() != CREATED) {
        throw failed("it answered %s%s".formatted(response.statusCode(), complaint(body)), null);
      }
      return json(body);
    } catch (IOException e) {
      throw failed(e.getMessage() == null ? e.toString() : Refusals.said(e), e);
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
        "tried to use %s: %s"
            .formatted(ServiceAddress.shown(base()), Text.visible(Text.shorten(reason, 400))),
        cause);
  }
}
