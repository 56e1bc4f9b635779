package dev.seaworthy.advisory.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.advisory.database.Build;
import dev.seaworthy.advisory.database.BuildRequest;
import dev.seaworthy.advisory.database.BuiltInFeeds;
import dev.seaworthy.advisory.database.DatabaseBuilder;
import dev.seaworthy.advisory.database.DatabaseFile;
import dev.seaworthy.base.JsonReader;
import dev.seaworthy.base.JsonValue;
import dev.seaworthy.base.JsonValue.JsonArray;
import dev.seaworthy.base.JsonValue.JsonObject;
import dev.seaworthy.base.Limits;
import dev.seaworthy.inventory.Distribution;
import dev.seaworthy.testkit.Gates;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipFile;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The table of support against the data of endoflife.date: every release since 2018 of every
/// distribution that is in both has the same ends.
class EndOfLifeDatesTest {

  /// The distribution by endoflife.date's name of it, with the name that its images give it.
  private static final Map<String, String> PRODUCTS =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("debian", "debian"),
              Map.entry("ubuntu", "ubuntu"),
              Map.entry("alpine-linux", "alpine"),
              Map.entry("rhel", "rhel"),
              Map.entry("centos", "centos"),
              Map.entry("rocky-linux", "rocky"),
              Map.entry("almalinux", "almalinux"),
              Map.entry("oracle-linux", "ol"),
              Map.entry("amazon-linux", "amzn"),
              Map.entry("fedora", "fedora"),
              Map.entry("sles", "sles"),
              Map.entry("vmware-photon", "photon")));

  private static final String SINCE = "2018";

  @Test
  void agreeWithEndoflifeDate() throws Exception {
    Gates.run(
        "end-of-life dates",
        Gates.shared("advisories/enrichment/endoflife.zip"),
        archive -> {
          SoftAssertions softly = new SoftAssertions();
          long judged = 0;
          try (ZipFile zip = new ZipFile(archive.toFile())) {
            for (Map.Entry<String, String> product : PRODUCTS.entrySet()) {
              judged += judge(product.getValue(), cycles(zip, product.getKey()), softly);
            }
          }
          softly.assertAll();
          assertThat(judged).isGreaterThan(80);
          return judged;
        });
  }

  /// The same releases by way of the feed and a database, dated after the table.
  @Test
  void theFeedBringsTheSameDates(@TempDir Path folder) throws Exception {
    Gates.run(
        "end-of-life dates, by way of a database",
        Gates.shared("advisories/enrichment/endoflife.zip"),
        archive -> {
          Path file = folder.resolve("a.db");
          Instant later = Instant.parse("2026-11-01T00:00:00Z");
          new DatabaseBuilder(
                  BuiltInFeeds.all(Limits.defaults()), Limits.defaults(), Build.KEY, _ -> {})
              .build(
                  new BuildRequest(
                      List.of(archive), file, Map.of(archive, later), Map.of(), false));
          long judged = 0;
          try (DatabaseFile database = DatabaseFile.open(file, Build.TRUST)) {
            for (SupportTerm term : SupportTable.builtIn().terms()) {
              for (String id : term.distributions()) {
                judged += judge(database, id, term);
              }
            }
          }
          assertThat(judged).isGreaterThan(150);
          return judged;
        });
  }

  private static long judge(DatabaseFile database, String id, SupportTerm term) {
    boolean isStream = id.equals("centos-stream");
    Distribution distribution =
        new Distribution(
            isStream ? "centos" : id,
            term.release(),
            term.codename(),
            isStream ? "CentOS Stream" : "",
            List.of(),
            "");
    Support support =
        SupportTable.of(database, distribution).at(distribution, LocalDate.EPOCH, false);
    assertThat(support)
        .as("%s %s", id, term.release())
        .isInstanceOfSatisfying(
            Support.Supported.class,
            supported -> {
              SupportTerm now = supported.term();
              assertThat(now.standardEnd()).isEqualTo(term.standardEnd());
              assertThat(now.extendedEnd()).isEqualTo(term.extendedEnd());
              assertThat(now.extendedBy()).isEqualTo(term.extendedBy());
            });
    return term.source().equals("endoflife.date") ? 1 : 0;
  }

  private static JsonArray cycles(ZipFile zip, String product) throws IOException {
    byte[] bytes = zip.getInputStream(zip.getEntry("api/" + product + ".json")).readAllBytes();
    return (JsonArray) new JsonReader(Limits.defaults()).read(bytes, product);
  }

  private static long judge(String id, JsonArray cycles, SoftAssertions softly) {
    SupportTable table = SupportTable.builtIn();
    long judged = 0;
    for (JsonValue value : cycles.items()) {
      JsonObject cycle = (JsonObject) value;
      if (cycle.text("releaseDate").compareTo(SINCE) < 0) {
        continue;
      }
      // SUSE writes the first release without a number behind the dot.
      String version = cycle.text("cycle");
      version = id.equals("sles") && version.equals("15.0") ? "15" : version;
      Distribution distribution = new Distribution(id, version, "", "", List.of(), "");
      Support support = table.at(distribution, LocalDate.EPOCH, false);
      softly.assertThat(support).as(id + " " + version).isInstanceOf(Support.Supported.class);
      if (support instanceof Support.Supported(SupportTerm term, _)) {
        softly
            .assertThat(term.standardEnd().map(LocalDate::toString).orElse(""))
            .as(id + " " + version)
            .isEqualTo(cycle.text("eol"));
        softly
            .assertThat(term.extendedEnd().map(LocalDate::toString).orElse(""))
            .as(id + " " + version + ": extended")
            .isEqualTo(cycle.text("extendedSupport"));
      }
      judged++;
    }
    return judged;
  }
}
