package dev.seaworthy.testkit.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileServerTest {
  private static final Instant NOON = Instant.parse("2026-01-03T12:00:00Z");

  private final HttpClient client = HttpClient.newHttpClient();

  @TempDir Path folder;

  @Test
  void servesFilesFoldersZipsAndUnpackedGzips() throws Exception {
    Files.createDirectories(folder.resolve("osv/Rocky Linux"));
    Path file = Files.writeString(folder.resolve("osv/Rocky Linux/all.zip"), "zip");
    Path zip = folder.resolve("secdb.zip");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
      out.putNextEntry(new ZipEntry("v3.20/main.json"));
      out.write("{}".getBytes(UTF_8));
    }
    Path gzip = folder.resolve("tracker.json.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(gzip))) {
      out.write("[1]".getBytes(UTF_8));
    }
    try (FileServer server = FileServer.start()) {
      server.file("/one", file).folder("/osv", folder.resolve("osv")).zip("/secdb", zip);
      server.unpackedGzip("/tracker/data/json", gzip);

      assertThat(get(server.uri("/one")).body()).isEqualTo("zip");
      assertThat(get(server.uri("/osv/Rocky Linux/all.zip")).body()).isEqualTo("zip");
      assertThat(get(server.uri("/secdb/v3.20/main.json")).body()).isEqualTo("{}");
      assertThat(get(server.uri("/tracker/data/json")).body()).isEqualTo("[1]");
      assertThat(get(server.uri("/nothing")).statusCode()).isEqualTo(404);
      assertThat(server.requests()).hasSize(5);
    }
  }

  @Test
  void answers304ToWhoHasTheFileAndTheNewFileAfterAChange() throws Exception {
    try (FileServer server = FileServer.start()) {
      URI feed = server.put("/feed.json", "old", NOON).uri("/feed.json");
      HttpResponse<String> first = get(feed);
      String tag = first.headers().firstValue("etag").orElseThrow();

      assertThat(first.headers().firstValue("last-modified"))
          .contains("Sat, 03 Jan 2026 12:00:00 GMT");
      assertThat(get(feed, "If-None-Match", tag).statusCode()).isEqualTo(304);
      assertThat(get(feed, "If-Modified-Since", "Sat, 03 Jan 2026 12:00:00 GMT").statusCode())
          .isEqualTo(304);
      assertThat(get(feed, "If-Modified-Since", "Sat, 03 Jan 2026 11:59:59 GMT").statusCode())
          .isEqualTo(200);
      server.put("/feed.json", "new", NOON.plusSeconds(60));
      assertThat(get(feed, "If-None-Match", tag).body()).isEqualTo("new");
    }
  }

  @Test
  void showsTheOrderedFaultEvenToWhoHasTheFile() throws Exception {
    try (FileServer server = FileServer.start()) {
      URI feed = server.put("/feed", "x", NOON).uri("/feed");
      server.order(1, Fault.refused("/feed", 503));

      assertThat(get(feed, "If-None-Match", "*").statusCode()).isEqualTo(503);
      assertThat(get(feed, "If-None-Match", "*").statusCode()).isEqualTo(304);
    }
  }

  private HttpResponse<String> get(URI uri, String... headers) throws Exception {
    java.net.http.HttpRequest.Builder request = java.net.http.HttpRequest.newBuilder(uri);
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), BodyHandlers.ofString());
  }
}
