package dev.seaworthy.advisory.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.advisory.Advisory;
import dev.seaworthy.advisory.Advisory.Statement;
import dev.seaworthy.advisory.AdvisoryId;
import dev.seaworthy.advisory.AffectedRange;
import dev.seaworthy.advisory.Enrichment;
import dev.seaworthy.advisory.Installed;
import dev.seaworthy.advisory.Match;
import dev.seaworthy.advisory.MatchStatus.Affected;
import dev.seaworthy.advisory.MatchStatus.Fix;
import dev.seaworthy.advisory.Scope;
import dev.seaworthy.advisory.Severity;
import dev.seaworthy.advisory.database.Build;
import dev.seaworthy.advisory.database.BuildReport;
import dev.seaworthy.advisory.database.BuildReport.LeftOut;
import dev.seaworthy.advisory.database.DatabaseFile;
import dev.seaworthy.advisory.lifecycle.Support;
import dev.seaworthy.advisory.lifecycle.SupportTable;
import dev.seaworthy.advisory.match.Matcher;
import dev.seaworthy.advisory.match.Subscriptions;
import dev.seaworthy.inventory.Distribution;
import dev.seaworthy.inventory.Inventory;
import dev.seaworthy.testkit.Command;
import dev.seaworthy.testkit.Gates;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Publishers' own files of feeds that could not be had whole. What is expected was read off the
/// files by eye.
class SampleFeedsTest {

  @TempDir Path folder;
  private BuildReport report;

  /// What one sample must give.
  @FunctionalInterface
  private interface Expectation {
    void hold(DatabaseFile database);
  }

  /// Builds a database of the samples below a folder of the archive.
  private void judge(String feed, String prefix, Expectation expectation) throws Exception {
    Gates.run(
        "samples of feeds: " + feed,
        Gates.shared("advisories/samples/feed-format-samples.zip"),
        archive -> {
          Path file = folder.resolve("a.db");
          report = Build.of(List.of(unpacked(archive, prefix)), file);
          assertThat(report.damaged()).isEmpty();
          assertThat(report.unrecognised()).isEmpty();
          try (DatabaseFile database = DatabaseFile.open(file, Build.TRUST)) {
            expectation.hold(database);
            return Math.max(database.info().advisoryCount(), database.info().flawCount());
          }
        });
  }

  private Path unpacked(Path archive, String prefix) throws IOException {
    Path samples = folder.resolve("samples");
    try (ZipFile zip = new ZipFile(archive.toFile())) {
      List<? extends ZipEntry> wanted =
          zip.stream()
              .filter(entry -> !entry.isDirectory() && entry.getName().startsWith(prefix))
              .toList();
      assertThat(wanted).isNotEmpty();
      for (ZipEntry entry : wanted) {
        Path file = samples.resolve(entry.getName()).normalize();
        assertThat(file.startsWith(samples)).isTrue();
        Files.createDirectories(file.getParent());
        try (InputStream in = zip.getInputStream(entry)) {
          Files.copy(in, file);
        }
      }
    }
    return samples;
  }

  @Test
  void readsTheOvalOfAlmaLinux() throws Exception {
    judge(
        "AlmaLinux OVAL",
        "alma/oval/org.almalinux",
        database -> {
          Advisory firefox = only(database, "AlmaLinux:9", "firefox");
          assertThat(firefox.id()).isEqualTo(new AdvisoryId("ALSA-2022:7071"));
          assertThat(firefox.source()).isEqualTo("almalinux-oval");
          assertThat(firefox.upstream())
              .extracting(AdvisoryId::value)
              .containsExactly(
                  "CVE-2022-42927", "CVE-2022-42928", "CVE-2022-42929", "CVE-2022-42932");
          assertThat(firefox.ranges())
              .containsExactly(AffectedRange.before("0:102.4.0-1.el9_0.alma"));
          assertThat(firefox.scope())
              .isEqualTo(
                  new Scope(Scope.NO_MODULE, List.of("aarch64", "ppc64le", "s390x", "x86_64"), ""));
          assertThat(firefox.modified()).startsWith("2022-10-20");
          assertThat(severities(database, "CVE-2022-42927"))
              .contains(
                  new Severity(
                      "CVSS_V3", "CVSS:3.0/AV:N/AC:H/PR:N/UI:R/S:U/C:H/I:H/A:H", "almalinux"));
          Advisory documentation = only(database, "AlmaLinux:9", "nodejs-docs");
          assertThat(documentation.scope()).isEqualTo(new Scope("nodejs:18", List.of(), ""));
          assertThat(documentation.ranges())
              .containsExactly(AffectedRange.before("1:18.17.1-1.module_el9.2.0+36+853e48f5"));
          assertThat(database.info().advisoryCount()).isEqualTo(1 + 8);
        });
  }

  @Test
  void readsTheOvalOfOracleLinux() throws Exception {
    judge(
        "Oracle Linux OVAL",
        "oracle/linux/com.oracle",
        database -> {
          Advisory bind = only(database, "Oracle Linux:5", "bind");
          assertThat(bind.id()).isEqualTo(new AdvisoryId("ELSA-2007-0057"));
          assertThat(bind.source()).isEqualTo("oracle-oval");
          assertThat(bind.ranges()).containsExactly(AffectedRange.before("30:9.3.3-8.el5"));
          assertThat(bind.scope())
              .isEqualTo(new Scope(Scope.NO_MODULE, List.of("i386", "x86_64"), ""));
          assertThat(severities(database, "CVE-2007-0493"))
              .contains(new Severity("CVSS_V2", "AV:N/AC:L/Au:N/C:N/I:N/A:C", "oracle"));
          Advisory hivex = only(database, "Oracle Linux:8", "hivex");
          assertThat(hivex.upstream())
              .extracting(AdvisoryId::value)
              .containsExactly("CVE-2022-4144", "CVE-2023-0664");
          assertThat(hivex.scope()).isEqualTo(new Scope("virt:kvm_utils", List.of("aarch64"), ""));
          assertThat(hivex.severities()).contains(new Severity("WORD", "IMPORTANT", "oracle"));
          assertThat(database.info().advisoryCount()).isEqualTo(8 + 1);
        });
  }

  @Test
  void readsWhatRedHatsOvalSaysOfTheUnpatchedAndTheUnaffected() throws Exception {
    judge(
        "Red Hat OVAL with what is unpatched",
        "redhat/oval/v2/oval/v2/RHEL9/rhel-9",
        database -> {
          Advisory tar = only(database, "Red Hat:enterprise_linux:9", "tar");
          assertThat(tar.id()).isEqualTo(new AdvisoryId("CVE-2005-2541"));
          assertThat(tar.statement()).isEqualTo(Statement.WILL_NOT_FIX);
          assertThat(tar.ranges()).containsExactly(AffectedRange.all());
          for (String unaffected : List.of("zlib", "zlib-devel", "zlib-static")) {
            Advisory zlib = only(database, "Red Hat:enterprise_linux:9", unaffected);
            assertThat(zlib.id()).isEqualTo(new AdvisoryId("CVE-2002-0059"));
            assertThat(zlib.statement()).isEqualTo(Statement.NOT_AFFECTED);
            assertThat(zlib.ranges()).isEmpty();
          }
          assertThat(only(database, "Red Hat:enterprise_linux:9", "firefox").ranges())
              .containsExactly(AffectedRange.before("0:91.9.1-1.el9_0"));
          assertThat(report.leftOut()).isEmpty();
        });
  }

  @Test
  void readsNvdsYearlyFeeds() throws Exception {
    judge(
        "NVD, yearly feeds",
        "nvd/feed/cve/v2/nvdcve-2.0-20",
        database -> {
          assertThat(database.info().flawCount()).isEqualTo(4 + 3);
          assertThat(severities(database, "CVE-1999-0095"))
              .containsExactly(new Severity("CVSS_V2", "AV:N/AC:L/Au:N/C:C/I:C/A:C", "nvd"));
          assertThat(severities(database, "CVE-2021-23814"))
              .containsExactlyInAnyOrder(
                  new Severity(
                      "CVSS_V3",
                      "CVSS:3.1/AV:N/AC:H/PR:L/UI:R/S:U/C:H/I:H/A:L",
                      "cna:report@snyk.io"),
                  new Severity("CVSS_V3", "CVSS:3.1/AV:N/AC:L/PR:L/UI:N/S:U/C:H/I:H/A:H", "nvd"),
                  new Severity("CVSS_V2", "AV:N/AC:L/Au:S/C:P/I:P/A:P", "nvd"));
          // What NVD passes on from CISA is CISA's, with its decisions.
          assertThat(severities(database, "CVE-2021-44228"))
              .extracting(Severity::by)
              .containsExactlyInAnyOrder("adp:CISA-ADP", "nvd", "nvd");
          assertThat(database.enrichments(new AdvisoryId("CVE-2021-44228")))
              .anySatisfy(fact -> assertThat(fact).isInstanceOf(Enrichment.Decision.class));
          assertThat(only(database, "CPE", "seopanel:seo_panel").versions())
              .containsExactly("4.8.0");
        });
  }

  @Test
  void readsThePagesOfNvdsInterface() throws Exception {
    judge(
        "NVD, pages of the interface",
        "nvd/api/cve/3_pages/",
        database -> {
          assertThat(database.info().flawCount()).isEqualTo(8);
          assertThat(severities(database, "CVE-2023-6069"))
              .containsExactly(
                  new Severity(
                      "CVSS_V3",
                      "CVSS:3.0/AV:N/AC:L/PR:L/UI:N/S:C/C:H/I:H/A:H",
                      "cna:security@huntr.dev"));
          assertThat(severities(database, "CVE-2023-39796")).isEmpty();
        });
  }

  @Test
  void readsTheArchiveOfRedHatsVex() throws Exception {
    judge(
        "Red Hat VEX, packed archive",
        "redhat/vex/v1/csaf_vex",
        database -> {
          assertThat(database.statements("Red Hat:enterprise_linux:9", "libtiff").toList())
              .allSatisfy(libtiff -> {
                assertThat(libtiff.source()).isEqualTo("redhat-vex");
                assertThat(libtiff.id()).isEqualTo(new AdvisoryId("CVE-2023-6228"));
              })
              .anySatisfy(libtiff ->
                  assertThat(libtiff.ranges())
                      .containsExactly(AffectedRange.before("4.4.0-12.el9")));
          assertThat(only(database, "Red Hat:enterprise_linux:6", "libtiff"))
              .satisfies(libtiff -> {
                assertThat(libtiff.statement()).isEqualTo(Statement.WILL_NOT_FIX);
                assertThat(libtiff.remark()).isEqualTo("Out of support scope");
              });
          for (String cve :
              List.of(
                  "CVE-2023-6212",
                  "CVE-2023-6228",
                  "CVE-2023-6237",
                  "CVE-2023-6238",
                  "CVE-2023-6240")) {
            assertThat(database.byId(new AdvisoryId(cve))).as(cve).isNotEmpty();
          }
          assertThat(report.leftOut())
              .extracting(LeftOut::reason)
              .isSubsetOf("a product as a whole", "debuginfo and debugsource packages");
        });
  }

  @Test
  void readsTheArchiveOfRedHatsAdvisories() throws Exception {
    judge(
        "Red Hat CSAF advisories, packed archive",
        "redhat/csaf/csaf_advisories",
        database -> {
          for (String bulletin :
              List.of("RHSA-2023:7434", "RHSA-2023:7435", "RHSA-2023:7436", "RHSA-2023:7438")) {
            assertThat(database.byId(new AdvisoryId(bulletin))).as(bulletin).isNotEmpty();
          }
        });
  }

  /// Canonical's own archive is packed by xz, which OSV's bucket isn't; so the tools unpack it.
  @Test
  void readsCanonicalsRecordsWithTheChannelsOfUbuntuPro() throws Exception {
    Gates.run(
        "samples of feeds: OSV records of Canonical, Ubuntu Pro",
        List.of(
            Gates.shared("advisories/samples/feed-format-samples.zip"),
            Gates.tool("tar"),
            Gates.tool("xz")),
        () -> {
          Path samples =
              unpacked(
                  Gates.shared("advisories/samples/feed-format-samples.zip").path(),
                  "ubuntu/osv/happy/");
          Path archive = samples.resolve("ubuntu/osv/happy/osv-all.tar.xz");
          Path records = Files.createDirectory(folder.resolve("records"));
          Command.of("tar", "-xJf", archive.toString(), "-C", records.toString()).text();
          try (DatabaseFile database = Build.open(List.of(records), folder.resolve("a.db"))) {
            assertThat(only(database, "Ubuntu:Pro:18.04:LTS", "linux-aws").ranges())
                .containsExactly(AffectedRange.before("4.15.0-1176.189"));
            assertThat(only(database, "Ubuntu:22.04:LTS", "rabbitmq-server").ranges())
                .containsExactly(AffectedRange.before("3.9.27-0ubuntu0.1"));
            assertFixedForSubscribers(database);
            return database.info().advisoryCount();
          }
        });
  }

  /// The same record, seen by an operator without Ubuntu Pro and by one with it.
  private static void assertFixedForSubscribers(DatabaseFile database) {
    Distribution bionic =
        new Distribution("ubuntu", "18.04", "bionic", "Ubuntu 18.04", List.of(), "/etc/os-release");
    Inventory inventory = Installed.on(bionic, Installed.deb("linux-aws", "4.15.0-1100.107"));
    Subscriptions pro = new Subscriptions(Set.of("ubuntu-pro"));

    assertThat(new Matcher(database, Subscriptions.NONE).match(inventory).matches())
        .isNotEmpty()
        .extracting(Match::status)
        .containsOnly(new Affected(new Fix.InChannel("Ubuntu Pro", "4.15.0-1176.189")));
    assertThat(new Matcher(database, pro).match(inventory).matches())
        .isNotEmpty()
        .allSatisfy(match -> assertThat(match.comparison()).contains("Ubuntu Pro"))
        .extracting(Match::status)
        .containsOnly(new Affected(new Fix.Available("4.15.0-1176.189")));
    LocalDate day = LocalDate.of(2027, 1, 1);
    SupportTable terms = SupportTable.of(database, bionic);
    assertThat(terms.at(bionic, day, Subscriptions.NONE.extendSupport(database, bionic)))
        .isInstanceOf(Support.Ended.class);
    assertThat(terms.at(bionic, day, pro.extendSupport(database, bionic)))
        .isInstanceOf(Support.Supported.class);
  }

  private static Advisory only(DatabaseFile database, String ecosystem, String packageName) {
    List<Advisory> found = database.statements(ecosystem, packageName).toList();
    assertThat(found).as(ecosystem + " " + packageName).hasSize(1);
    return found.getFirst();
  }

  private static List<Severity> severities(DatabaseFile database, String cve) {
    return database.flaw(new AdvisoryId(cve)).orElseThrow().severities();
  }
}
