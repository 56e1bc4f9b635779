package dev.seaworthy.advisory.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.advisory.database.Build;
import dev.seaworthy.advisory.database.BuildRequest;
import dev.seaworthy.advisory.database.BuiltInFeeds;
import dev.seaworthy.advisory.database.DatabaseBuilder;
import dev.seaworthy.advisory.database.DatabaseFile;
import dev.seaworthy.base.Limits;
import dev.seaworthy.inventory.Distribution;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The ends of support that a database brings along, against those that come with the program
/// (endoflife.date of 2026-08-22).
class LifecycleTermsTest {

  private static final LocalDate AFTER_THE_TABLES_END = LocalDate.of(2028, 12, 1);
  private static final Distribution DEBIAN_12 = distribution("debian", "12", "bookworm");

  private static final String PRODUCTS =
      """
      {"schema_version": "1.2.0", "generated_at": "%s", "total": 2, "result": [
        {"name": "debian", "releases": [
          {"name": "14", "codename": "Forky", "releaseDate": "2027-06-01", "isEol": false,
           "eolFrom": "2030-06-30"},
          {"name": "12", "codename": "Bookworm", "releaseDate": "2023-06-10", "isEol": false,
           "eolFrom": "2026-07-11", "isEoes": false, "eoesFrom": "2029-01-31"},
          {"name": "11", "codename": "Bullseye", "releaseDate": "2021-08-14", "isEol": true,
           "eolFrom": null},
          {"name": "10", "codename": "Buster", "releaseDate": "2019-07-06", "isEol": true,
           "eolFrom": "2026-02-31"}]},
        {"name": "ubuntu", "releases": [
          {"name": "28.04", "codename": "Some Animal", "releaseDate": "2028-04-20",
           "isEol": false, "eolFrom": "2033-04-30", "eoesFrom": "2038-04-30"}]}]}
      """;

  @TempDir Path folder;

  private Support at(String generated, Distribution distribution, LocalDate day) {
    Path file = Build.document(folder, "full.json", PRODUCTS.formatted(generated));
    try (DatabaseFile database = Build.open(List.of(file), folder.resolve("a.db"))) {
      return SupportTable.of(database, distribution).at(distribution, day, false);
    }
  }

  @Test
  void newerDatesCount() {
    assertThat(SupportTable.builtIn().at(DEBIAN_12, AFTER_THE_TABLES_END, false))
        .isInstanceOf(Support.Ended.class);
    assertThat(at("2026-11-01T00:00:00+00:00", DEBIAN_12, AFTER_THE_TABLES_END))
        .isInstanceOfSatisfying(
            Support.Supported.class,
            supported ->
                assertThat(SupportWords.supported(supported))
                    .isEqualTo(
                        "everybody gets fixes until 2029-01-31 (endoflife.date of 2026-11-01)"));
  }

  @Test
  void olderDatesDoNot() {
    assertThat(at("2026-08-21T00:00:00+00:00", DEBIAN_12, AFTER_THE_TABLES_END))
        .isInstanceOf(Support.Ended.class);
  }

  @Test
  void aReleaseThatTheTableDoesNotKnowIsKnown() {
    Distribution forky = distribution("debian", "14", "forky");
    LocalDate inTime = LocalDate.of(2030, 6, 30);
    assertThat(at("2026-01-01T00:00:00+00:00", forky, inTime))
        .isInstanceOf(Support.Supported.class);
    assertThat(at("2026-01-01T00:00:00+00:00", forky, inTime.plusDays(1)))
        .isInstanceOf(Support.Ended.class);
    assertThat(at("2026-01-01T00:00:00+00:00", distribution("debian", "", "forky"), inTime))
        .isInstanceOf(Support.Supported.class);
  }

  @Test
  void extendedSupportOfANewReleaseIsForSubscribersButForDebians() {
    assertThat(
            at(
                "2026-11-01T00:00:00+00:00",
                distribution("ubuntu", "28.04", "some"),
                LocalDate.of(2033, 5, 1)))
        .isInstanceOfSatisfying(
            Support.Ended.class,
            ended ->
                assertThat(SupportWords.ended(ended))
                    .isEqualTo(
                        "fixes ended on 2033-04-30, for subscribers on 2038-04-30"
                            + " (endoflife.date of 2026-11-01)"));
  }

  @Test
  void anEndWithoutADayReplacesNone() {
    for (String release : List.of("10", "11")) {
      Distribution old = distribution("debian", release, "");
      LocalDate day = LocalDate.of(2026, 11, 22);
      assertThat(at("2026-11-01T00:00:00+00:00", old, day))
          .isEqualTo(SupportTable.builtIn().at(old, day, false));
    }
  }

  /// Its first API names no date.
  @Test
  void theServersDateStandsInForTheSources() {
    Path file =
        Build.document(
            folder,
            "debian.json",
            """
            [{"cycle": "12", "codename": "Bookworm", "releaseDate": "2023-06-10",
              "eol": "2026-07-11", "extendedSupport": "2029-01-31"}]
            """);
    try (DatabaseFile undated = Build.open(List.of(file), folder.resolve("a.db"))) {
      assertThat(SupportTable.of(undated, DEBIAN_12).at(DEBIAN_12, AFTER_THE_TABLES_END, false))
          .isInstanceOf(Support.Ended.class);
    }
    Map<Path, Instant> published = Map.of(file, Instant.parse("2026-11-02T10:00:00Z"));
    Path dated = folder.resolve("b.db");
    new DatabaseBuilder(BuiltInFeeds.all(Limits.defaults()), Limits.defaults(), Build.KEY, _ -> {})
        .build(new BuildRequest(List.of(file), dated, published, Map.of(), false));
    try (DatabaseFile database = DatabaseFile.open(dated, Build.TRUST)) {
      assertThat(SupportTable.of(database, DEBIAN_12).at(DEBIAN_12, AFTER_THE_TABLES_END, false))
          .isInstanceOf(Support.Supported.class);
    }
  }

  @Test
  void aDistributionThatTheSourceDoesNotKnowStaysAsItIs() {
    Distribution wolfi = distribution("wolfi", "20230201", "");
    assertThat(at("2026-11-01T00:00:00+00:00", wolfi, LocalDate.of(2030, 1, 1)))
        .isInstanceOf(Support.Supported.class);
  }

  private static Distribution distribution(String id, String version, String codename) {
    return new Distribution(id, version, codename, "", List.of(), "/etc/os-release");
  }
}
