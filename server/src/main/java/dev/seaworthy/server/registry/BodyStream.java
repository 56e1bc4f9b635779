package dev.seaworthy.server.registry;

import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The body of a request for a thread that may wait. At most a few buffers are in memory: the next
/// ones are asked for when those are read. A sender that falls silent, or that trickles, is left.
final class BodyStream extends InputStream {
  private static final Duration SILENCE_MAX = Duration.ofSeconds(30);
  private static final Duration TRICKLE_GRACE = Duration.ofSeconds(60);
  private static final long TRICKLE_BYTES_PER_SECOND = 1024;
  private static final int AHEAD = 8;

  private final HttpServerRequest request;
  private final Context context;
  private final BlockingQueue<Piece> pieces = new LinkedBlockingQueue<>();
  private final boolean expectsContinue;
  private Buffer current = Buffer.buffer();
  private int position;
  private long received;
  private long begunAt;
  private boolean begun;
  private boolean ended;

  private sealed interface Piece {}

  private record Bytes(Buffer buffer) implements Piece {}

  private record End() implements Piece {}

  private record Broken(String why) implements Piece {}

  /// To be called on the event loop, where the request came in.
  BodyStream(HttpServerRequest request, Context context) {
    this.request = request;
    this.context = context;
    this.expectsContinue = "100-continue".equalsIgnoreCase(request.getHeader("Expect"));
    request.pause();
    request.handler(buffer -> pieces.add(new Bytes(buffer)));
    request.endHandler(_ -> pieces.add(new End()));
    request.exceptionHandler(thrown -> pieces.add(new Broken(String.valueOf(thrown.getMessage()))));
  }

  /// Whether all of it was read, so that the connection can serve another request.
  boolean isRead() {
    return ended;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    int read = read(one, 0, 1);
    return read < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte @Nullable [] target, int offset, int length) throws IOException {
    while (position >= current.length()) {
      if (ended || !next()) {
        return -1;
      }
    }
    int count = Math.min(length, current.length() - position);
    current.getBytes(position, position + count, target, offset);
    position += count;
    return count;
  }

  private boolean next() throws IOException {
    Piece piece = pieces.poll();
    if (piece == null) {
      begin();
      context.runOnContext(_ -> request.fetch(AHEAD));
      piece = await();
    }
    switch (piece) {
      case Bytes bytes -> {
        current = bytes.buffer();
        position = 0;
        received += current.length();
        tooSlow();
        return true;
      }
      case End _ -> {
        ended = true;
        return false;
      }
      case Broken broken -> throw new IOException("the request broke off: " + broken.why());
    }
  }

  private void begin() {
    if (!begun) {
      begun = true;
      begunAt = System.nanoTime();
      if (expectsContinue) {
        context.runOnContext(_ -> request.response().writeContinue());
      }
    }
  }

  private Piece await() throws IOException {
    try {
      Piece piece = pieces.poll(SILENCE_MAX.toMillis(), TimeUnit.MILLISECONDS);
      if (piece == null) {
        throw new IOException("no byte came for %s s".formatted(SILENCE_MAX.toSeconds()));
      }
      return piece;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private void tooSlow() throws IOException {
    Duration took = Duration.ofNanos(System.nanoTime() - begunAt);
    if (begun
        && took.compareTo(TRICKLE_GRACE) > 0
        && received < took.toSeconds() * TRICKLE_BYTES_PER_SECOND) {
      throw new IOException("the bytes come too slowly");
    }
  }
}
