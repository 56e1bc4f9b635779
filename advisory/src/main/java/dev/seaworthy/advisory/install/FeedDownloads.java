package dev.seaworthy.advisory.install;

import dev.seaworthy.advisory.AdvisoryError;
import dev.seaworthy.base.BoundedInputStream;
import dev.seaworthy.base.Limit;
import dev.seaworthy.base.SeaworthyException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// Fetches feeds into a folder and keeps beside each what its server said of it, so that an
/// unchanged feed is not sent again (RFC 9110 §13, conditional requests). A feed is replaced by a
/// rename when it has come whole.
public final class FeedDownloads {

  /// What fetching a feed came to.
  public sealed interface Outcome {
    /// It was sent.
    record Changed(FeedSource source, long bytes) implements Outcome {}

    /// The server says that we have it.
    record Unchanged(FeedSource source) implements Outcome {}
  }

  private static final String NOTES_SUFFIX = ".http";
  private static final int NOT_MODIFIED = 304;
  private static final int OK = 200;

  /// No feed is near this; a server that sends more is no feed.
  private static final long FEED_BYTES_MAX = 4L << 30;

  private final Path folder;
  private final Duration timeout;
  private final Consumer<String> progress;

  /// @param folder where downloads are kept
  /// @param timeout for connecting and for the first byte of an answer
  /// @param progress is told what is being fetched, for people
  public FeedDownloads(Path folder, Duration timeout, Consumer<String> progress) {
    this.folder = folder;
    this.timeout = timeout;
    this.progress = progress;
  }

  /// Fetches each feed that has changed.
  ///
  /// @throws SeaworthyException [AdvisoryError#FETCH_FAILED] at the first that can't be had; those
  ///   fetched before stay
  public List<Outcome> fetch(List<FeedSource> sources) {
    try (HttpClient client =
        HttpClient.newBuilder()
            .connectTimeout(timeout)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build()) {
      return sources.stream().map(source -> fetch(client, source)).toList();
    }
  }

  /// When the servers published the feeds that are kept, by file, where they said so.
  public Map<Path, Instant> publishedAt(List<FeedSource> sources) {
    Map<Path, Instant> dates = new HashMap<>();
    for (FeedSource source : sources) {
      note(file(source), "Last-Modified")
          .flatMap(FeedDownloads::date)
          .ifPresent(date -> dates.put(file(source), date));
    }
    return dates;
  }

  private static Optional<Instant> date(String text) {
    try {
      return Optional.of(
          ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private Path file(FeedSource source) {
    return folder.resolve(source.path());
  }

  private Outcome fetch(HttpClient client, FeedSource source) {
    progress.accept("fetching " + source.address());
    Path file = file(source);
    HttpRequest.Builder request = HttpRequest.newBuilder(source.address()).timeout(timeout);
    if (Files.exists(file)) {
      note(file, "ETag").ifPresent(tag -> request.header("If-None-Match", tag));
      note(file, "Last-Modified").ifPresent(date -> request.header("If-Modified-Since", date));
    }
    try {
      HttpResponse<InputStream> response =
          client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream body = response.body()) {
        return switch (response.statusCode()) {
          case NOT_MODIFIED -> new Outcome.Unchanged(source);
          case OK -> new Outcome.Changed(source, keep(file, body, response));
          default -> throw failed(source, "the server answered " + response.statusCode(), null);
        };
      }
    } catch (InterruptedException | InterruptedIOException e) {
      Thread.currentThread().interrupt();
      throw failed(source, "interrupted", e);
    } catch (IOException e) {
      throw failed(source, String.valueOf(e.getMessage() == null ? e : e.getMessage()), e);
    }
  }

  private long keep(Path file, InputStream body, HttpResponse<?> response) throws IOException {
    Files.createDirectories(file.getParent());
    Path temporary = Files.createTempFile(file.getParent(), ".fetching-", "");
    try {
      long bytes =
          Files.copy(
              new BoundedInputStream(
                  body, Limit.METADATA_BYTES, FEED_BYTES_MAX, String.valueOf(file.getFileName())),
              temporary,
              StandardCopyOption.REPLACE_EXISTING);
      long announced = response.headers().firstValueAsLong("Content-Length").orElse(bytes);
      if (announced != bytes) {
        throw new IOException("the answer ends after %s of %s bytes".formatted(bytes, announced));
      }
      StringBuilder notes = new StringBuilder();
      for (String name : List.of("ETag", "Last-Modified")) {
        response
            .headers()
            .firstValue(name)
            .filter(value -> value.indexOf('\n') < 0)
            .ifPresent(value -> notes.append(name).append(": ").append(value).append('\n'));
      }
      // First the notes go, so that old notes never stand beside a new feed.
      Files.deleteIfExists(notesOf(file));
      Files.move(
          temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      Files.writeString(notesOf(file), notes);
      return bytes;
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  private static Optional<String> note(Path file, String name) {
    try {
      for (String line : Files.readAllLines(notesOf(file), StandardCharsets.UTF_8)) {
        if (line.startsWith(name + ": ")) {
          return Optional.of(line.substring(name.length() + 2));
        }
      }
      return Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /// Beside the feed under a name that no feed has, so that building passes over it.
  private static Path notesOf(Path file) {
    return file.resolveSibling("." + file.getFileName() + NOTES_SUFFIX);
  }

  private static SeaworthyException failed(
      FeedSource source, String why, @org.jspecify.annotations.Nullable Throwable e) {
    return new SeaworthyException(
        AdvisoryError.FETCH_FAILED, "tried to fetch %s: %s".formatted(source.address(), why), e);
  }
}
