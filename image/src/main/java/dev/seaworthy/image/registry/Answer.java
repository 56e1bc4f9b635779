package dev.seaworthy.image.registry;

import dev.seaworthy.base.Limit;
import dev.seaworthy.base.LimitExceededException;
import dev.seaworthy.base.Limits;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.util.Optional;
import java.util.OptionalLong;

/// What a server answered. Close it, read or not.
///
/// @param uri where the answer came from, after redirects
/// @param body as it arrives
record Answer(int status, HttpHeaders headers, URI uri, InputStream body) implements AutoCloseable {

  private static final int DISCARDED_BYTES_MAX = 16 << 10;

  boolean isSuccess() {
    return status >= 200 && status < 300;
  }

  String header(String name) {
    return headers.firstValue(name).orElse("");
  }

  /// The length that the server announces; empty when it doesn't or can't.
  OptionalLong contentLength() {
    Optional<String> value = headers.firstValue("Content-Length");
    return value.isPresent() && value.get().matches("[0-9]{1,18}")
        ? OptionalLong.of(Long.parseLong(value.get()))
        : OptionalLong.empty();
  }

  /// The whole body.
  ///
  /// @throws LimitExceededException when it is longer than the limit
  byte[] bytes(Limit limit, Limits limits, String what) throws IOException {
    int bound = limits.asInt(limit);
    byte[] bytes = body.readNBytes(bound == Integer.MAX_VALUE ? bound - 16 : bound);
    if (bytes.length == bound && body.read() >= 0) {
      throw new LimitExceededException(limit, bound, what);
    }
    return bytes;
  }

  /// The same answer with its whole body already here.
  ///
  /// @throws LimitExceededException when the body is longer than the limit
  Answer buffered(Limit limit, Limits limits, String what) throws IOException {
    try (Answer answer = this) {
      return new Answer(
          status, headers, uri, new ByteArrayInputStream(answer.bytes(limit, limits, what)));
    }
  }

  /// Lets go of an answer whose body nobody wants. A short one is read to its end, so that the
  /// connection can be used again.
  void discard() {
    if (contentLength().orElse(Long.MAX_VALUE) <= DISCARDED_BYTES_MAX) {
      try {
        body.readNBytes(DISCARDED_BYTES_MAX);
      } catch (IOException _) {
        // Nobody wants it; the next request takes another connection.
      }
    }
    close();
  }

  @Override
  public void close() {
    try {
      body.close();
    } catch (IOException e) {
      throw new IllegalStateException("closing an answer must not fail", e);
    }
  }
}
