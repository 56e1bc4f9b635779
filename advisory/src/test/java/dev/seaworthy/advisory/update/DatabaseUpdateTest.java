package dev.seaworthy.advisory.update;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.advisory.AdvisoryError;
import dev.seaworthy.advisory.SnapshotInfo;
import dev.seaworthy.advisory.database.Build;
import dev.seaworthy.advisory.database.BuiltInFeeds;
import dev.seaworthy.advisory.database.DatabaseBuilder;
import dev.seaworthy.advisory.database.InstalledSnapshots;
import dev.seaworthy.base.Limit;
import dev.seaworthy.base.Limits;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.testkit.Gates;
import dev.seaworthy.testkit.registry.Fault;
import dev.seaworthy.testkit.registry.FileServer;
import dev.seaworthy.testkit.registry.HttpRequest;
import dev.seaworthy.testkit.registry.PythonFileServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseUpdateTest {

  private static final Instant PUBLISHED = Instant.parse("2026-08-21T10:00:00Z");
  private static final String TRACKER =
      """
      {"zlib": {"CVE-2026-1001": {"releases": {"bookworm":
        {"status": "resolved", "fixed_version": "%s", "urgency": "low"}}}}}
      """;

  @TempDir Path folder;
  private FileServer server;
  private InstalledSnapshots snapshots;

  @BeforeEach
  void serve() throws IOException {
    server = FileServer.start();
    snapshots = new InstalledSnapshots(folder.resolve("advisories"), Build.TRUST);
    server.put("/tracker.json", TRACKER.formatted("1:1.2.13-2"), PUBLISHED);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void installsWhatItFetchedWithTheServersDate() {
    UpdateReport report = update(tracker());

    assertThat(report.fetched())
        .extracting(UpdateReport.FetchedFeed::result)
        .allMatch(result -> result instanceof FetchResult.Changed);
    assertThat(report.installed().isCurrent()).isTrue();
    try (var database = snapshots.openCurrent().orElseThrow()) {
      assertThat(database.statements("Debian:12", "zlib").toList()).hasSize(1);
      // The tracker names no dates, so the server's counts.
      assertThat(database.info().dataDate()).isEqualTo(PUBLISHED);
    }
  }

  @Test
  void asksForChangesAloneAndBuildsNothingWhenThereAreNone() {
    UpdateReport first = update(tracker());
    UpdateReport second = update(tracker());

    assertThat(second.fetched())
        .extracting(UpdateReport.FetchedFeed::result)
        .containsExactly(new FetchResult.Unchanged(PUBLISHED));
    assertThat(second.build()).isEmpty();
    assertThat(second.installed().digest()).isEqualTo(first.installed().digest());
    assertThat(lastRequest().header("if-none-match")).isPresent();
  }

  @Test
  void installsANewDatabaseWhenAFeedChanged() {
    UpdateReport first = update(tracker());
    server.put("/tracker.json", TRACKER.formatted("1:1.2.13-3"), PUBLISHED.plusSeconds(60));
    UpdateReport second = update(tracker());

    assertThat(second.installed().digest()).isNotEqualTo(first.installed().digest());
    assertThat(snapshots.list()).hasSize(2);
  }

  /// The change was fetched, and the next update hears of none.
  @Test
  void buildsLaterWhatWasFetchedBeforeAnotherFeedFailed() {
    update(tracker());
    server.put("/tracker.json", TRACKER.formatted("1:1.2.13-3"), PUBLISHED.plusSeconds(60));
    FeedAddress gone = new FeedAddress.Plain("gone", server.uri("/gone.json"));
    assertCode(() -> update(tracker(), gone), AdvisoryError.FETCH_FAILED);
    UpdateReport later = update(tracker());

    assertThat(later.fetched())
        .extracting(UpdateReport.FetchedFeed::result)
        .containsExactly(new FetchResult.Unchanged(PUBLISHED.plusSeconds(60)));
    assertThat(later.build()).isPresent();
    assertThat(update(tracker()).build()).isEmpty();
  }

  @Test
  void fetchesAgainWhatWasChangedOnDisk() throws IOException {
    update(tracker());
    Files.writeString(folder.resolve("feeds/debian-tracker/tracker.json"), "{}");

    assertThat(update(tracker()).fetched().getFirst().result())
        .isInstanceOf(FetchResult.Changed.class);
  }

  @Test
  void triesAgainAfterAServersPassingFault() {
    server.order(2, Fault.refused("tracker", 503));

    assertThat(update(tracker()).installed().isCurrent()).isTrue();
  }

  @Test
  void triesAgainAfterAConnectionThatBrokeOff() {
    server.order(1, new Fault.CutOff("tracker", 20));

    assertThat(update(tracker()).installed().isCurrent()).isTrue();
  }

  @Test
  void goesOnWhereAnEarlierTryBrokeOff() throws IOException {
    update(tracker());
    byte[] whole = Files.readAllBytes(folder.resolve("feeds/debian-tracker/tracker.json"));
    FetchState known = FetchState.read(folder.resolve("feeds/debian-tracker/tracker.json"));
    Path part = folder.resolve("again/debian-tracker/tracker.json.part");
    Files.createDirectories(part.getParent());
    Files.write(part, Arrays.copyOf(whole, 50));
    known.write(part);

    update(folder.resolve("again"), Limits.defaults(), tracker());

    assertThat(lastRequest().header("range")).contains("bytes=50-");
    assertThat(folder.resolve("again/debian-tracker/tracker.json")).hasBinaryContent(whole);
    assertThat(part).doesNotExist();
  }

  @Test
  void keepsTheInstalledDatabaseWhenAFeedCanNotBeFetched() {
    UpdateReport good = update(tracker());
    server.order(10, Fault.refused("tracker", 500));

    assertCode(() -> update(tracker()), AdvisoryError.FETCH_FAILED);
    assertThat(snapshots.current()).contains(good.installed().digest());
  }

  @Test
  void keepsTheInstalledDatabaseWhenAFeedIsDamaged() {
    UpdateReport good = update(tracker());
    String whole = TRACKER.formatted("1:1.2.13-4");
    server.put("/tracker.json", whole.substring(0, whole.length() - 10), PUBLISHED);

    assertCode(() -> update(tracker()), AdvisoryError.FEED_DAMAGED);
    server.put("/tracker.json", "<html>We'll be back soon</html>", PUBLISHED);
    assertCode(() -> update(tracker()), AdvisoryError.NO_FEED_FOUND);
    assertThat(snapshots.current()).contains(good.installed().digest());
  }

  @Test
  void refusesMoreThanTheLimit() {
    Limits small = Limits.defaults().with(Limit.FEED_BYTES, 10);

    assertCode(() -> update(folder.resolve("feeds"), small, tracker()), AdvisoryError.FETCH_FAILED);
    assertThat(folder.resolve("feeds/debian-tracker/tracker.json")).doesNotExist();
  }

  @Test
  void takesABucketsEcosystemsAndNoNameThatCouldLeadElsewhere() throws IOException {
    server.put("/osv/ecosystems.txt", "npm\nRocky Linux\nDebian:12\nGIT\n", PUBLISHED);
    server.file("/osv/npm/all.zip", zip("npm"));
    server.file("/osv/Rocky Linux/all.zip", zip("Rocky Linux:9"));
    FeedAddress bucket = new FeedAddress.OsvBucket(server.uri("/osv/"), Set.of(), Set.of("GIT"));

    assertThat(update(bucket).build().orElseThrow().info().sources())
        .extracting(SnapshotInfo.FeedInfo::name)
        .containsExactly("osv/Rocky Linux", "osv/npm");

    server.put("/osv/ecosystems.txt", "../../up\n", PUBLISHED.plusSeconds(1));
    assertCode(() -> update(bucket), AdvisoryError.FETCH_FAILED);
    assertThat(folder.resolve("up")).doesNotExist();
  }

  @Test
  void passesOverAnAlpineBranchThatIsNotThereYet() {
    server.put(
        "/secdb/v3.20/main.json",
        """
        {"distroversion": "v3.20", "apkurl": "x", "packages": [
          {"pkg": {"name": "zlib", "secfixes": {"1.2.12-r2": ["CVE-2022-37434"]}}}]}
        """,
        PUBLISHED);
    FeedAddress secdb =
        new FeedAddress.AlpineSecdb(server.uri("/secdb"), List.of("v3.20", "v3.99"));

    UpdateReport report = update(secdb);

    assertThat(report.fetched())
        .extracting(UpdateReport.FetchedFeed::result)
        .filteredOn(result -> result.equals(new FetchResult.Refused(404)))
        .hasSize(3);
    try (var database = snapshots.openCurrent().orElseThrow()) {
      assertThat(database.covers("Alpine:v3.20")).isTrue();
    }
  }

  @Test
  void fetchesOnlyOverHttp() {
    assertCode(
        () -> update(new FeedAddress.DebianTracker(URI.create("file:///etc/passwd"))),
        AdvisoryError.FETCH_FAILED);
  }

  /// Another server than ours, which knows dates alone.
  @Test
  void asksForChangesByDateWhereAServerHasNoTags() throws Exception {
    Gates.run(
        "incremental fetch from a server that knows dates alone",
        PythonFileServer.need(),
        _ -> {
          Path upstream = Files.createDirectories(folder.resolve("upstream"));
          Path file = upstream.resolve("tracker.json");
          Files.writeString(file, TRACKER.formatted("1:1.2.13-2"));
          Files.setLastModifiedTime(file, FileTime.from(PUBLISHED));
          try (PythonFileServer python = PythonFileServer.of(upstream)) {
            FeedAddress tracker = new FeedAddress.DebianTracker(python.uri("/tracker.json"));
            UpdateReport first = update(tracker);
            assertThat(update(tracker).fetched().getFirst().result())
                .isEqualTo(new FetchResult.Unchanged(PUBLISHED));
            assertThat(update(tracker).build()).isEmpty();
            Files.writeString(file, TRACKER.formatted("1:1.2.13-3"));
            Files.setLastModifiedTime(file, FileTime.from(PUBLISHED.plusSeconds(60)));
            UpdateReport later = update(tracker);
            assertThat(later.installed().digest()).isNotEqualTo(first.installed().digest());
            assertThat(later.build().orElseThrow().info().dataDate())
                .isEqualTo(PUBLISHED.plusSeconds(60));
            return 4;
          }
        });
  }

  @Test
  void updatesFromTheSharedFilesAsIfTheyWereTheUpstreams() throws Exception {
    Gates.run(
        "update from a local server of the shared feeds",
        List.of(
            Gates.shared("advisories/osv/ecosystems.txt"),
            Gates.shared("advisories/debian/tracker-data.json.gz"),
            Gates.shared("advisories/alpine/secdb.zip")),
        () -> {
          server.folder("/osv", Gates.shared("advisories/osv").path());
          server.file(
              "/tracker/data.json.gz",
              Gates.shared("advisories/debian/tracker-data.json.gz").path());
          server.zip("/secdb", Gates.shared("advisories/alpine/secdb.zip").path());
          List<FeedAddress> addresses =
              List.of(
                  new FeedAddress.OsvBucket(server.uri("/osv"), Set.of(), Set.of()),
                  new FeedAddress.DebianTracker(server.uri("/tracker/data.json.gz")),
                  new FeedAddress.AlpineSecdb(server.uri("/secdb"), List.of("v3.20", "edge")));

          UpdateReport report = update(addresses.toArray(FeedAddress[]::new));

          SnapshotInfo info = report.build().orElseThrow().info();
          assertThat(info.sources()).hasSize(21);
          assertThat(update(addresses.toArray(FeedAddress[]::new)).build()).isEmpty();
          return info.advisoryCount();
        });
  }

  private FeedAddress tracker() {
    return new FeedAddress.DebianTracker(server.uri("/tracker.json"));
  }

  private UpdateReport update(FeedAddress... addresses) {
    return update(folder.resolve("feeds"), Limits.defaults(), addresses);
  }

  private UpdateReport update(Path feeds, Limits limits, FeedAddress... addresses) {
    DatabaseBuilder builder =
        new DatabaseBuilder(BuiltInFeeds.all(limits), limits, Build.KEY, _ -> {});
    return new DatabaseUpdate(feeds, snapshots, builder, HttpClient::newHttpClient, limits, _ -> {})
        .update(List.of(addresses));
  }

  private HttpRequest lastRequest() {
    return server.requests().getLast();
  }

  private Path zip(String ecosystem) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("X-1.json"));
      zip.write(
          """
          {"id": "X-1", "modified": "2026-01-01T00:00:00Z", "affected": [
            {"package": {"ecosystem": "%s", "name": "a"}, "versions": ["1"]}]}
          """
              .formatted(ecosystem)
              .getBytes(StandardCharsets.UTF_8));
    }
    return Files.write(folder.resolve(ecosystem.replace(":", "") + ".zip"), bytes.toByteArray());
  }

  private static void assertCode(ThrowingCallable action, AdvisoryError code) {
    assertThatThrownBy(action)
        .isInstanceOf(SeaworthyException.class)
        .extracting(e -> ((SeaworthyException) e).code())
        .isEqualTo(code);
  }
}
