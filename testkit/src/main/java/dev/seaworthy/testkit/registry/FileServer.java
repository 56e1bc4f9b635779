package dev.seaworthy.testkit.registry;

import com.sun.net.httpserver.HttpExchange;
import dev.seaworthy.testkit.Sha256;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/// Serves files as if it were the upstream of a feed: with `ETag` and `Last-Modified`, which a
/// client that has the file already gives back to hear 304.
public final class FileServer implements AutoCloseable {
  private static final DateTimeFormatter HTTP_DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  /// When every served file changed: a file's own date is that of its last copy, which may lie
  /// after the moment at which a test takes place.
  private static final Instant FILES_MODIFIED = Instant.parse("2026-09-01T00:00:00Z");

  private final Map<String, Served> files = new ConcurrentHashMap<>();
  private final Faults faults = new Faults();
  private final LoopbackServer server;

  private FileServer() throws IOException {
    this.server = new LoopbackServer(this::answer);
  }

  private record Served(Body body, String tag, Instant modified) {}

  /// A server that has nothing yet.
  public static FileServer start() throws IOException {
    return new FileServer();
  }

  /// Serves a text, new or in place of what was there.
  public FileServer put(String path, String text, Instant modified) {
    return put(path, Body.of(text, type(path)), Sha256.of(text), modified);
  }

  /// Serves a file.
  public FileServer file(String path, Path file) throws IOException {
    Body body = new Body(Files.size(file), () -> Files.newInputStream(file), type(path));
    return put(path, body, Sha256.of(file), FILES_MODIFIED);
  }

  /// Serves what a gzip file holds, unpacked.
  public FileServer unpackedGzip(String path, Path gzip) throws IOException {
    long length;
    try (InputStream in = unpacked(gzip)) {
      length = in.transferTo(OutputStream.nullOutputStream());
    }
    Body body = new Body(length, () -> unpacked(gzip), type(path));
    return put(path, body, Sha256.of(gzip), FILES_MODIFIED);
  }

  /// Serves every file below a folder.
  ///
  /// @param prefix such as `/osv`, before the paths in the folder
  public FileServer folder(String prefix, Path folder) throws IOException {
    List<Path> below;
    try (Stream<Path> walk = Files.walk(folder)) {
      below = walk.filter(Files::isRegularFile).toList();
    }
    for (Path file : below) {
      file(prefix + "/" + folder.relativize(file), file);
    }
    return this;
  }

  /// Serves every file that a zip holds.
  ///
  /// @param prefix such as `/secdb`, before the paths in the zip
  public FileServer zip(String prefix, Path zip) throws IOException {
    try (ZipFile opened = new ZipFile(zip.toFile())) {
      for (Enumeration<? extends ZipEntry> all = opened.entries(); all.hasMoreElements(); ) {
        ZipEntry entry = all.nextElement();
        if (!entry.isDirectory()) {
          byte[] bytes;
          try (InputStream in = opened.getInputStream(entry)) {
            bytes = in.readAllBytes();
          }
          String path = prefix + "/" + entry.getName();
          Body body = new Body(bytes.length, () -> new ByteArrayInputStream(bytes), type(path));
          put(path, body, Sha256.of(bytes), FILES_MODIFIED);
        }
      }
    }
    return this;
  }

  /// Lets something go wrong the next times.
  public FileServer order(int times, Fault fault) {
    faults.order(times, fault);
    return this;
  }

  /// The address of a path.
  public URI uri(String path) {
    return URI.create("http://" + server.host() + path.replace(" ", "%20"));
  }

  /// What was asked so far.
  public List<HttpRequest> requests() {
    return server.requests();
  }

  @Override
  public void close() {
    server.close();
  }

  private FileServer put(String path, Body body, String digest, Instant modified) {
    String tag = "\"" + Sha256.hex(digest).substring(0, 20) + "\"";
    files.put(path, new Served(body, tag, modified.truncatedTo(ChronoUnit.SECONDS)));
    return this;
  }

  private void answer(HttpRequest request, HttpExchange exchange) throws IOException {
    Served served = files.get(request.path());
    if (served == null) {
      Body.of("not here\n", "text/plain").send(exchange, 404);
      return;
    }
    if (faults.befall(served.body(), request, exchange)) {
      return;
    }
    exchange.getResponseHeaders().set("ETag", served.tag());
    exchange.getResponseHeaders().set("Last-Modified", HTTP_DATE.format(served.modified()));
    if (isKnown(request, served)) {
      exchange.sendResponseHeaders(304, -1);
    } else {
      served.body().send(request, exchange, true);
    }
  }

  /// As RFC 9110 says: the tag decides where the client gives one, the date otherwise.
  private static boolean isKnown(HttpRequest request, Served served) {
    return request
        .header("if-none-match")
        .map(tags -> tags.equals("*") || tags.contains(served.tag()))
        .orElseGet(() ->
            request
                .header("if-modified-since")
                .map(date -> Instant.from(HTTP_DATE.parse(date)))
                .filter(date -> !served.modified().isAfter(date))
                .isPresent());
  }

  private static InputStream unpacked(Path gzip) throws IOException {
    return new GZIPInputStream(Files.newInputStream(gzip), 1 << 16);
  }

  private static String type(String path) {
    if (path.endsWith(".json")) {
      return "application/json";
    }
    return path.endsWith(".zip") ? "application/zip" : "application/octet-stream";
  }
}
