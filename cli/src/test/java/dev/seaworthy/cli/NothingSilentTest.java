package dev.seaworthy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.cli.Terminal.Outcome;
import dev.seaworthy.testkit.Folders;
import dev.seaworthy.testkit.image.ImageMaker;
import dev.seaworthy.testkit.image.LayerSpec;
import dev.seaworthy.testkit.image.TarWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// One image is cleared. Whatever then keeps a scan from seeing everything, or from knowing enough,
/// refuses it or ends with an error: never with silence.
class NothingSilentTest {

  private static final String OS_RELEASE =
      "ID=debian\nVERSION_ID=\"12\"\nVERSION_CODENAME=bookworm\n"
          + "PRETTY_NAME=\"Debian GNU/Linux 12 (bookworm)\"\n";

  private static final String BASH =
      """
      Package: bash
      Status: install ok installed
      Architecture: amd64
      Version: 5.2.15-2+b7
      Source: bash (5.2.15-2)

      """;

  private static final String OPENSSL =
      """
      Package: openssl
      Status: install ok installed
      Architecture: amd64
      Version: 3.0.19-1

      """;

  private static final String ADVISORY =
      """
      {
        "id": "DEBIAN-CVE-2026-34182",
        "modified": "2026-11-20T00:00:00Z",
        "upstream": ["CVE-2026-34182"],
        "summary": "A made-up flaw for tests.",
        "severity": [
          {"type": "CVSS_V3", "score": "CVSS:3.1/AV:N/AC:H/PR:N/UI:N/S:U/C:H/I:H/A:H"}
        ],
        "affected": [
          {
            "package": {"ecosystem": "Debian:12", "name": "openssl"},
            "ranges": [
              {"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "3.0.20-1"}]}
            ]
          }
        ]
      }
      """;

  /// Relative, so that no line is wrapped otherwise where this is checked out elsewhere.
  private final Path home = Path.of("target", "nothing-silent");

  private final Path database = home.resolve("advisories.db");
  private String digest = "";
  private String shortDigest = "";

  @BeforeEach
  void buildADatabase() throws IOException {
    Folders.delete(home);
    Path feed = Files.createDirectories(home.resolve("osv/Debian"));
    Files.writeString(feed.resolve("DEBIAN-CVE-2026-34182.json"), ADVISORY);
    Outcome built =
        terminal().run("db", "build", "--from", home.resolve("osv") + "", "--out", database + "");
    assertThat(built.exitCode()).as(built.transcript()).isZero();
    Matcher found = Pattern.compile("sha256:([0-9a-f]{12})[0-9a-f]{52}").matcher(built.out());
    assertThat(found.find()).isTrue();
    digest = found.group();
    shortDigest = found.group(1);
  }

  @Test
  void clearsAnImageThatItSawAndKnewWhole() throws IOException {
    check("cleared", 0, scan(debian(BASH)));
  }

  @Test
  void refusesAFlaw() throws IOException {
    check("flaw", 1, scan(debian(BASH + OPENSSL)));
  }

  @Test
  void explainsWhatItReportsAndWhatItDoesNot() throws IOException {
    String layout = image(debian(BASH + OPENSSL));
    check(
        "explain-reported",
        0,
        terminal().run("explain", "--db", database + "", layout, "DEBIAN-CVE-2026-34182"));
    String fixed = image(debian(BASH + OPENSSL.replace("3.0.19-1", "3.0.20-1+deb12u1")));
    check(
        "explain-not-affected",
        0,
        terminal().run("explain", "--db", database + "", fixed, "CVE-2026-34182"));
    String without = image(debian(BASH));
    check(
        "explain-no-component",
        0,
        terminal().run("explain", "--db", database + "", without, "CVE-2026-34182"));
    check(
        "explain-no-advisory",
        0,
        terminal().run("explain", "--db", database + "", without, "CVE-1999-0001"));
  }

  @Test
  void refusesAnUnknownDistribution() throws IOException {
    check("unknown-distribution", 1, scan(tar -> tar.file("var/lib/dpkg/status", BASH)));
  }

  @Test
  void refusesADistributionThatTheDataDoNotCover() throws IOException {
    check(
        "uncovered-distribution",
        1,
        scan(tar ->
            tar.file("etc/os-release", release("13", "trixie")).file("var/lib/dpkg/status", BASH)));
  }

  @Test
  void refusesADistributionThatGetsNoFixes() throws IOException {
    String old =
        image(tar ->
            tar.file("etc/os-release", release("10", "buster")).file("var/lib/dpkg/status", BASH));
    check("end-of-life", 1, terminal().run("scan", "--db", database + "", old));
    check(
        "explain-end-of-life",
        0,
        terminal().run("explain", "--db", database + "", old, "CVE-2026-34182"));
  }

  @Test
  void refusesADistributionOfWhichTheDataSayThatItsSupportHasEnded() throws IOException {
    Files.writeString(
        home.resolve("osv/full.json"),
        """
        {"schema_version": "1.2.0", "generated_at": "2026-11-20T00:00:00+00:00", "total": 1,
         "result": [{"name": "debian", "releases": [
           {"name": "12", "codename": "Bookworm", "releaseDate": "2023-06-10", "isEol": true,
            "eolFrom": "2026-07-11", "isEoes": true, "eoesFrom": "2026-11-01"}]}]}
        """);
    terminal().run("db", "build", "--from", home.resolve("osv") + "", "--out", database + "");
    String ended = "fixes ended on 2026-11-01 (endoflife.date of 2026-11-20)";
    String layout = image(debian(BASH));
    Outcome scanned = terminal().run("scan", "--db", database + "", layout);
    assertThat(scanned.exitCode()).as(scanned.transcript()).isEqualTo(1);
    assertThat(scanned.out()).contains("distribution.end-of-life");
    assertThat(scanned.out().replaceAll("\\s+", " ")).contains(ended);
    Outcome explained = terminal().run("explain", "--db", database + "", layout, "CVE-2026-34182");
    assertThat(explained.out().replaceAll("\\s+", " ")).contains(ended);
  }

  @Test
  void tellsThatNobodyKnowsHowLongADistributionGetsFixes() throws IOException {
    check(
        "support-unknown",
        1,
        scan(tar ->
            tar.file("etc/os-release", release("99", "zurg")).file("var/lib/dpkg/status", BASH)));
  }

  @Test
  void refusesADistributionWithoutPackages() throws IOException {
    check("no-packages", 1, scan(tar -> tar.file("etc/os-release", OS_RELEASE)));
  }

  @Test
  void refusesAPackageDatabaseThatItCanNotRead() throws IOException {
    check("unreadable-database", 1, scan(debian(BASH + "Package: half\nVersion\u0000\n")));
  }

  @Test
  void refusesAnEmptyImage() throws IOException {
    check("empty-image", 1, scan(tar -> tar.directory("etc")));
  }

  @Test
  void refusesAnImageWithoutLayers() throws IOException {
    ImageMaker.linux().ociLayout(home.resolve("none"), "shop/none:1");
    check(
        "no-layers",
        1,
        terminal().run("scan", "--db", database + "", "oci-layout:" + home.resolve("none")));
  }

  @Test
  void endsWithAnErrorAtATruncatedLayer() throws IOException {
    ImageMaker.linux()
        .layer(LayerSpec.of(debian(BASH)).truncatedTo(100))
        .ociLayout(home.resolve("short"), "shop/short:1");
    Outcome outcome =
        terminal().run("scan", "--db", database + "", "oci-layout:" + home.resolve("short"));
    assertThat(outcome.exitCode()).as(outcome.transcript()).isEqualTo(3);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err()).contains("100").contains("SW-IMAGE-");
  }

  @Test
  void namesBothDigestsWhereTheyDiffer() throws IOException {
    String claimed = "sha256:" + "0".repeat(64);
    ImageMaker.linux()
        .layer(LayerSpec.of(debian(BASH)).claimingDiffId(claimed))
        .ociLayout(home.resolve("other"), "shop/other:1");
    Outcome outcome =
        terminal().run("scan", "--db", database + "", "oci-layout:" + home.resolve("other"));
    assertThat(outcome.exitCode()).as(outcome.transcript()).isEqualTo(3);
    assertThat(outcome.err()).contains(claimed).containsPattern("to sha256:(?!0000)[0-9a-f]{64}");
  }

  @Test
  void refusesWithoutADatabase() throws IOException {
    Outcome outcome = terminal().run("scan", image(debian(BASH)));
    assertThat(outcome.exitCode()).as(outcome.transcript()).isEqualTo(1);
    assertThat(outcome.out())
        .contains("REFUSED")
        .contains("data.starter-set  only the starter set was searched")
        .contains("seaworthy db update");
  }

  @Test
  void refusesWithADatabaseThatIsTooOld() throws IOException {
    Terminal later = terminal().at("2026-11-27T00:00:01Z");
    check("stale-data", 1, later.run("scan", "--db", database + "", image(debian(BASH))));
    Terminal justInTime = terminal().at("2026-11-27T00:00:00Z");
    assertThat(justInTime.run("scan", "--db", database + "", image(debian(BASH))).exitCode())
        .isZero();
  }

  @Test
  void refusesWithADatabaseOfTheFuture() throws IOException {
    Terminal before = terminal().at("2026-11-01T00:00:00Z");
    check("future-data", 3, before.run("scan", "--db", database + "", image(debian(BASH))));
  }

  @Test
  void usesTheDatabaseThatIsInstalled() throws IOException {
    assertThat(terminal().run("db", "install", database + "").exitCode()).isZero();
    check("db-status", 0, terminal().run("db", "status"));
    assertThat(terminal().run("db", "verify", database + "").exitCode()).isZero();
    assertThat(terminal().run("scan", image(debian(BASH))).exitCode()).isZero();
    assertThat(terminal().run("scan", image(debian(OPENSSL))).exitCode()).isEqualTo(1);
  }

  @Test
  void replaysWhatAnEarlierDatabaseKnew() throws IOException {
    String earlier = digest;
    assertThat(terminal().run("db", "install", database + "").exitCode()).isZero();
    Files.writeString(
        home.resolve("osv/Debian/DEBIAN-CVE-2026-34182.json"),
        ADVISORY.replace("3.0.20-1", "3.0.18-1"));
    terminal().run("db", "build", "--from", home.resolve("osv") + "", "--out", database + "");
    assertThat(terminal().run("db", "install", database + "").exitCode()).isZero();
    String layout = image(debian(OPENSSL));
    assertThat(terminal().run("scan", layout).exitCode()).isZero();
    assertThat(terminal().run("scan", "--db", earlier, layout).exitCode()).isEqualTo(1);
    Outcome explained =
        new Terminal(home).run("explain", "--db", earlier, layout, "CVE-2026-34182");
    assertThat(explained.out()).contains("fixed in 3.0.20-1").contains(earlier);
    Outcome unknown =
        terminal().run("scan", "--db", "sha256:" + "0".repeat(64), image(debian(BASH)));
    assertThat(unknown.exitCode()).as(unknown.transcript()).isEqualTo(2);
    assertThat(unknown.err()).contains("SW-ADVISORY-").contains("0".repeat(64));
  }

  @Test
  void neverUsesADamagedDatabase() throws IOException {
    byte[] bytes = Files.readAllBytes(database);
    bytes[bytes.length / 2] ^= 1;
    Files.write(database, bytes);
    Outcome outcome = terminal().run("db", "verify", database + "");
    assertThat(outcome.exitCode()).as(outcome.transcript()).isEqualTo(3);
    assertThat(terminal().run("scan", "--db", database + "", image(debian(OPENSSL))).exitCode())
        .isIn(1, 3);
  }

  @Test
  void writesFilesWholeAndSaysOnStandardErrorHowItEnded() throws IOException {
    Path report = Files.writeString(home.resolve("report.json"), "old");
    Path sarif = home.resolve("scan.sarif");
    Outcome outcome =
        terminal()
            .run(
                "scan",
                "--db",
                database + "",
                "--output",
                "json=" + report,
                "--output",
                "sarif=" + sarif,
                image(debian(BASH + OPENSSL)));
    check("files-alone", 1, outcome);
    assertThat(ReportSchema.faults(Files.readString(report))).isEmpty();
    assertThat(Files.readString(sarif)).contains("CVE-2026-34182");
    assertThat(home).isDirectoryNotContaining(file -> file.toString().endsWith(".part"));
  }

  @Test
  void saysThatTheDiskIsFullAndLeavesOtherFilesAlone() throws IOException {
    Path report = Files.writeString(home.resolve("report.json"), "old");
    Outcome outcome =
        terminal()
            .run(
                "scan",
                "--db",
                database + "",
                "--output",
                "json=" + report,
                "--output",
                "sarif=/dev/full",
                image(debian(BASH)));
    assertThat(outcome.exitCode()).as(outcome.transcript()).isEqualTo(3);
    assertThat(outcome.err()).contains("/dev/full: No space left on device");
    assertThat(report).hasContent("old");
    assertThat(home).isDirectoryNotContaining(file -> file.toString().endsWith(".part"));
  }

  @Test
  void saysNothingButFailuresWhenItIsQuiet() throws IOException {
    Outcome outcome =
        new Terminal(home)
            .run("scan", "--quiet", "--db", database + "", "--output", "json", image(debian(BASH)));
    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.err()).isEmpty();
    assertThat(ReportSchema.faults(outcome.out())).isEmpty();
  }

  private void check(String name, int exitCode, Outcome outcome) {
    assertThat(outcome.exitCode()).as(outcome.transcript()).isEqualTo(exitCode);
    Golden.matches("scan/" + name + ".txt", outcome.transcript());
  }

  private Outcome scan(TarWriter.Content layer) throws IOException {
    return terminal().run("scan", "--db", database + "", image(layer));
  }

  private static TarWriter.Content debian(String status) {
    return tar -> tar.file("etc/os-release", OS_RELEASE).file("var/lib/dpkg/status", status);
  }

  private String image(TarWriter.Content layer) throws IOException {
    Path layout = home.resolve("cart");
    if (Files.exists(layout)) {
      Folders.delete(layout);
    }
    ImageMaker.linux()
        .layer(LayerSpec.of(layer).createdBy("/bin/sh -c #(nop) ADD rootfs.tar / "))
        .ociLayout(layout, "registry.example/shop/cart:1.8");
    return "oci-layout:" + layout;
  }

  private Terminal terminal() {
    // The form of the database may change without any of this changing.
    Terminal terminal = new Terminal(home);
    return digest.isEmpty()
        ? terminal
        : terminal.redact(digest, "sha256:DATABASE").redact(shortDigest, "DATABASE");
  }

  private static String release(String version, String codename) {
    return OS_RELEASE.replace("12", version).replace("bookworm", codename);
  }
}
