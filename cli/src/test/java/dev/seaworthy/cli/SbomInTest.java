package dev.seaworthy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.base.JsonReader;
import dev.seaworthy.base.JsonValue.JsonObject;
import dev.seaworthy.base.Limits;
import dev.seaworthy.cli.Terminal.Outcome;
import dev.seaworthy.testkit.Folders;
import dev.seaworthy.testkit.Gates;
import dev.seaworthy.testkit.debian.DebianImage;
import dev.seaworthy.testkit.image.ImageMaker;
import dev.seaworthy.testkit.image.LayerSpec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A bill of materials in place of an image: the same package findings, and never a clearance.
class SbomInTest {

  private static final String DPKG =
      """
      Package: openssl
      Status: install ok installed
      Architecture: amd64
      Version: 3.0.19-1

      Package: libssl3
      Status: install ok installed
      Architecture: amd64
      Version: 3.0.19-1+b1
      Source: openssl (3.0.19-1)

      Package: python3-idna
      Status: install ok installed
      Architecture: all
      Version: 3.3-1
      Source: python-idna

      """;

  private final Path home = Path.of("target", "sbom-in");

  @BeforeEach
  void empty() throws IOException {
    Folders.delete(home);
    Files.createDirectories(home);
  }

  @Test
  void findsInItsOwnDocumentsWhatItFoundInADebianLikeImage() throws IOException {
    Path database = database();

    long findings = judge("oci-layout:" + image(), "--db", database + "");

    assertThat(findings).isEqualTo(3);
  }

  @Test
  void findsInItsOwnDocumentsWhatItFoundInADebianImage() throws Exception {
    Gates.run(
        "SBOM in: a Debian image's own documents give its findings",
        List.of(DebianImage.need()),
        () -> {
          judge("oci-layout:" + DebianImage.usual().ociLayout());
          return 2;
        });
  }

  @Test
  void findsInItsOwnDocumentsWhatItFoundInTheLabelledImages() throws Exception {
    Gates.run(
        "SBOM in: the labelled images' own documents give their findings",
        Gates.shared("fixtures/expected"),
        folder -> {
          long judged = 0;
          List<Path> labels = new ArrayList<>();
          try (Stream<Path> found = Files.list(folder)) {
            found.sorted().forEach(labels::add);
          }
          for (Path label : labels) {
            String image = json(Files.readString(label)).text("image");
            Path file = label.resolveSibling("../" + image).normalize();
            judge(form(file));
            judged += 2;
          }
          return judged;
        });
  }

  @Test
  void saysWhatItReadAndThatNothingOfTheImageWasSeen() throws IOException {
    Path database = database();
    Path sbom = home.resolve("cart.json");
    scan("oci-layout:" + image(), "--db", database + "", "--output", "cyclonedx=" + sbom);

    Outcome table = new Terminal(home).run("scan", "--db", database + "", "sbom:" + sbom);
    assertThat(table.exitCode()).isEqualTo(1);
    assertThat(table.out())
        .contains("CycloneDX 1.6 JSON", "by seaworthy", "image.not-seen", "Debian GNU/Linux 12");
    JsonObject report = report("sbom:" + sbom, "--db", database + "");
    assertThat(ReportSchema.faults(Files.readString(home.resolve("report.json")))).isEmpty();
    JsonObject told = report.object("image").object("sbom");
    assertThat(told.text("format")).isEqualTo("CycloneDX");
    assertThat(told.text("version")).isEqualTo("1.6");
    assertThat(told.strings("tools")).singleElement().asString().startsWith("seaworthy ");
    Outcome explained =
        new Terminal(home).run("explain", "--db", database + "", "sbom:" + sbom, "CVE-2026-34182");
    assertThat(explained.exitCode()).as(explained.transcript()).isZero();
    assertThat(explained.out()).contains("openssl 3.0.19-1");
  }

  @Test
  void tellsHowToNameABillOfMaterialsAndWhatItIsNot() throws IOException {
    Path sbom = home.resolve("cart.json");
    Files.writeString(sbom, "{\"bomFormat\":\"CycloneDX\",\"specVersion\":\"1.3\"}");
    Outcome bare = new Terminal(home).run("scan", sbom + "");
    assertThat(bare.exitCode()).isEqualTo(2);
    assertThat(bare.err()).contains("use sbom:");
    Outcome old = new Terminal(home).run("scan", "sbom:" + sbom);
    assertThat(old.exitCode()).isEqualTo(2);
    assertThat(old.err()).contains("CycloneDX 1.3", "CycloneDX 1.4 to 1.7", "SW-INVENTORY-0011");
    Outcome missing = new Terminal(home).run("scan", "sbom:" + home.resolve("cart.jso"));
    assertThat(missing.exitCode()).isEqualTo(3);
    assertThat(missing.err()).contains("Did you mean");
    Outcome folder = new Terminal(home).run("scan", "sbom:" + home);
    assertThat(folder.exitCode()).isEqualTo(3);
    Outcome platform = new Terminal(home).run("scan", "--platform", "linux/arm64", "sbom:" + sbom);
    assertThat(platform.exitCode()).isEqualTo(2);
    assertThat(platform.err()).contains("--platform");
  }

  /// Scans an image, then the documents written of it, and compares.
  ///
  /// @return how many package findings the image has
  private long judge(String target, String... options) throws IOException {
    Path cyclonedx = home.resolve("cyclonedx.json");
    Path spdx = home.resolve("spdx.json");
    List<String> arguments = new ArrayList<>(List.of(options));
    arguments.addAll(List.of("--output", "cyclonedx=" + cyclonedx, "--output", "spdx=" + spdx));
    JsonObject image = report(target, arguments.toArray(String[]::new));
    assertThat(ofCondition(image, "image.not-seen")).isEmpty();
    for (Path document : List.of(cyclonedx, spdx)) {
      JsonObject read = report("sbom:" + document, options);
      assertThat(read.text("componentCount")).isEqualTo(image.text("componentCount"));
      assertThat(read.object("image").object("asset"))
          .isEqualTo(image.object("image").object("asset"));
      assertThat(read.object("image").object("distribution"))
          .isEqualTo(image.object("image").object("distribution"));
      assertThat(vulnerabilities(read)).as(target).isEqualTo(vulnerabilities(image));
      assertThat(read.objects("notAffected")).as(target).isEqualTo(image.objects("notAffected"));
      assertThat(read.objects("gaps")).as(target).isEqualTo(image.objects("gaps"));
      assertThat(ofCondition(read, "image.not-seen")).hasSize(1);
      assertThat(read.object("verdict").text("outcome")).isEqualTo("refused");
      Set<String> conditions = conditions(read);
      conditions.remove("image.not-seen");
      assertThat(conditions).isEqualTo(conditions(image));
    }
    return vulnerabilities(image).size();
  }

  private static List<JsonObject> vulnerabilities(JsonObject report) {
    return report.objects("findings").stream()
        .filter(finding -> finding.text("kind").equals("vulnerability"))
        .toList();
  }

  private static Set<String> conditions(JsonObject report) {
    Set<String> conditions = new TreeSet<>();
    for (JsonObject finding : report.objects("findings")) {
      if (finding.text("kind").equals("condition")) {
        conditions.add(finding.text("name"));
      }
    }
    return conditions;
  }

  private static List<JsonObject> ofCondition(JsonObject report, String condition) {
    return report.objects("findings").stream()
        .filter(finding -> finding.text("name").equals(condition))
        .toList();
  }

  private JsonObject report(String target, String... options) throws IOException {
    Path report = home.resolve("report.json");
    List<String> arguments = new ArrayList<>(List.of(options));
    arguments.addAll(List.of("--output", "json=" + report));
    scan(target, arguments.toArray(String[]::new));
    return json(Files.readString(report));
  }

  private void scan(String target, String... options) {
    List<String> arguments = new ArrayList<>(List.of("scan", "--quiet", target));
    arguments.addAll(List.of(options));
    Outcome outcome = new Terminal(home).run(arguments.toArray(String[]::new));
    assertThat(outcome.exitCode()).as(outcome.transcript()).isIn(0, 1);
  }

  private static JsonObject json(String text) {
    return new JsonReader(Limits.defaults())
        .readObject(text.getBytes(StandardCharsets.UTF_8), "the document");
  }

  /// As the shared images were saved.
  private static String form(Path file) throws IOException {
    Outcome outcome = new Terminal(file.getParent()).run("scan", file + "");
    return (outcome.err().contains("oci-archive:") ? "oci-archive:" : "docker-archive:") + file;
  }

  private Path image() throws IOException {
    Path layout = home.resolve("cart");
    String idna = "Metadata-Version: 2.1\nName: idna\nVersion: 3.3\n";
    ImageMaker.linux()
        .layer(
            LayerSpec.of(tar ->
                tar.file(
                        "etc/os-release",
                        "ID=debian\nVERSION_ID=\"12\"\nVERSION_CODENAME=bookworm\n"
                            + "PRETTY_NAME=\"Debian GNU/Linux 12 (bookworm)\"\n")
                    .file("var/lib/dpkg/status", DPKG)
                    .file(
                        "var/lib/dpkg/info/python3-idna.list",
                        "/usr/lib/python3/dist-packages/idna-3.3.dist-info/METADATA\n")
                    .file("usr/lib/python3/dist-packages/idna-3.3.dist-info/METADATA", idna)))
        .layer(
            LayerSpec.of(tar ->
                tar.file("opt/venv/lib/python3.11/site-packages/idna-3.3.dist-info/METADATA", idna)
                    .file(
                        "app/node_modules/@harbour/rope/package.json",
                        "{\"name\":\"@harbour/rope\",\"version\":\"4.5.6\"}")))
        .ociLayout(layout, "registry.example/shop/cart:1.8");
    return layout;
  }

  /// Advisories on one package of the distribution, on one of npm, and on one of PyPI that the
  /// distribution ships too and denies.
  private Path database() throws IOException {
    Path database = home.resolve("advisories.db");
    advisory(
        "Debian", "DEBIAN-CVE-2026-34182", "CVE-2026-34182", "Debian:12", "openssl", "3.0.20-1");
    advisory(
        "Debian", "DEBIAN-CVE-2026-0002", "CVE-2026-0002", "Debian:12", "python-idna", "3.2-1");
    advisory("npm", "GHSA-aaaa-bbbb-cccc", "CVE-2026-0001", "npm", "@harbour/rope", "4.6.0");
    advisory("PyPI", "PYSEC-2026-2", "CVE-2026-0002", "PyPI", "idna", "3.7");
    Outcome built =
        new Terminal(home)
            .run("db", "build", "--from", home.resolve("osv") + "", "--out", database + "");
    assertThat(built.exitCode()).as(built.transcript()).isZero();
    return database;
  }

  private void advisory(
      String feed, String id, String alias, String ecosystem, String name, String fixed)
      throws IOException {
    Path folder = Files.createDirectories(home.resolve("osv").resolve(feed));
    Files.writeString(
        folder.resolve(id + ".json"),
        """
        {
          "id": "%s",
          "modified": "2026-11-20T00:00:00Z",
          "aliases": ["%s"],
          "upstream": ["%s"],
          "summary": "A made-up flaw for tests.",
          "severity": [
            {"type": "CVSS_V3", "score": "CVSS:3.1/AV:N/AC:H/PR:N/UI:N/S:U/C:H/I:H/A:H"}
          ],
          "affected": [
            {
              "package": {"ecosystem": "%s", "name": "%s"},
              "ranges": [
                {"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "%s"}]}
              ]
            }
          ]
        }
        """
            .formatted(id, alias, alias, ecosystem, name, fixed));
  }
}
