package dev.seaworthy.advisory.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.advisory.SnapshotInfo.FeedInfo;
import dev.seaworthy.advisory.database.Build;
import dev.seaworthy.advisory.database.BuildReport;
import dev.seaworthy.advisory.database.BuildReport.LeftOut;
import dev.seaworthy.testkit.Gates;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Published data are read whole: every record goes in, or is counted with the reason.
class RealFeedsTest {

  private static final Set<String> EXPLAINED =
      Set.of(
          "a product as a whole",
          "debuginfo and debugsource packages",
          "definitions of a distribution that is read from its tracker or from OSV",
          "definitions that only tell a platform",
          "in layered products, what is no rpm package: named by a word alone",
          "in layered products, what is no rpm package: pkg:generic",
          "in layered products, what is no rpm package: pkg:maven",
          "in layered products, what is no rpm package: pkg:oci",
          "rejected: the number stands for no flaw",
          "statements on a package as a part of a product",
          "statements on images and what is in them",
          "tests for which running kernel a live patch is missing");

  /// What lies beside them and is no feed of ours.
  private static final Set<String> NO_FEEDS =
      Set.of(
          "DLA-list-2025-02-13.txt.gz",
          "DLA-list-addendum-2026-08-21.txt.gz",
          "DSA-list-2025-02-13.txt.gz",
          "DSA-list-addendum-2026-08-21.txt.gz",
          "changelog-fixes-bookworm.tsv.gz",
          "cyclonedx-vex.zip",
          "ecosystems.txt",
          "known_exploited_vulnerabilities_schema.json",
          "nvd-cvss3-via-ubuntu-tracker-2024-02-16.csv.gz",
          "ubuntu-cve-tracker-2024-02-16.tar.xz");

  @TempDir Path folder;

  @Test
  void readsEveryRecordOfThePublishedFeeds() throws Exception {
    Gates.run(
        "feeds read whole",
        Gates.shared("advisories"),
        advisories -> {
          BuildReport report =
              Build.of(
                  List.of(
                      advisories.resolve("osv"),
                      advisories.resolve("alpine"),
                      advisories.resolve("azurelinux"),
                      advisories.resolve("debian"),
                      advisories.resolve("enrichment"),
                      advisories.resolve("photon"),
                      advisories.resolve("redhat"),
                      advisories.resolve("ubuntu"),
                      advisories.resolve("vex")),
                  folder.resolve("all.db"));
          Map<String, Long> records =
              report.info().sources().stream()
                  .collect(Collectors.toMap(FeedInfo::name, FeedInfo::records));
          // As MANIFEST.tsv of the data counts them; the CVE List without the number that was
          // rejected.
          assertThat(records)
              .containsEntry("cisa-kev", 1662L + 1404)
              .containsEntry("cve-list", 2734L - 1)
              .containsEntry("debian-tracker", 46_882L)
              .containsEntry("endoflife.date", 824L)
              .containsEntry("first-epss", 360_142L)
              .containsEntry("osv/AlmaLinux", 5680L)
              .containsEntry("osv/Ubuntu", 9058L);
          assertThat(report.damaged()).isEmpty();
          assertThat(report.leftOut()).extracting(LeftOut::reason).allMatch(EXPLAINED::contains);
          assertThat(report.leftOut())
              .contains(
                  // All definitions of the two Debian files and of the two of Ubuntu.
                  new LeftOut(
                      "oval",
                      "definitions of a distribution that is read from its tracker or from OSV",
                      25_932 + 27_311 + 624 + 260),
                  // RHSA's for kpatch: of seven kernels, in two definitions each.
                  new LeftOut(
                      "oval", "tests for which running kernel a live patch is missing", 14));
          assertThat(report.unrecognised())
              .extracting(path -> path.getFileName().toString())
              .containsExactlyInAnyOrderElementsOf(NO_FEEDS);
          return records.values().stream().mapToLong(Long::longValue).sum();
        });
  }
}
