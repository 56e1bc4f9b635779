package dev.seaworthy.advisory.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.advisory.Advisory;
import dev.seaworthy.advisory.AdvisoryId;
import dev.seaworthy.base.Limits;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StarterSetTest {

  private static final Path RECORDS = Path.of("src", "starter", "osv");
  private static final Path RESOURCE =
      Path.of(
          "src",
          "main",
          "resources",
          "dev",
          "seaworthy",
          "advisory",
          "database",
          StarterSet.RESOURCE);

  @TempDir private Path folder;

  @Test
  void isWhatItsRecordsBuild() throws Exception {
    Path built = folder.resolve("built.db");
    BuildReport report =
        new DatabaseBuilder(BuiltInFeeds.all(Limits.defaults()), Limits.defaults(), _ -> {})
            .build(new BuildRequest(List.of(RECORDS), built, java.util.Map.of(), true));
    assertThat(report.damaged()).isEmpty();
    if (Boolean.getBoolean("golden.update")) {
      Files.createDirectories(RESOURCE.getParent());
      Files.copy(built, RESOURCE, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }

    byte[] shipped;
    try (InputStream in =
        Objects.requireNonNull(StarterSet.class.getResourceAsStream(StarterSet.RESOURCE))) {
      shipped = in.readAllBytes();
    }
    assertThat(shipped).isEqualTo(Files.readAllBytes(built));
  }

  @Test
  void holdsSixtyFlawsAndMoreOfEveryEcosystemItIsFor() {
    try (DatabaseFile database = StarterSet.open()) {
      assertThat(database.info().isStarterSet()).isTrue();
      assertThat(database.info().flawCount()).isGreaterThanOrEqualTo(60);
      TreeSet<String> ecosystems = new TreeSet<>();
      for (String ecosystem : database.ecosystems()) {
        ecosystems.add(ecosystem.split(":", 2)[0]);
      }
      assertThat(ecosystems).contains("Alpine", "Debian", "Go", "Maven", "PyPI", "npm");
    }
  }

  @Test
  void knowsTheFlawThatEverybodyKnows() {
    try (DatabaseFile database = StarterSet.open()) {
      List<Advisory> advisories = database.byId(new AdvisoryId("CVE-2021-44228"));

      assertThat(advisories)
          .singleElement()
          .satisfies(advisory -> {
            assertThat(advisory.packageName()).isEqualTo("org.apache.logging.log4j:log4j-core");
            assertThat(advisory.ranges())
                .anyMatch(
                    range -> range.introduced().equals("2.13.0") && range.fixed().equals("2.15.0"));
          });
    }
  }
}
