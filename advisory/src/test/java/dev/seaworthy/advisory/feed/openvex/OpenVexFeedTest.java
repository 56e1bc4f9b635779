package dev.seaworthy.advisory.feed.openvex;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.advisory.Advisory;
import dev.seaworthy.advisory.Advisory.Statement;
import dev.seaworthy.advisory.AdvisoryId;
import dev.seaworthy.advisory.AffectedRange;
import dev.seaworthy.advisory.Installed;
import dev.seaworthy.advisory.database.Build;
import dev.seaworthy.advisory.database.BuildReport;
import dev.seaworthy.advisory.database.DatabaseFile;
import dev.seaworthy.advisory.match.MatchResult;
import dev.seaworthy.advisory.match.Matcher;
import dev.seaworthy.advisory.match.Subscriptions;
import dev.seaworthy.inventory.Component;
import dev.seaworthy.testkit.Gates;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenVexFeedTest {

  private static final String DOCUMENT =
      """
      {"@context": "https://openvex.dev/ns/v0.2.0", "@id": "https://example.org/vex/1",
       "author": "Example Security Team", "timestamp": "2026-01-02T10:00:00Z", "version": 1,
       "statements": [
        {"vulnerability": {"name": "CVE-2026-10001", "aliases": ["GHSA-aaaa-bbbb-cccc"]},
         "products": [{"@id": "pkg:npm/%40shop/rope@1.0"},
          {"@id": "x", "identifiers": {"purl": "pkg:maven/org.example/knot"}}],
         "status": "not_affected", "justification": "vulnerable_code_not_present"},
        {"vulnerability": "CVE-2026-10002", "products": ["pkg:pypi/My_Sail@2.0"],
         "status": "affected", "timestamp": "2026-01-03T10:00:00Z"},
        {"vulnerability": {"name": "CVE-2026-10003"}, "products": [{"@id": "pkg:pypi/my-sail@2.1"}],
         "status": "fixed"},
        {"vulnerability": {"name": "CVE-2026-10004"}, "products": [{"@id": "pkg:pypi/my-sail@2.1"}],
         "status": "under_investigation"},
        {"vulnerability": {"name": "CVE-2026-10005"},
         "products": [{"@id": "pkg:oci/cart", "subcomponents": [{"@id": "pkg:npm/rope@1.0"}]},
          {"@id": "pkg:npm/rope@1.0"}], "status": "not_affected"},
        {"vulnerability": {"name": "CVE-2026-10006"},
         "products": [{"@id": "pkg:golang/example.org/mast",
          "subcomponents": [{"@id": "pkg:golang/stdlib"}]}], "status": "not_affected"},
        {"vulnerability": {"name": "CVE-2026-10007"},
         "products": [{"@id": "pkg:deb/debian/rope@1.0?distro=bookworm"}], "status": "affected"},
        {"vulnerability": {"name": "CVE-2026-10008"}, "products": [{"@id": "pkg:npm/rope@1.0"}],
         "status": "perhaps"}]}
      """;

  @TempDir Path folder;

  private DatabaseFile database() {
    return Build.open(
        List.of(Build.document(folder, "example.openvex.json", DOCUMENT)), folder.resolve("a.db"));
  }

  private static Advisory only(DatabaseFile database, String cve, String packageName) {
    List<Advisory> found =
        database.byId(new AdvisoryId(cve)).stream()
            .filter(advisory -> advisory.packageName().equals(packageName))
            .toList();
    assertThat(found).as(cve + " " + packageName).hasSize(1);
    return found.getFirst();
  }

  @Test
  void takesWhatIsSaidOfPackages() {
    try (DatabaseFile database = database()) {
      Advisory rope = only(database, "CVE-2026-10001", "@shop/rope");
      assertThat(rope.statement()).isEqualTo(Statement.NOT_AFFECTED);
      assertThat(rope.versions()).containsExactly("1.0");
      assertThat(rope.ecosystem()).isEqualTo("npm");
      assertThat(rope.source()).isEqualTo("openvex/example-security-team");
      assertThat(rope.remark()).isEqualTo("vulnerable_code_not_present");
      assertThat(rope.modified()).isEqualTo("2026-01-02T10:00:00Z");
      assertThat(rope.allIds()).containsExactly(new AdvisoryId("CVE-2026-10001"));
      assertThat(only(database, "CVE-2026-10001", "org.example:knot").versions()).isEmpty();

      Advisory affected = only(database, "CVE-2026-10002", "my-sail");
      assertThat(affected.ranges()).containsExactly(new AffectedRange("2.0", "", "2.0"));
      assertThat(affected.modified()).isEqualTo("2026-01-03T10:00:00Z");
      assertThat(only(database, "CVE-2026-10003", "my-sail").statement())
          .isEqualTo(Statement.NOT_AFFECTED);
      assertThat(only(database, "CVE-2026-10004", "my-sail").statement())
          .isEqualTo(Statement.UNDETERMINED);
    }
  }

  @Test
  void leavesOutWhatHoldsSomewhereOnly() {
    try (DatabaseFile database = database()) {
      for (String cve :
          List.of("CVE-2026-10005", "CVE-2026-10006", "CVE-2026-10007", "CVE-2026-10008")) {
        assertThat(database.byId(new AdvisoryId(cve))).as(cve).isEmpty();
      }
      assertThat(database.info().advisoryCount()).isEqualTo(5);
    }
  }

  private static final String JOINING =
      """
      {"@context": "https://openvex.dev/ns/v0.2.0", "@id": "https://example.org/vex/2",
       "author": "Example", "timestamp": "2026-01-02T10:00:00Z", "version": 1,
       "statements": [
        {"vulnerability": {"name": "CVE-2026-20001",
          "aliases": ["CVE-2026-20002", "GHSA-2222-2222-2222"]},
         "products": [{"@id": "pkg:npm/rope@1.0"}], "status": "affected"},
        {"vulnerability": {"name": "VENDOR-1", "aliases": ["CVE-2026-20003"]},
         "products": [{"@id": "pkg:npm/rope@1.0"}], "status": "affected"}]}
      """;

  private static String osv(String id, String cve) {
    return """
    {"id": "%s", "modified": "2026-01-02T00:00:00Z", "aliases": ["%s"], "affected": [
      {"package": {"ecosystem": "npm", "name": "rope"},
       "ranges": [{"type": "SEMVER", "events": [{"introduced": "0"}]}]}]}
    """
        .formatted(id, cve);
  }

  private static Component npm(String name) {
    return Installed.component("npm", "", name, "1.0");
  }

  /// Who publishes a statement gives no names: two flaws stay two findings whatever it calls them.
  @Test
  void joinsNoFlawsByTheirAliases() {
    try (DatabaseFile database =
        Build.open(
            List.of(
                Build.document(folder, "a.openvex.json", JOINING),
                Build.document(folder, "1.json", osv("GHSA-1111-1111-1111", "CVE-2026-20001")),
                Build.document(folder, "2.json", osv("GHSA-2222-2222-2222", "CVE-2026-20002"))),
            folder.resolve("a.db"))) {
      assertThat(
              new Matcher(database, Subscriptions.NONE)
                  .match(Installed.on(null, npm("rope")))
                  .matches())
          .extracting(match -> match.flaw().value())
          .containsExactlyInAnyOrder("CVE-2026-20001", "CVE-2026-20002", "CVE-2026-20003");
    }
  }

  /// A statement on one package says nothing of all others, though it is heard itself.
  @Test
  void coversNoEcosystem() {
    try (DatabaseFile database =
        Build.open(
            List.of(Build.document(folder, "a.openvex.json", JOINING)), folder.resolve("a.db"))) {
      assertThat(database.covers("npm")).isFalse();
      MatchResult result =
          new Matcher(database, Subscriptions.NONE)
              .match(Installed.on(null, npm("rope"), npm("knot")));
      assertThat(result.uncovered())
          .singleElement()
          .satisfies(uncovered -> {
            assertThat(uncovered.ecosystem()).isEqualTo("npm");
            assertThat(uncovered.components()).isEqualTo(2);
          });
      assertThat(result.matches()).hasSize(3);
    }
  }

  private static String statement(int flaws, int products) {
    return """
    {"vulnerability": {"name": "VENDOR-1", "aliases": [%s]}, "products": [%s],
     "status": "affected"}\
    """
        .formatted(listed(flaws, "CVE-2026-%05d"), listed(products, "pkg:npm/rope-%s@1.0"));
  }

  private static String listed(int count, String form) {
    return IntStream.range(0, count)
        .mapToObj(i -> '"' + form.formatted(i) + '"')
        .collect(Collectors.joining(","));
  }

  private BuildReport built(String... statements) {
    String document =
        """
        {"@context": "https://openvex.dev/ns/v0.2.0", "author": "Example",
         "timestamp": "2026-01-02T10:00:00Z", "statements": [%s]}
        """
            .formatted(String.join(",", statements));
    return Build.of(
        List.of(Build.document(folder, "a.openvex.json", document)), folder.resolve("a.db"));
  }

  /// A short document may name many flaws and many packages, and so say very much.
  @Test
  void takesNoStatementThatIsMuchMoreThanWhatItIsWrittenIn() {
    BuildReport report = built(statement(500, 401), statement(2, 3), statement(400, 499));
    assertThat(report.damaged())
        .singleElement()
        .satisfies(damaged -> {
          assertThat(damaged.record()).endsWith("a.openvex.json, statement 0");
          assertThat(damaged.reason()).contains("500 flaws in 401 packages").contains("200000");
        });
    // The third says what the second says, too.
    assertThat(report.info().advisoryCount()).isEqualTo(400 * 499);
  }

  @Test
  void countsWhatIsLeftOutOnceForAllFlawsOfAStatement() {
    BuildReport report =
        built(
            """
            {"vulnerability": {"name": "CVE-2026-10001", "aliases": ["CVE-2026-10002"]},
             "products": ["pkg:deb/debian/rope@1.0", "pkg:npm/rope@1.0"], "status": "affected"}\
            """);
    assertThat(report.leftOut())
        .singleElement()
        .satisfies(leftOut -> {
          assertThat(leftOut.reason()).startsWith("packages of distributions");
          assertThat(leftOut.count()).isOne();
        });
    assertThat(report.info().advisoryCount()).isEqualTo(2);
  }

  @Test
  void readsTheDocumentsOfThreeHubs() throws Exception {
    Gates.run(
        "OpenVEX documents of three hubs",
        List.of(Gates.shared("advisories/vex/openvex.zip")),
        () -> {
          Path documents = Files.createDirectory(folder.resolve("documents"));
          unpack(Gates.shared("advisories/vex/openvex.zip").path(), documents);
          try (DatabaseFile database = Build.open(List.of(documents), folder.resolve("b.db"))) {
            Advisory gadget =
                first(
                    database,
                    "CVE-2025-54388",
                    "github.com/inspektor-gadget/inspektor-gadget",
                    "v0.41.0");
            assertThat(gadget.statement()).isEqualTo(Statement.NOT_AFFECTED);
            assertThat(gadget.remark()).isEqualTo("vulnerable_code_not_in_execute_path");
            return database.info().advisoryCount();
          }
        });
  }

  private static Advisory first(
      DatabaseFile database, String cve, String packageName, String version) {
    List<Advisory> found =
        database.byId(new AdvisoryId(cve)).stream()
            .filter(advisory -> advisory.packageName().equals(packageName))
            .filter(advisory -> advisory.versions().contains(version))
            .toList();
    // The documents of two releases say the same.
    assertThat(found).isNotEmpty();
    return found.getFirst();
  }

  /// The documents alone: the hubs' own lists of them are of no feed.
  private static void unpack(Path archive, Path into) throws IOException {
    try (ZipFile zip = new ZipFile(archive.toFile())) {
      int number = 0;
      Enumeration<? extends ZipEntry> entries = zip.entries();
      while (entries.hasMoreElements()) {
        ZipEntry entry = entries.nextElement();
        boolean isDocument =
            entry.getName().endsWith("vex.json")
                || (entry.getName().contains("vex") && entry.getName().endsWith(".json"));
        boolean isList =
            entry.getName().endsWith("manifest.json") || entry.getName().endsWith("index.json");
        if (isDocument && !isList) {
          try (InputStream in = zip.getInputStream(entry)) {
            Files.copy(in, into.resolve(number++ + ".json"));
          }
        }
      }
    }
  }
}
