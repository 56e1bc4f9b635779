package dev.seaworthy.advisory.update;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.advisory.Advisory;
import dev.seaworthy.advisory.AdvisoryError;
import dev.seaworthy.advisory.AffectedRange;
import dev.seaworthy.advisory.database.Build;
import dev.seaworthy.advisory.database.BuiltInFeeds;
import dev.seaworthy.advisory.database.DatabaseBuilder;
import dev.seaworthy.advisory.database.DatabaseFile;
import dev.seaworthy.advisory.database.InstalledSnapshots;
import dev.seaworthy.base.Limits;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.testkit.registry.FileServer;
import dev.seaworthy.testkit.registry.HttpRequest;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Red Hat's VEX documents: an archive of all, and lists of what changed and went since, in the
/// form in which they are published.
class RedHatVexUpdateTest {

  private static final Instant PUBLISHED = Instant.parse("2026-01-10T10:00:00Z");

  @TempDir Path folder;
  private FileServer server;
  private InstalledSnapshots snapshots;

  @BeforeEach
  void serve() throws IOException {
    server = FileServer.start();
    snapshots = new InstalledSnapshots(folder.resolve("advisories"), Build.TRUST);
    archive("2026-01-10", Map.of(10_001, "2.0-1", 10_002, "2.0-1", 10_003, "2.0-1"));
    changes(
        """
        "2026/cve-2026-10003.json","2026-01-08T23:59:59+00:00"
        "2026/cve-2026-10002.json","2026-01-05T10:17:22+00:00"
        "2026/cve-2026-10001.json","2026-01-05T10:17:22+00:00"
        """);
    deletions("");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void fetchesTheArchiveAloneAtFirst() {
    update();

    assertThat(asked("/vex/csaf_vex_2026-01-10.tar.zst")).isEqualTo(1);
    assertThat(asked("/vex/2026/cve-2026-10001.json")).isZero();
    assertThat(fixes())
        .isEqualTo(
            Map.of(
                "CVE-2026-10001", "2.0-1", "CVE-2026-10002", "2.0-1", "CVE-2026-10003", "2.0-1"));
  }

  /// The newer archive isn't even there: it is not asked for.
  @Test
  void fetchesWhatChangedAndDropsWhatWentWithoutANewArchive() {
    update();
    server.put("/vex/archive_latest.txt", "csaf_vex_2026-01-13.tar.zst", PUBLISHED.plusSeconds(1));
    changeTwoAndDeleteOne();
    UpdateReport second = update();

    assertThat(asked("/vex/csaf_vex_2026-01-10.tar.zst")).isEqualTo(1);
    assertThat(fixes())
        .isEqualTo(
            Map.of(
                "CVE-2026-10001", "2.0-2", "CVE-2026-10003", "2.0-1", "CVE-2026-10004", "2.0-4"));
    assertThat(second.build()).isPresent();
    UpdateReport third = update();
    assertThat(third.build()).isEmpty();
    assertThat(third.installed().digest()).isEqualTo(second.installed().digest());
    assertThat(server.requests().getLast().header("if-none-match")).isPresent();
  }

  @Test
  void asksNoMoreForADocumentThatItHasSinceItsChange() {
    update();
    changes("\"2026/cve-2026-10001.json\",\"2026-01-12T07:00:00+00:00\"\n");
    String path = "/vex/2026/cve-2026-10001.json";
    server.put(path, vex(10_001, "2.0-2"), Instant.parse("2026-01-12T07:00:05Z"));
    update();
    update();
    assertThat(asked(path)).isEqualTo(1);

    changes("\"2026/cve-2026-10001.json\",\"2026-01-13T07:00:00+00:00\"\n");
    server.put(path, vex(10_001, "2.0-3"), Instant.parse("2026-01-13T07:00:05Z"));
    update();
    assertThat(asked(path)).isEqualTo(2);
    assertThat(fixes()).containsEntry("CVE-2026-10001", "2.0-3");
  }

  @Test
  void refusesMoreDocumentsThanEverChange() {
    update();
    StringBuilder many = new StringBuilder();
    for (int i = 0; i <= RedHatPlan.DOCUMENTS_MAX; i++) {
      many.append(
          "\"2026/cve-2026-%s.json\",\"2026-01-11T00:00:00+00:00\"\n".formatted(20_000 + i));
    }
    changes(many.toString());

    assertThatThrownBy(this::update)
        .isInstanceOf(SeaworthyException.class)
        .hasMessageContaining("names 20001 documents that changed")
        .extracting(e -> ((SeaworthyException) e).code())
        .isEqualTo(AdvisoryError.FEED_TOO_LARGE);
  }

  @Test
  void noticesADeletionAlone() {
    update();
    deletions("\"2026/cve-2026-10003.json\",\"2026-01-11T00:00:00+00:00\"\n");
    update();

    assertThat(fixes().keySet()).containsExactly("CVE-2026-10001", "CVE-2026-10002");
  }

  @Test
  void takesBackWhatCameBack() {
    update();
    deletions("\"2026/cve-2026-10001.json\",\"2026-01-11T00:00:00+00:00\"\n");
    changes("\"2026/cve-2026-10001.json\",\"2026-01-12T00:00:00+00:00\"\n");
    document(10_001, "2.0-7");
    update();

    assertThat(fixes()).containsEntry("CVE-2026-10001", "2.0-7").hasSize(3);
  }

  @Test
  void fetchesTheNewestArchiveWhereTheChangesAreMany() throws IOException {
    update();
    StringBuilder many = new StringBuilder();
    for (int i = 0; i <= RedHatPlan.CHANGES_MAX; i++) {
      many.append(
          "\"2026/cve-2026-%s.json\",\"2026-01-11T00:00:00+00:00\"\n".formatted(20_000 + i));
    }
    changes(many.toString());
    archive("2026-01-13", Map.of(10_001, "2.0-3"));
    update();

    assertThat(asked("/vex/csaf_vex_2026-01-13.tar.zst")).isEqualTo(1);
    assertThat(fixes()).isEqualTo(Map.of("CVE-2026-10001", "2.0-3"));
  }

  @Test
  void refusesAListThatIsNone() {
    UpdateReport good = update();
    for (String line :
        List.of(
            "\"../../etc/passwd\",\"2026-01-11T00:00:00+00:00\"",
            "\"2026/cve-2026-10001.json\",\"yesterday\"",
            "<html>We'll be back soon</html>")) {
      changes(line);
      assertThatThrownBy(this::update)
          .isInstanceOf(SeaworthyException.class)
          .hasMessageContaining("names no document and date")
          .extracting(e -> ((SeaworthyException) e).code())
          .isEqualTo(AdvisoryError.FETCH_FAILED);
    }
    assertThat(snapshots.current()).contains(good.installed().digest());
  }

  @Test
  void keepsTheInstalledDatabaseWhenAChangedDocumentIsNotThere() {
    UpdateReport good = update();
    changes("\"2026/cve-2026-10009.json\",\"2026-01-12T00:00:00+00:00\"\n");

    assertThatThrownBy(this::update)
        .isInstanceOf(SeaworthyException.class)
        .hasMessageContaining("2026/cve-2026-10009.json: the server answered 404");
    assertThat(snapshots.current()).contains(good.installed().digest());
  }

  private void changeTwoAndDeleteOne() {
    changes(
        """
        "2026/cve-2026-10004.json","2026-01-12T08:00:00+00:00"
        "2026/cve-2026-10001.json","2026-01-12T07:00:00+00:00"
        "2026/cve-2026-10002.json","2026-01-05T10:17:22+00:00"
        """);
    deletions("\"2026/cve-2026-10002.json\",\"2026-01-11T00:00:00+00:00\"\n");
    document(10_001, "2.0-2");
    document(10_004, "2.0-4");
  }

  private void changes(String lines) {
    server.put("/vex/changes.csv", lines, PUBLISHED);
  }

  private void deletions(String lines) {
    server.put("/vex/deletions.csv", lines, PUBLISHED);
  }

  private void document(int number, String fixed) {
    server.put("/vex/2026/cve-2026-" + number + ".json", vex(number, fixed), PUBLISHED);
  }

  /// Not packed, though named as Red Hat's are: what a file is shows in its first bytes.
  private void archive(String day, Map<Integer, String> fixes) throws IOException {
    Path file = folder.resolve(day + ".tar");
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(Files.newOutputStream(file))) {
      for (Map.Entry<Integer, String> fix : new TreeMap<>(fixes).entrySet()) {
        byte[] bytes = vex(fix.getKey(), fix.getValue()).getBytes(StandardCharsets.UTF_8);
        TarArchiveEntry entry = new TarArchiveEntry("2026/cve-2026-" + fix.getKey() + ".json");
        entry.setSize(bytes.length);
        tar.putArchiveEntry(entry);
        tar.write(bytes);
        tar.closeArchiveEntry();
      }
    }
    server.file("/vex/csaf_vex_" + day + ".tar.zst", file);
    server.put("/vex/archive_latest.txt", "csaf_vex_" + day + ".tar.zst", PUBLISHED);
  }

  private static String vex(int number, String fixed) {
    return """
    {"document": {"category": "csaf_vex", "csaf_version": "2.0",
      "publisher": {"category": "vendor", "namespace": "https://www.redhat.com"},
      "tracking": {"id": "CVE-2026-%1$s", "current_release_date": "2026-01-02T00:00:00Z"}},
     "product_tree": {"branches": [{"category": "vendor", "branches": [
       {"category": "product_version", "product": {"name": "main", "product_id": "main",
        "product_identification_helper": {"cpe": "cpe:/o:redhat:enterprise_linux:9::baseos"}}},
       {"category": "product_version", "product": {"name": "lib", "product_id": "lib",
        "product_identification_helper": {"purl": "pkg:rpm/redhat/lib@%2$s?arch=x86_64"}}}]}],
      "relationships": [{"category": "default_component_of",
       "full_product_name": {"product_id": "main:lib"}, "product_reference": "lib",
       "relates_to_product_reference": "main"}]},
     "vulnerabilities": [{"cve": "CVE-2026-%1$s", "product_status": {"fixed": ["main:lib"]}}]}
    """
        .formatted(number, fixed);
  }

  /// The fixed version of each flaw, of which each must have one statement.
  private Map<String, String> fixes() {
    Map<String, String> fixes = new TreeMap<>();
    try (DatabaseFile database = snapshots.openCurrent().orElseThrow()) {
      for (Advisory advisory : database.statements("Red Hat:enterprise_linux:9", "lib").toList()) {
        List<AffectedRange> ranges = advisory.ranges();
        assertThat(ranges).hasSize(1);
        assertThat(fixes.put(advisory.id().value(), ranges.getFirst().fixed().replace("0:", "")))
            .as("a second statement on %s", advisory.id())
            .isNull();
      }
    }
    return fixes;
  }

  private long asked(String path) {
    return server.requests().stream().map(HttpRequest::path).filter(path::equals).count();
  }

  private UpdateReport update() {
    Limits limits = Limits.defaults();
    DatabaseBuilder builder =
        new DatabaseBuilder(BuiltInFeeds.all(limits), limits, Build.KEY, _ -> {});
    return new DatabaseUpdate(
            folder.resolve("feeds"), snapshots, builder, HttpClient::newHttpClient, limits, _ -> {})
        .update(List.of(new FeedAddress.RedHatVex(server.uri("/vex/"))));
  }
}
