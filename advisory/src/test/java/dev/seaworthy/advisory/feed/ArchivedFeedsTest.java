package dev.seaworthy.advisory.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.advisory.Advisory;
import dev.seaworthy.advisory.AdvisoryError;
import dev.seaworthy.advisory.AffectedRange;
import dev.seaworthy.advisory.database.Build;
import dev.seaworthy.advisory.database.DatabaseFile;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.testkit.Command;
import dev.seaworthy.testkit.Gates;
import dev.seaworthy.testkit.Need;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Feeds in archives that GNU tar and zip made, and those of distributions without releases.
class ArchivedFeedsTest {

  private static final int RECORDS = 12;

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "records.tar, tar, -cf",
    "records.tar.gz, tar, -czf",
    "records.tgz, tar, -czf",
    "records.tar.bz2, tar, -cjf",
    "records.tar.zst, tar, --zstd -cf",
    "records.zip, zip, -qr",
    // What a file is shows in its bytes: Red Hat's archives are at times served unpacked.
    "unpacked.tar.zst, tar, -cf",
  })
  void sayTheSameAsTheLooseRecords(String name, String tool, String options) throws Exception {
    Path loose = records();
    List<Advisory> expected = statements(loose);
    assertThat(expected).hasSize(RECORDS);
    Gates.run(
        "feed in an archive: " + name,
        needs(tool, options),
        () -> {
          Path archive = folder.resolve(name);
          Command.of(words(tool, options, archive)).in(loose).text();
          assertThat(statements(archive)).isEqualTo(expected);
          return RECORDS;
        });
  }

  private static List<Need> needs(String tool, String options) {
    return options.contains("zstd")
        ? List.of(Gates.tool(tool), Gates.tool("zstd"))
        : List.of(Gates.tool(tool));
  }

  private static List<String> words(String tool, String options, Path archive) {
    List<String> words = new ArrayList<>(List.of(tool));
    words.addAll(Arrays.asList(options.split(" ", -1)));
    words.add(archive.toString());
    words.add("2026");
    return words;
  }

  @Test
  void anArchiveThatIsCutShortIsRefused() throws Exception {
    Path loose = records();
    Gates.run(
        "feed in an archive, cut short",
        Gates.tool("tar"),
        _ -> {
          int refused = 0;
          for (String option : List.of("-cf", "-czf", "-cjf")) {
            Path archive = folder.resolve("short.tar");
            Command.of(List.of("tar", option, archive.toString(), "2026")).in(loose).text();
            byte[] whole = Files.readAllBytes(archive);
            // Not the empty blocks at a plain archive's end, which say nothing.
            int end = option.equals("-cf") ? 512 * 9 + 20 : whole.length - 30;
            Files.write(archive, Arrays.copyOf(whole, end));
            assertThatThrownBy(() -> Build.of(List.of(archive), folder.resolve("a.db")))
                .as(option)
                .isInstanceOf(SeaworthyException.class)
                .extracting(e -> ((SeaworthyException) e).code())
                .isIn(
                    AdvisoryError.FEED_DAMAGED,
                    AdvisoryError.FEED_UNREADABLE,
                    AdvisoryError.NO_FEED_FOUND);
            assertThat(folder.resolve("a.db")).doesNotExist();
            refused++;
          }
          return refused;
        });
  }

  private Path records() throws IOException {
    Path loose = folder.resolve("loose");
    for (int i = 0; i < RECORDS; i++) {
      Build.document(
          loose,
          "2026/X-" + i + ".json",
          """
          {"id": "X-%1$s", "modified": "2026-01-01T00:00:00Z", "affected": [
            {"package": {"ecosystem": "npm", "name": "package"}, "ranges": [
              {"type": "SEMVER", "events": [{"introduced": "0"}, {"fixed": "1.%1$s.0"}]}]}]}
          """
              .formatted(i));
    }
    return loose;
  }

  private List<Advisory> statements(Path from) throws IOException {
    Path file = Files.createTempFile(folder, "made", ".db");
    try (DatabaseFile database = Build.open(List.of(from), file)) {
      return database.statements("npm", "package").toList();
    }
  }

  /// After what packages.wolfi.dev and packages.cgr.dev serve: `apkurl`, `archs`, `reponame`,
  /// `urlprefix`, `packages`.
  private static final String ROLLING =
      """
      {"apkurl": "{{urlprefix}}/{{reponame}}/{{arch}}/{{pkg.name}}-{{pkg.ver}}.apk",
       "archs": ["x86_64", "aarch64"], "reponame": "os", "urlprefix": "https://%s",
       "packages": [
        {"pkg": {"name": "curl", "secfixes": {
          "0": ["CVE-2023-0001", "GHSA-aaaa-bbbb-cccc"],
          "8.4.0-r0": ["CVE-2023-38545", "CVE-2023-38546"]}}},
        {"pkg": {"name": "bare", "secfixes": {}}}]}
      """;

  @ParameterizedTest
  @CsvSource({
    "packages.wolfi.dev, Wolfi, wolfi-secdb",
    "packages.cgr.dev/chainguard, Chainguard, chainguard-secdb",
  })
  void distributionsWithoutReleasesHaveOneEcosystem(String address, String ecosystem, String source)
      throws IOException {
    Path file = Build.document(folder, "security.json", ROLLING.formatted(address));
    try (DatabaseFile database = Build.open(List.of(file), folder.resolve("a.db"))) {
      assertThat(database.ecosystems()).containsExactly(ecosystem);
      List<Advisory> curl = database.statements(ecosystem, "curl").toList();
      assertThat(curl).extracting(Advisory::source).containsOnly(source);
      assertThat(curl)
          .filteredOn(advisory -> advisory.statement() == Advisory.Statement.NOT_AFFECTED)
          .extracting(advisory -> advisory.id().value())
          .containsExactlyInAnyOrder("CVE-2023-0001", "GHSA-aaaa-bbbb-cccc");
      assertThat(curl)
          .filteredOn(advisory -> advisory.statement() != Advisory.Statement.NOT_AFFECTED)
          .extracting(advisory -> advisory.id() + " " + advisory.ranges())
          .containsExactlyInAnyOrder(
              "CVE-2023-38545 " + List.of(AffectedRange.before("8.4.0-r0")),
              "CVE-2023-38546 " + List.of(AffectedRange.before("8.4.0-r0")));
    }
  }
}
