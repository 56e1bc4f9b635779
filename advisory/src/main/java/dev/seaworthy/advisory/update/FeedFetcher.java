package dev.seaworthy.advisory.update;

import dev.seaworthy.advisory.AdvisoryError;
import dev.seaworthy.base.Limit;
import dev.seaworthy.base.Limits;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.base.Text;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Fetches files over HTTP: asks for changes alone where it has the file already, goes on where an
/// earlier try broke off, and puts a file in place only when it is whole.
final class FeedFetcher {

  private static final int NOT_MODIFIED = 304;
  private static final int OK = 200;
  private static final int PARTIAL = 206;
  private static final int SERVER_ERROR = 500;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int RANGE_NOT_SATISFIABLE = 416;

  private final Supplier<HttpClient> client;
  private final Limits limits;
  private final Path changes;

  /// @param client made when it is first needed
  /// @param changes the file that says, by being there, that some file was replaced
  FeedFetcher(Supplier<HttpClient> client, Limits limits, Path changes) {
    this.client = client;
    this.limits = limits;
    this.changes = changes;
  }

  /// Fetches a file, or hears that it hasn't changed.
  ///
  /// @param file where to put it
  /// @throws SeaworthyException [AdvisoryError#FETCH_FAILED], [AdvisoryError#FEED_TOO_LARGE]
  FetchResult fetch(URI address, Path file) {
    requireHttp(address);
    String lastFailure = "";
    long tries = Math.max(1, limits.of(Limit.HTTP_RETRIES));
    for (int i = 0; i < tries; i++) {
      try {
        Files.createDirectories(file.toAbsolutePath().getParent());
        FetchResult result = tryOnce(address, file);
        if (!(result instanceof FetchResult.Refused(int status) && isPassing(status))) {
          return result;
        }
        lastFailure = "the server answered " + result;
      } catch (NoSuchFileException e) {
        throw failed(address, e.toString(), e);
      } catch (InterruptedIOException e) {
        throw failed(address, "interrupted", e);
      } catch (IOException e) {
        lastFailure = Text.shorten(e.toString(), 200);
      }
    }
    throw failed(address, lastFailure + ", " + tries + " times", null);
  }

  /// What is known of a file that is in place, whole.
  static FetchState whole(Path file) {
    try {
      FetchState state = FetchState.read(file);
      return Files.isRegularFile(file) && Files.size(file) == state.size()
          ? state
          : FetchState.NONE;
    } catch (IOException e) {
      return FetchState.NONE;
    }
  }

  /// A file that is in place and isn't asked for again.
  static FetchResult.Unchanged kept(Path file) {
    return new FetchResult.Unchanged(published(whole(file).modified()));
  }

  private static void requireHttp(URI address) {
    String scheme = String.valueOf(address.getScheme());
    if (!scheme.equals("https") && !scheme.equals("http")) {
      throw failed(address, "only http and https addresses can be fetched", null);
    }
  }

  private static boolean isPassing(int status) {
    return status >= SERVER_ERROR || status == TOO_MANY_REQUESTS || status == RANGE_NOT_SATISFIABLE;
  }

  private static SeaworthyException failed(URI address, String reason, @Nullable Throwable cause) {
    return new SeaworthyException(
        AdvisoryError.FETCH_FAILED, "tried to fetch %s: %s".formatted(address, reason), cause);
  }

  private FetchResult tryOnce(URI address, Path file) throws IOException {
    Path part = file.resolveSibling(file.getFileName() + ".part");
    FetchState whole = known(address, file);
    FetchState begun = begun(address, part);
    long begunBytes = begun.tag().isEmpty() ? 0 : Files.size(part);
    HttpResponse<?> response = send(request(address, whole, begun, begunBytes), part, address);
    int status = response.statusCode();
    if (status == NOT_MODIFIED) {
      return new FetchResult.Unchanged(published(whole.modified()));
    }
    if (status == OK || status == PARTIAL) {
      return putInPlace(address, response, part, file);
    }
    if (status == RANGE_NOT_SATISFIABLE) {
      Files.deleteIfExists(part);
    }
    return new FetchResult.Refused(status);
  }

  private FetchResult putInPlace(URI address, HttpResponse<?> response, Path part, Path file)
      throws IOException {
    FetchState state =
        new FetchState(
            address.toString(),
            header(response, "etag"),
            header(response, "last-modified"),
            Files.size(part));
    // First, so that the change is known even if the program ends right after it.
    Files.writeString(changes, "");
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    state.write(file);
    return new FetchResult.Changed(published(state.modified()), state.size());
  }

  /// What is known of the whole file, if it is still the one that was fetched from there.
  private static FetchState known(URI address, Path file) {
    FetchState state = whole(file);
    return state.address().equals(address.toString()) ? state : FetchState.NONE;
  }

  /// What is known of the part that an earlier try left.
  private static FetchState begun(URI address, Path part) {
    FetchState state = FetchState.read(part);
    return state.address().equals(address.toString()) && Files.isRegularFile(part)
        ? state
        : FetchState.NONE;
  }

  private HttpRequest request(URI address, FetchState whole, FetchState begun, long begunBytes) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address)
            .timeout(Duration.ofSeconds(limits.of(Limit.HTTP_SECONDS)))
            .GET();
    if (!whole.tag().isEmpty()) {
      request.header("If-None-Match", whole.tag());
    }
    if (!whole.modified().isEmpty()) {
      request.header("If-Modified-Since", whole.modified());
    }
    if (begunBytes > 0) {
      request.header("Range", "bytes=" + begunBytes + "-").header("If-Range", begun.tag());
    }
    return request.build();
  }

  private HttpResponse<?> send(HttpRequest request, Path part, URI address) throws IOException {
    CompletableFuture<? extends HttpResponse<?>> sent =
        client.get().sendAsync(request, intoPart(part, address));
    try {
      return sent.get(limits.of(Limit.FEED_FETCH_SECONDS), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      sent.cancel(true);
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while fetching " + address);
    } catch (TimeoutException e) {
      sent.cancel(true);
      throw new IOException(
          "not done after %s seconds".formatted(limits.of(Limit.FEED_FETCH_SECONDS)), e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException cause ? cause : new IOException(e.getCause());
    }
  }

  /// A body that is the file goes to the part; any other is thrown away, unread beyond a little.
  private BodyHandler<Object> intoPart(Path part, URI address) {
    return info -> {
      boolean isAll = info.statusCode() == OK;
      if (!isAll && info.statusCode() != PARTIAL) {
        return BodySubscribers.limiting(
            BodySubscribers.replacing((Object) part), limits.of(Limit.HTTP_RESPONSE_BYTES));
      }
      try {
        new FetchState(
                address.toString(),
                info.headers().firstValue("etag").orElse(""),
                info.headers().firstValue("last-modified").orElse(""),
                -1)
            .write(part);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      BodyHandler<Path> file =
          BodyHandlers.ofFile(
              part,
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE,
              isAll ? StandardOpenOption.TRUNCATE_EXISTING : StandardOpenOption.APPEND);
      return BodySubscribers.mapping(
          BodySubscribers.limiting(file.apply(info), limits.of(Limit.FEED_BYTES)),
          path -> (Object) path);
    };
  }

  private static String header(HttpResponse<?> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }

  /// When a file was published, as the server said.
  static Instant published(String httpDate) {
    try {
      return httpDate.isEmpty()
          ? Instant.EPOCH
          : ZonedDateTime.parse(httpDate, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
    } catch (DateTimeException e) {
      return Instant.EPOCH;
    }
  }
}
