package dev.seaworthy.advisory.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.advisory.AdvisoryError;
import dev.seaworthy.advisory.install.FeedDownloads.Outcome;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.testkit.registry.FileServer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeedDownloadsTest {

  private static final Instant PUBLISHED = Instant.parse("2026-08-21T10:00:00Z");

  @TempDir private Path folder;

  private FeedDownloads downloads() {
    return new FeedDownloads(folder, Duration.ofSeconds(20), _ -> {});
  }

  private static FeedSource source(FileServer server, String path) {
    return new FeedSource("debian/tracker.json", server.uri(path));
  }

  @Test
  void fetchesAFeedOnceAndHearsThatItIsUnchanged() throws Exception {
    try (FileServer server = FileServer.start().put("/json", "{\"a\":1}", PUBLISHED)) {
      FeedSource source = source(server, "/json");

      assertThat(downloads().fetch(List.of(source)))
          .containsExactly(new Outcome.Changed(source, 7));
      assertThat(downloads().fetch(List.of(source))).containsExactly(new Outcome.Unchanged(source));
      server.put("/json", "{\"a\":2}", PUBLISHED.plusSeconds(60));
      assertThat(downloads().fetch(List.of(source)))
          .containsExactly(new Outcome.Changed(source, 7));

      Path file = folder.resolve("debian").resolve("tracker.json");
      assertThat(file).hasContent("{\"a\":2}");
      assertThat(downloads().publishedAt(List.of(source)))
          .containsEntry(file, PUBLISHED.plusSeconds(60));
    }
  }

  @Test
  void keepsTheOldFeedWhenTheServerHasItNoMore() throws Exception {
    try (FileServer server = FileServer.start().put("/json", "{}", PUBLISHED)) {
      downloads().fetch(List.of(source(server, "/json")));

      assertThatThrownBy(() -> downloads().fetch(List.of(source(server, "/gone"))))
          .isInstanceOfSatisfying(
              SeaworthyException.class,
              e -> assertThat(e.code()).isEqualTo(AdvisoryError.FETCH_FAILED))
          .hasMessageContaining("404");
      assertThat(folder.resolve("debian").resolve("tracker.json")).hasContent("{}");
    }
  }

  @Test
  void saysWhenNobodyAnswers() throws Exception {
    URI address;
    try (FileServer server = FileServer.start()) {
      address = server.uri("/x");
    }

    assertThatThrownBy(() -> downloads().fetch(List.of(new FeedSource("osv/npm/all.zip", address))))
        .isInstanceOf(SeaworthyException.class)
        .hasMessageContaining(address.toString());
    assertThat(folder.resolve("osv").resolve("npm").resolve("all.zip")).doesNotExist();
  }

  @Test
  void asksForEveryFeedOfTheStandardAddresses() {
    assertThat(FeedSource.standard())
        .extracting(FeedSource::path)
        .contains("osv/npm/all.zip", "osv/GitHub Actions/all.zip", "debian/tracker.json")
        .doesNotHaveDuplicates();
    assertThat(FeedSource.standard())
        .allMatch(source -> source.address().getScheme().equals("https"));
    assertThat(Files.exists(folder.resolve("osv"))).isFalse();
  }
}
