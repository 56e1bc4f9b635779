package dev.seaworthy.advisory.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.advisory.Advisory;
import dev.seaworthy.advisory.Advisory.Statement;
import dev.seaworthy.advisory.AdvisoryError;
import dev.seaworthy.advisory.AdvisoryId;
import dev.seaworthy.advisory.AffectedRange;
import dev.seaworthy.advisory.Enrichment.Decision;
import dev.seaworthy.advisory.Enrichment.ExploitForecast;
import dev.seaworthy.advisory.Enrichment.KnownExploited;
import dev.seaworthy.advisory.Lifecycle;
import dev.seaworthy.advisory.Severity;
import dev.seaworthy.advisory.database.Build;
import dev.seaworthy.advisory.database.BuildReport;
import dev.seaworthy.advisory.database.DatabaseFile;
import dev.seaworthy.base.SeaworthyException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Feeds of facts on flaws and products, by records written after the publishers' schemas.
class FurtherFactsTest {

  private static final AdvisoryId LOG4SHELL = new AdvisoryId("CVE-2021-44228");

  @TempDir Path folder;

  private DatabaseFile database(String name, String content) {
    return Build.open(List.of(Build.document(folder, name, content)), folder.resolve("a.db"));
  }

  @Test
  void keepsWhatIsKnownToBeExploited() {
    String catalogue =
        """
        {"title": "CISA Catalog of Known Exploited Vulnerabilities", "catalogVersion": "2026.01.02",
         "dateReleased": "2026-01-02T16:45:47.0648Z", "count": 1, "vulnerabilities": [
          {"cveID": "CVE-2021-44228", "vendorProject": "Apache", "product": "Log4j2",
           "vulnerabilityName": "Apache Log4j2 Remote Code Execution", "dateAdded": "2021-12-10",
           "shortDescription": "s", "requiredAction": "r", "dueDate": "2021-12-24",
           "knownRansomwareCampaignUse": "Known", "notes": ""}]}
        """;
    try (DatabaseFile database = database("kev.json", catalogue)) {
      assertThat(database.enrichments(LOG4SHELL))
          .containsExactly(
              new KnownExploited(
                  "cisa-kev",
                  "CC0-1.0",
                  "2026-01-02T16:45:47Z",
                  "2021-12-10",
                  "2021-12-24",
                  "Known",
                  "Apache Log4j2 Remote Code Execution"));
      assertThat(database.info().dataDate()).isEqualTo("2026-01-02T16:45:47Z");
    }
  }

  /// What is exploited is so whatever its date.
  @Test
  void keepsWhatIsExploitedThoughItsDateIsNone() {
    String catalogue =
        """
        {"catalogVersion": "1", "dateReleased": "2026-01-02T16:45:47Z", "count": 1,
         "vulnerabilities": [{"cveID": "CVE-2021-44228", "dateAdded": "2021-12-10",
           "dueDate": "2021-12-32"}]}
        """;
    Path file = Build.document(folder, "kev.json", catalogue);
    BuildReport report = Build.of(List.of(file), folder.resolve("a.db"));
    assertThat(report.damaged())
        .singleElement()
        .satisfies(damaged -> assertThat(damaged.toString()).contains("2021-12-32"));
    try (DatabaseFile database = DatabaseFile.open(folder.resolve("a.db"), Build.TRUST)) {
      assertThat(database.enrichments(LOG4SHELL))
          .containsExactly(
              new KnownExploited(
                  "cisa-kev", "CC0-1.0", "2026-01-02T16:45:47Z", "2021-12-10", "", "", ""));
    }
  }

  @Test
  void refusesACatalogueThatIsShorterThanItSays() {
    String cut =
        """
        {"catalogVersion": "1", "dateReleased": "2026-01-02T16:45:47Z", "count": 2,
         "vulnerabilities": [{"cveID": "CVE-2021-44228", "dateAdded": "2021-12-10"}]}
        """;
    Path file = Build.document(folder, "kev.json", cut);

    assertThatThrownBy(() -> Build.of(List.of(file), folder.resolve("a.db")))
        .isInstanceOf(SeaworthyException.class)
        .hasMessageContaining("says that it has 2 entries, and has 1")
        .extracting(e -> ((SeaworthyException) e).code())
        .isEqualTo(AdvisoryError.FEED_DAMAGED);
  }

  @Test
  void keepsForecastsWithTheirModel() {
    String scores =
        """
        #model_version:v2025.03.14,score_date:2026-01-02T00:00:00Z
        cve,epss,percentile
        CVE-2021-44228,0.97565,0.99996
        CVE-2021-44229,not a number,0.5
        """;
    Path file = Build.document(folder, "epss_scores-current.csv", scores);
    BuildReport report = Build.of(List.of(file), folder.resolve("a.db"));

    try (DatabaseFile database = DatabaseFile.open(folder.resolve("a.db"), Build.TRUST)) {
      assertThat(database.enrichments(LOG4SHELL))
          .containsExactly(
              new ExploitForecast(
                  "first-epss",
                  "free use with attribution to FIRST EPSS",
                  "2026-01-02T00:00:00Z",
                  "0.97565",
                  "0.99996",
                  "v2025.03.14"));
    }
    assertThat(report.damaged())
        .extracting(BuildReport.DamagedRecord::record)
        .containsExactly("line 4");
  }

  @Test
  void keepsTheRatingsOfTheCnaAndOfEachAdpApart() {
    String record =
        """
        {"dataType": "CVE_RECORD", "dataVersion": "5.1",
         "cveMetadata": {"cveId": "CVE-2021-44228", "state": "PUBLISHED",
           "assignerShortName": "apache", "datePublished": "2021-12-10T00:00:00.000Z",
           "dateUpdated": "2025-02-04T14:25:37.000Z"},
         "containers": {
          "cna": {"title": "Remote code injection", "providerMetadata": {"shortName": "apache"},
            "metrics": [{"cvssV3_1": {"version": "3.1",
              "vectorString": "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:L"}}]},
          "adp": [{"title": "CISA ADP Vulnrichment", "providerMetadata": {"shortName": "CISA-ADP"},
            "metrics": [
              {"cvssV3_1": {"vectorString": "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H"}},
              {"other": {"type": "ssvc", "content": {"timestamp": "2025-02-04T14:25:34.416117Z",
                "id": "CVE-2021-44228", "role": "CISA Coordinator", "version": "2.0.3",
                "options": [{"Exploitation": "active"}, {"Automatable": "yes"},
                            {"Technical Impact": "total"}]}}},
              {"other": {"type": "kev", "content": {"dateAdded": "2021-12-10"}}}]}]}}
        """;
    try (DatabaseFile database = database("CVE-2021-44228.json", record)) {
      assertThat(database.flaw(LOG4SHELL).orElseThrow().severities())
          .containsExactly(
              new Severity(
                  "CVSS_V3", "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H", "adp:CISA-ADP"),
              new Severity(
                  "CVSS_V3", "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:L", "cna:apache"));
      assertThat(database.enrichments(LOG4SHELL))
          .contains(
              new Decision(
                  "cve-list",
                  "CVE Terms of Use",
                  "2025-02-04T14:25:34Z",
                  "adp:CISA-ADP",
                  "2.0.3",
                  Map.of(
                      "Exploitation", "active",
                      "Automatable", "yes",
                      "Technical Impact", "total")))
          .hasSize(2);
    }
  }

  @Test
  void countsRejectedNumbersInsteadOfTakingThem() {
    Path file =
        Build.document(
            folder,
            "CVE-2024-0001.json",
            """
            {"dataType": "CVE_RECORD", "cveMetadata": {"cveId": "CVE-2024-0001",
             "state": "REJECTED"}, "containers": {"cna": {}}}
            """);
    BuildReport report = Build.of(List.of(file), folder.resolve("a.db"));

    assertThat(report.leftOut())
        .containsExactly(
            new BuildReport.LeftOut("cve-list", "rejected: the number stands for no flaw", 1));
    assertThat(report.info().flawCount()).isZero();
  }

  @Test
  void readsNvdsRatingsAndProducts() {
    String feed =
        """
        {"resultsPerPage": 1, "startIndex": 0, "totalResults": 1, "format": "NVD_CVE",
         "version": "2.0", "timestamp": "2026-01-02T00:00:00.000", "vulnerabilities": [{"cve": {
          "id": "CVE-2021-44228", "sourceIdentifier": "security@apache.org",
          "published": "2021-12-10T10:15:09.143", "lastModified": "2025-04-03T20:53:22.977",
          "vulnStatus": "Analyzed",
          "descriptions": [{"lang": "en", "value": "Attackers can execute code."}],
          "metrics": {"cvssMetricV31": [
            {"source": "nvd@nist.gov", "type": "Primary", "cvssData": {
              "vectorString": "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H"}},
            {"source": "security@apache.org", "type": "Secondary", "cvssData": {
              "vectorString": "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"}}]},
          "configurations": [
            {"nodes": [{"operator": "OR", "negate": false, "cpeMatch": [
              {"vulnerable": true, "criteria": "cpe:2.3:a:apache:log4j:*:*:*:*:*:*:*:*",
               "versionStartIncluding": "2.0.1", "versionEndExcluding": "2.3.1"},
              {"vulnerable": true, "criteria": "cpe:2.3:a:apache:log4j:2.0:beta9:*:*:*:*:*:*"}]}]},
            {"operator": "AND", "nodes": [
              {"operator": "OR", "cpeMatch": [{"vulnerable": true,
                "criteria": "cpe:2.3:a:example:viewer:*:*:*:*:*:*:*:*",
                "versionEndIncluding": "3.0"}]},
              {"operator": "OR", "cpeMatch": [{"vulnerable": false,
                "criteria": "cpe:2.3:o:microsoft:windows:-:*:*:*:*:*:*:*"}]}]}]}}]}
        """;
    try (DatabaseFile database = database("nvdcve-2.0-2021.json", feed)) {
      assertThat(database.flaw(LOG4SHELL).orElseThrow().severities())
          .extracting(Severity::by)
          .containsExactly("cna:security@apache.org", "nvd");
      Advisory advisory = database.statements("CPE", "apache:log4j").toList().getFirst();
      assertThat(advisory.ranges()).containsExactly(new AffectedRange("2.0.1", "2.3.1", ""));
      assertThat(advisory.versions()).containsExactly("2.0-beta9");
      assertThat(advisory.modified()).isEqualTo("2025-04-03T20:53:22Z");
      assertThat(database.statements("CPE", "example:viewer").toList()).isEmpty();
    }
  }

  @Test
  void readsBothFormsOfEndOfLife() {
    Build.document(
        folder.resolve("feed"),
        "api/debian.json",
        """
        [{"cycle": "13", "codename": "Trixie", "releaseDate": "2025-08-09", "eol": "2028-08-09",
          "extendedSupport": "2030-06-30", "latest": "13.2", "lts": false},
         {"cycle": "sid", "releaseDate": "1993-08-16", "eol": false, "latest": "sid"}]
        """);
    Build.document(
        folder.resolve("feed"),
        "identifiers/debian.json",
        """
        {"identifiers": [{"cpe": "cpe:2.3:o:debian:debian_linux"}], "category": "os"}
        """);
    Build.document(
        folder.resolve("feed"),
        "full.json",
        """
        {"schema_version": "1.2.0", "generated_at": "2026-01-02T00:00:00+00:00", "total": 1,
         "result": [{"name": "nodejs", "identifiers": [{"type": "purl", "id": "pkg:npm/node"}],
          "releases": [{"name": "20", "codename": "Iron", "releaseDate": "2023-04-18",
           "isEoas": true, "eoasFrom": "2024-10-22", "isEol": false, "eolFrom": "2026-04-30",
           "isMaintained": true, "latest": {"name": "20.19.5"}}]}]}
        """);
    try (DatabaseFile database =
        Build.open(List.of(folder.resolve("feed")), folder.resolve("a.db"))) {
      assertThat(database.products()).containsExactly("debian", "nodejs");
      Lifecycle debian = database.lifecycle("debian").orElseThrow();
      assertThat(debian.identifiers()).containsExactly("cpe:2.3:o:debian:debian_linux");
      assertThat(debian.releases().getFirst().endOfLife().word()).isEqualTo("2028-08-09");
      assertThat(debian.releases().getLast().endOfLife().word()).isEqualTo("no");
      Lifecycle.Release node = database.lifecycle("nodejs").orElseThrow().releases().getFirst();
      assertThat(node.activeSupportEnd().word()).isEqualTo("2024-10-22");
      assertThat(node.latest()).isEqualTo("20.19.5");
    }
  }

  @Test
  void readsTheDefinitionsOfAModule() {
    try (DatabaseFile database = database("rhel-8.oval.xml", MODULAR)) {
      Advisory advisory =
          database.statements("Red Hat:enterprise_linux:8", "nodejs").toList().getFirst();
      assertThat(advisory.id()).isEqualTo(new AdvisoryId("RHSA-2024:1510"));
      assertThat(advisory.upstream()).containsExactly(new AdvisoryId("CVE-2024-22019"));
      assertThat(advisory.scope().module()).isEqualTo("nodejs:18");
      assertThat(advisory.scope().architectures()).containsExactly("aarch64", "x86_64");
      assertThat(advisory.ranges())
          .containsExactly(AffectedRange.before("1:18.19.1-1.module+el8.9.0+21387+4d3d8f2e"));
      assertThat(advisory.statement()).isEqualTo(Statement.RANGES);
      assertThat(advisory.severities())
          .contains(new Severity("WORD", "Important", "redhat"))
          .anyMatch(severity -> severity.kind().equals("CVSS_V3"));
    }
  }

  @Test
  void refusesADocumentTypeThatWouldReachOut() {
    Path file =
        Build.document(
            folder,
            "evil.oval.xml",
            """
            <!DOCTYPE oval_definitions [<!ENTITY x SYSTEM "file:///etc/passwd">]>
            <oval_definitions><definitions><definition class="patch"
              id="oval:com.redhat.rhsa:def:1"><metadata><title>&x;</title></metadata>
            </definition></definitions></oval_definitions>
            """);

    assertThatThrownBy(() -> Build.of(List.of(file), folder.resolve("a.db")))
        .isInstanceOf(SeaworthyException.class)
        .extracting(e -> ((SeaworthyException) e).code())
        .isEqualTo(AdvisoryError.FEED_DAMAGED);
  }

  private static final String MODULAR =
      """
      <?xml version="1.0" encoding="utf-8"?>
      <oval_definitions xmlns="http://oval.mitre.org/XMLSchema/oval-definitions-5"
          xmlns:red-def="http://oval.mitre.org/XMLSchema/oval-definitions-5#linux"
          xmlns:ind-def="http://oval.mitre.org/XMLSchema/oval-definitions-5#independent">
       <definitions>
        <definition class="patch" id="oval:com.redhat.rhsa:def:20241510" version="638">
         <metadata>
          <title>RHSA-2024:1510: nodejs:18 security update (Important)</title>
          <affected family="unix"><platform>Red Hat Enterprise Linux 8</platform></affected>
          <reference ref_id="RHSA-2024:1510" ref_url="https://example.org/1" source="RHSA"/>
          <description>Node.js is a platform.</description>
          <advisory from="secalert@redhat.com">
           <severity>Important</severity>
           <issued date="2024-03-26"/><updated date="2024-03-26"/>
           <cve cvss3="7.5/CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H"
             impact="important">CVE-2024-22019</cve>
          </advisory>
         </metadata>
         <criteria operator="OR">
          <criterion comment="Red Hat Enterprise Linux must be installed" test_ref="t:1"/>
          <criteria operator="AND">
           <criterion comment="Red Hat Enterprise Linux 8 is installed" test_ref="t:2"/>
           <criterion comment="Module nodejs:18 is enabled" test_ref="t:3"/>
           <criteria operator="OR">
            <criteria operator="AND">
             <criterion comment="nodejs is earlier than 1:18.19.1-1" test_ref="t:4"/>
             <criterion comment="nodejs is signed with Red Hat key" test_ref="t:5"/>
            </criteria>
           </criteria>
          </criteria>
         </criteria>
        </definition>
       </definitions>
       <tests>
        <ind-def:textfilecontent54_test id="t:3" version="1" comment="Module nodejs:18 is enabled"/>
        <red-def:rpminfo_test id="t:4" version="1" check="at least one">
         <red-def:object object_ref="o:4"/><red-def:state state_ref="s:4"/>
        </red-def:rpminfo_test>
        <red-def:rpminfo_test id="t:5" version="1" check="at least one">
         <red-def:object object_ref="o:4"/><red-def:state state_ref="s:5"/>
        </red-def:rpminfo_test>
       </tests>
       <objects>
        <red-def:rpminfo_object id="o:4" version="1"><red-def:name>nodejs</red-def:name>
        </red-def:rpminfo_object>
       </objects>
       <states>
        <red-def:rpminfo_state id="s:4" version="1">
         <red-def:arch operation="pattern match">aarch64|x86_64</red-def:arch>
         <red-def:evr operation="less than">1:18.19.1-1.module+el8.9.0+21387+4d3d8f2e</red-def:evr>
        </red-def:rpminfo_state>
        <red-def:rpminfo_state id="s:5" version="1">
         <red-def:signature_keyid operation="equals">199e2f91fd431d51</red-def:signature_keyid>
        </red-def:rpminfo_state>
       </states>
      </oval_definitions>
      """;
}
