package dev.seaworthy.server.registry;

import dev.seaworthy.server.access.Incoming;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// One request and its answer, for a thread that may wait.
final class Exchange {
  private static final int CONTENT_LENGTH_CHARS_MAX = 18;

  private final HttpServerRequest request;
  private final Context context;
  private final Incoming incoming;
  private final BodyStream body;
  private final Map<String, String> headers = new LinkedHashMap<>();

  /// To be made on the event loop.
  Exchange(HttpServerRequest request, Context context, String address) {
    this.request = request;
    this.context = context;
    this.incoming = new Incoming(request, address);
    this.body = new BodyStream(request, context);
  }

  Incoming incoming() {
    return incoming;
  }

  String method() {
    return incoming.method();
  }

  Optional<String> query(String name) {
    return Optional.ofNullable(request.getParam(name));
  }

  /// All values of a parameter of the query.
  List<String> queries(String name) {
    return request.params().getAll(name);
  }

  /// The host and port that the client asked for; only those characters that names have.
  String authority() {
    String host = request.getHeader("Host");
    if (host == null && request.authority() != null) {
      host = request.authority().toString();
    }
    return host != null && host.matches("[A-Za-z0-9._:\\[\\]-]{1,255}") ? host : "localhost";
  }

  InputStream body() {
    return body;
  }

  /// A body that fits into memory.
  ///
  /// @throws Refusal 413 when it is longer
  byte[] body(int bytesMax) throws IOException {
    if (contentLength().orElse(0) > bytesMax) {
      throw tooLarge(bytesMax);
    }
    byte[] bytes = body.readNBytes(bytesMax + 1);
    if (bytes.length > bytesMax) {
      throw tooLarge(bytesMax);
    }
    return bytes;
  }

  private static Refusal tooLarge(int bytesMax) {
    return new Refusal(
        Refusal.Code.SIZE_INVALID,
        413,
        "The document has more than the %s bytes that are taken.".formatted(bytesMax),
        Map.of());
  }

  /// The length that the client announced.
  OptionalLong contentLength() {
    String text = request.getHeader("Content-Length");
    return text != null
            && text.length() <= CONTENT_LENGTH_CHARS_MAX
            && text.chars().allMatch(c -> c >= '0' && c <= '9')
            && !text.isEmpty()
        ? OptionalLong.of(Long.parseLong(text))
        : OptionalLong.empty();
  }

  Exchange header(String name, String value) {
    headers.put(name, value);
    return this;
  }

  /// Answers without a body.
  void answer(int status) {
    end(status, null);
  }

  /// Answers with a document.
  void answer(int status, String type, byte[] bytes) {
    header("Content-Type", type);
    if (method().equals("HEAD")) {
      header("Content-Length", String.valueOf(bytes.length));
      end(status, null);
    } else {
      end(status, Buffer.buffer(bytes));
    }
  }

  /// Answers as to a HEAD: what a document would be.
  void describe(String type, long length) {
    header("Content-Type", type);
    header("Content-Length", String.valueOf(length));
    end(200, null);
  }

  /// Answers with a part of a file, without taking it into memory.
  void file(int status, Path file, long offset, long length) {
    context.runOnContext(_ -> {
      HttpServerResponse response = prepared(status);
      if (response.closed()) {
        return;
      }
      Future<Void> sent =
          length == 0
              ? response.putHeader("Content-Length", "0").end()
              : response.sendFile(file.toString(), offset, length);
      sent.onFailure(_ -> request.connection().close());
    });
  }

  private void end(int status, @Nullable Buffer bytes) {
    context.runOnContext(_ -> {
      HttpServerResponse response = prepared(status);
      if (response.ended() || response.closed()) {
        return;
      }
      if (bytes != null) {
        response.end(bytes);
      } else {
        if (status != 204 && !headers.containsKey("Content-Length")) {
          response.putHeader("Content-Length", "0");
        }
        response.end();
      }
    });
  }

  private HttpServerResponse prepared(int status) {
    HttpServerResponse response = request.response();
    response.setStatusCode(status);
    response.putHeader("Docker-Distribution-Api-Version", "registry/2.0");
    response.putHeader("X-Content-Type-Options", "nosniff");
    headers.forEach(response::putHeader);
    boolean hasBody =
        contentLength().orElse(0) > 0 || request.getHeader("Transfer-Encoding") != null;
    if (!body.isRead() && hasBody && request.version() != HttpVersion.HTTP_2) {
      // Whatever else the client sends is not the next request.
      response.putHeader("Connection", "close");
    }
    if (!body.isRead()) {
      request.handler(null);
      request.resume();
    }
    return response;
  }
}
