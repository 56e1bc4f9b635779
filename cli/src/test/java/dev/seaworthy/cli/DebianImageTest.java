package dev.seaworthy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.base.JsonReader;
import dev.seaworthy.base.JsonValue.JsonObject;
import dev.seaworthy.base.Limits;
import dev.seaworthy.cli.Terminal.Outcome;
import dev.seaworthy.testkit.Gates;
import dev.seaworthy.testkit.debian.DebianImage;
import dev.seaworthy.testkit.debian.Planted;
import dev.seaworthy.testkit.image.DockerArchiveStyle;
import dev.seaworthy.testkit.oracle.DpkgOracle.InstalledPackage;
import dev.seaworthy.testkit.oracle.TrackerTruth;
import dev.seaworthy.testkit.oracle.TrackerTruth.Judgement;
import dev.seaworthy.testkit.oracle.TrackerTruth.Source;
import dev.seaworthy.testkit.oracle.TrackerTruth.Statement;
import dev.seaworthy.testkit.registry.RegistryServer;
import dev.seaworthy.testkit.registry.Skopeo;
import dev.seaworthy.testkit.schema.OfficialSchema;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The whole way of a real Debian 12 image that was built from Debian's packages.
class DebianImageTest {

  @TempDir Path home;

  @Test
  void givesTheSameInventoryFromAnArchiveAndFromARegistryByTagAndByDigest() throws Exception {
    Gates.run(
        "Debian image: archive = registry by tag = by digest",
        List.of(DebianImage.need(), RegistryServer.need(), Skopeo.need()),
        () -> {
          DebianImage image = DebianImage.usual();
          Path archive = home.resolve("cart.tar");
          image.maker().ociArchive(archive, "1");
          try (RegistryServer registry = RegistryServer.open()) {
            String pushed =
                Skopeo.to(registry)
                    .push("oci:" + image.ociLayout() + ":" + DebianImage.REFERENCE, "shop/cart:1");
            String repository = registry.host() + "/shop/cart";
            String byTag = bom("--plain-http", repository + ":1");
            assertThat(bom("--plain-http", repository + ":1")).isEqualTo(byTag);
            JsonObject wanted = json(byTag);
            assertThat(wanted.objects("components")).hasSizeGreaterThan(100);
            for (String[] target :
                new String[][] {
                  {"--plain-http", repository + "@" + pushed},
                  {"oci-archive:" + archive},
                  {"oci-layout:" + image.ociLayout()},
                  {"--no-cache", "oci-layout:" + image.ociLayout()}
                }) {
              JsonObject found = json(bom(target));
              assertThat(found.get("components")).isEqualTo(wanted.get("components"));
              assertThat(found.get("dependencies")).isEqualTo(wanted.get("dependencies"));
            }
            return wanted.objects("components").size();
          }
        });
  }

  @Test
  void listsExactlyWhatDpkgCallsInstalledAndWhatWasPlanted() throws Exception {
    Gates.run(
        "Debian image: dpkg's list and planted components",
        List.of(DebianImage.need()),
        () -> {
          DebianImage image = DebianImage.usual();
          Path archive = home.resolve("docker.tar");
          image.maker().dockerArchive(archive, DockerArchiveStyle.CLASSIC, "shop/cart:1");
          JsonObject bom = json(bom("docker-archive:" + archive));
          assertThat(debs(bom)).isEqualTo(purls(image.installed()));
          Set<String> others = new TreeSet<>();
          bom.objects("components").forEach(component -> others.add(shortened(component)));
          for (Planted planted : image.planted()) {
            // purl writes names of PyPI in lower case (purl specification, "pypi").
            boolean isPypi = planted.type().equals("pypi");
            String name =
                isPypi ? planted.name().toLowerCase(Locale.ROOT) : planted.name().replace(':', '/');
            assertThat(others).contains(planted.type() + " " + name + " " + planted.version());
          }
          return debs(bom).size() + image.planted().size();
        });
  }

  @Test
  void writesBomsThatFollowTheOfficialSchemas() throws Exception {
    Gates.run(
        "Debian image: CycloneDX and SPDX follow their schemas",
        List.of(DebianImage.need()),
        () -> {
          String layout = "oci-layout:" + DebianImage.usual().ociLayout();
          assertThat(OfficialSchema.CYCLONEDX_1_6.faults(bom(layout))).isEmpty();
          String spdx = scan("--quiet", "--output", "spdx", layout).out();
          assertThat(OfficialSchema.SPDX_2_3.faults(spdx)).isEmpty();
          String sarif = scan("--quiet", "--output", "sarif", layout).out();
          assertThat(OfficialSchema.SARIF_2_1_0.faults(sarif)).isEmpty();
          String report = scan("--quiet", "--output", "json", layout).out();
          assertThat(ReportSchema.faults(report)).isEmpty();
          return 4;
        });
  }

  @Test
  void reportsWhatTheTrackerCallsOpenOrFixedLaterAndNothingElse() throws Exception {
    Gates.run(
        "Debian image: the tracker's word",
        List.of(DebianImage.need(), Gates.shared("advisories/debian/tracker-data.json.gz")),
        () -> {
          DebianImage image = DebianImage.usual();
          Path feed = Gates.shared("advisories/debian/tracker-data.json.gz").path();
          Path database = home.resolve("tracker.db");
          Outcome built =
              new Terminal(home).run("db", "build", "--from", feed + "", "--out", database + "");
          assertThat(built.exitCode()).as(built.transcript()).isZero();
          Outcome scanned =
              scan(
                  "--quiet",
                  "--db",
                  database + "",
                  "--output",
                  "json",
                  "oci-layout:" + image.ociLayout());
          Set<String> reported = new TreeSet<>();
          for (JsonObject finding : json(scanned.out()).objects("findings")) {
            if (finding.text("purl").startsWith("pkg:deb/")) {
              reported.add(finding.text("package") + " " + finding.text("name"));
            }
          }
          Judgement truth = TrackerTruth.read(feed, "bookworm").judge(sources(image));
          Set<String> mustBe = new TreeSet<>();
          truth.open().forEach(statement -> mustBe.add(named(statement)));
          truth.fixedLater().forEach(statement -> mustBe.add(named(statement)));
          Set<String> mayBe = new HashSet<>(mustBe);
          truth.undetermined().forEach(statement -> mayBe.add(named(statement)));
          assertThat(reported).containsAll(mustBe);
          assertThat(mayBe).containsAll(reported);
          assertThat(mustBe).hasSizeGreaterThanOrEqualTo(50);
          int denied = truth.fixed().size() + truth.notAffected().size();
          assertThat(denied).isGreaterThanOrEqualTo(1000);
          return mustBe.size() + denied;
        });
  }

  private static String named(Statement statement) {
    return statement.source().name() + " " + statement.advisory();
  }

  private static List<Source> sources(DebianImage image) {
    Set<Source> sources = new HashSet<>();
    for (InstalledPackage installed : image.installed()) {
      sources.add(new Source(installed.source(), installed.sourceVersion()));
    }
    return List.copyOf(sources);
  }

  private String bom(String... arguments) {
    List<String> words = new ArrayList<>(List.of("--quiet", "--output", "cyclonedx"));
    words.addAll(List.of(arguments));
    Outcome outcome = scan(words.toArray(String[]::new));
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.exitCode()).isEqualTo(1);
    return outcome.out();
  }

  private Outcome scan(String... arguments) {
    List<String> words = new ArrayList<>(List.of("scan"));
    words.addAll(List.of(arguments));
    return new Terminal(home).run(words.toArray(String[]::new));
  }

  private static JsonObject json(String text) throws IOException {
    return new JsonReader(Limits.defaults())
        .readObject(text.getBytes(StandardCharsets.UTF_8), "output");
  }

  /// Name, version and architecture of every Debian package in a BOM.
  private static Set<String> debs(JsonObject bom) {
    Set<String> found = new TreeSet<>();
    for (JsonObject component : bom.objects("components")) {
      String purl = component.text("purl");
      if (purl.startsWith("pkg:deb/")) {
        String arch = purl.replaceFirst(".*[?&]arch=([^&#]*).*", "$1");
        found.add(component.text("name") + " " + component.text("version") + " " + arch);
      }
    }
    return found;
  }

  private static Set<String> purls(List<InstalledPackage> installed) {
    Set<String> wanted = new TreeSet<>();
    for (InstalledPackage each : installed) {
      wanted.add(each.name() + " " + each.version() + " " + each.architecture());
    }
    return wanted;
  }

  /// Such as `maven org.yaml/snakeyaml 1.33`.
  private static String shortened(JsonObject component) {
    String purl = component.text("purl");
    int slash = purl.indexOf('/');
    int end = purl.indexOf('@');
    if (slash < 0 || end < 0) {
      return "";
    }
    String name = URLDecoder.decode(purl.substring(slash + 1, end), StandardCharsets.UTF_8);
    return purl.substring("pkg:".length(), slash) + " " + name + " " + component.text("version");
  }
}
