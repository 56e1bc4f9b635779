package dev.seaworthy.advisory.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.advisory.AdvisoryId;
import dev.seaworthy.advisory.Installed;
import dev.seaworthy.advisory.Match;
import dev.seaworthy.advisory.MatchStatus;
import dev.seaworthy.advisory.MatchStatus.Affected;
import dev.seaworthy.advisory.MatchStatus.Fix;
import dev.seaworthy.advisory.MatchStatus.NotAffected;
import dev.seaworthy.advisory.MatchStatus.Reason;
import dev.seaworthy.advisory.MatchStatus.Unknown;
import dev.seaworthy.advisory.database.Build;
import dev.seaworthy.advisory.database.DatabaseFile;
import dev.seaworthy.inventory.Component;
import dev.seaworthy.inventory.Distribution;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What decides beside name and version: modules, architectures, channels, and what recognised a
/// program.
class ScopesAndChannelsTest {

  private static final Distribution RHEL_8 =
      Installed.distribution("rhel", "8.6", "", "Red Hat Enterprise Linux 8.6");

  private static final Distribution UBUNTU_22 =
      Installed.distribution("ubuntu", "22.04", "jammy", "Ubuntu 22.04 LTS");

  @TempDir Path folder;

  /// A document after the CSAF 2.0 schema, with what Red Hat writes in it.
  private static final String VEX =
      """
      {"document": {"category": "csaf_vex", "csaf_version": "2.0",
        "publisher": {"category": "vendor", "namespace": "https://www.redhat.com"},
        "tracking": {"id": "CVE-2026-10001", "current_release_date": "2026-01-02T00:00:00Z"}},
       "product_tree": {"branches": [
        {"category": "vendor", "branches": [
         %s
        ]}],
        "relationships": [%s]},
       "vulnerabilities": [{"cve": "CVE-2026-10001", "title": "a flaw",
        "product_status": {
         "fixed": ["main:nodejs18", "main:lib", "eus:lib"],
         "known_affected": ["main:old", "main:late"],
         "known_not_affected": ["main:other"],
         "under_investigation": ["main:new"]},
        "flags": [{"label": "vulnerable_code_not_present", "product_ids": ["main:other"]}],
        "remediations": [
         {"category": "no_fix_planned", "details": "Out of support scope",
          "product_ids": ["main:old"]},
         {"category": "none_available", "details": "Fix deferred", "product_ids": ["main:late"]}],
        "scores": [{"cvss_v3": {"vectorString":
          "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"}, "products": ["main:lib"]}],
        "threats": [{"category": "impact", "details": "Important", "product_ids": ["main:lib"]}]
       }]}
      """
          .formatted(
              String.join(
                  ",",
                  product("main", "cpe", "cpe:/o:redhat:enterprise_linux:8::baseos"),
                  product("eus", "cpe", "cpe:/o:redhat:rhel_eus:8.6::baseos"),
                  product(
                      "nodejs18",
                      "purl",
                      "pkg:rpm/redhat/nodejs@18.19.1-1.module%2Bel8?arch=x86_64&epoch=1"
                          + "&rpmmod=nodejs:18:8090:abc"),
                  product("lib", "purl", "pkg:rpm/redhat/lib@2.0-9.el8?arch=x86_64"),
                  product("lib86", "purl", "pkg:rpm/redhat/lib@2.0-3.el8_6.1?arch=x86_64"),
                  product("old", "purl", "pkg:rpm/redhat/old?arch=src"),
                  product("late", "purl", "pkg:rpm/redhat/late"),
                  product("new", "purl", "pkg:rpm/redhat/new"),
                  product("other", "purl", "pkg:rpm/redhat/other")),
              String.join(
                  ",",
                  related("main", "nodejs18"),
                  related("main", "lib"),
                  """
                  {"category": "default_component_of",
                   "full_product_name": {"product_id": "eus:lib"},
                   "product_reference": "lib86", "relates_to_product_reference": "eus"}
                  """,
                  related("main", "old"),
                  related("main", "late"),
                  related("main", "new"),
                  related("main", "other")));

  private static String product(String id, String identification, String value) {
    return """
    {"category": "product_version", "product": {"name": "%1$s", "product_id": "%1$s",
     "product_identification_helper": {"%2$s": "%3$s"}}}
    """
        .formatted(id, identification, value);
  }

  private static String related(String platform, String component) {
    return """
    {"category": "default_component_of", "full_product_name": {"product_id": "%1$s:%2$s"},
     "product_reference": "%2$s", "relates_to_product_reference": "%1$s"}
    """
        .formatted(platform, component);
  }

  private static Component rpm(String name, String version, String module, String source) {
    return new Component(
        "rpm",
        "redhat",
        name,
        version,
        "pkg:rpm/redhat/" + name + "@" + version,
        "x86_64",
        source.isEmpty() ? null : new Component.SourcePackage(source, version),
        List.of(),
        Map.of(),
        List.of(),
        List.of(),
        List.of(),
        module.isEmpty() ? Map.of() : Map.of("rpm:modularity", module));
  }

  private MatchStatus vex(Component component) {
    return only(RHEL_8, component, "CVE-2026-10001.json", VEX).status();
  }

  private Match only(
      @Nullable Distribution distribution, Component component, String name, String feed) {
    return only(distribution, component, name, feed, Subscriptions.NONE);
  }

  private Match only(
      @Nullable Distribution distribution,
      Component component,
      String name,
      String feed,
      Subscriptions subscriptions) {
    try (DatabaseFile database =
        Build.open(List.of(Build.document(folder, name, feed)), folder.resolve("a.db"))) {
      List<Match> matches =
          new Matcher(database, subscriptions)
              .matchAll(Installed.on(distribution, component))
              .matches();
      assertThat(matches).hasSize(1);
      return matches.getFirst();
    }
  }

  @Test
  void aFixOfAModuleIsForItsStreamAlone() {
    String old = "1:18.1.0-1.module+el8";
    assertThat(vex(rpm("nodejs", old, "nodejs:18:8060:def", "")))
        .isEqualTo(new Affected(new Fix.Available("1:18.19.1-1.module+el8")));
    assertThat(vex(rpm("nodejs", old, "nodejs:16:8060:def", "")))
        .isEqualTo(new NotAffected(Reason.NOT_CONCERNED));
    assertThat(vex(rpm("nodejs", "1:10.0-1.el8", "", "")))
        .isEqualTo(new NotAffected(Reason.NOT_CONCERNED));
  }

  @Test
  void redHatsStatesAreKept() {
    assertThat(vex(rpm("old-libs", "1.0-1.el8", "", "old")))
        .isEqualTo(new Affected(new Fix.WillNotFix()));
    assertThat(vex(rpm("late", "1.0-1.el8", "", ""))).isEqualTo(new Affected(new Fix.Deferred()));
    assertThat(vex(rpm("new", "1.0-1.el8", "", ""))).isInstanceOf(Unknown.class);
    assertThat(vex(rpm("other", "1.0-1.el8", "", "")))
        .isEqualTo(new NotAffected(Reason.VENDOR_NOT_AFFECTED));
  }

  @Test
  void theSourcesOwnWordsAreShown() {
    Match match = only(RHEL_8, rpm("other", "1.0-1.el8", "", ""), "CVE-2026-10001.json", VEX);

    assertThat(match.comparison()).endsWith("in its words: vulnerable_code_not_present");
    assertThat(match.advisory().source()).isEqualTo("redhat-vex");
    assertThat(match.advisory().modified()).isEqualTo("2026-01-02T00:00:00Z");
  }

  @Test
  void anExtendedStreamSpeaksForItsOwnBuildsAlone() {
    assertThat(vex(rpm("lib", "2.0-3.el8_6.1", "", ""))).isEqualTo(new NotAffected(Reason.FIXED));
    assertThat(vex(rpm("lib", "2.0-4.el8", "", "")))
        .isEqualTo(new Affected(new Fix.Available("2.0-9.el8")));
    assertThat(vex(rpm("lib", "2.0-3.el8_6", "", "")))
        .isEqualTo(new Affected(new Fix.Available("2.0-9.el8")));
    assertThat(vex(rpm("lib", "2.0-9.el8", "", ""))).isEqualTo(new NotAffected(Reason.FIXED));
  }

  private static final String PRO =
      """
      {"id": "UBUNTU-CVE-2026-10002", "modified": "2026-01-02T00:00:00Z",
       "upstream": ["CVE-2026-10002"], "affected": [
        {"package": {"ecosystem": "Ubuntu:22.04:LTS", "name": "lib"},
         "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}]}]},
        {"package": {"ecosystem": "Ubuntu:Pro:22.04:LTS", "name": "lib"},
         "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"},
           {"fixed": "1.2-3ubuntu0.1+esm1"}]}]}]}
      """;

  private MatchStatus pro(String version) {
    return only(UBUNTU_22, Installed.deb("lib", version), "pro.json", PRO).status();
  }

  @Test
  void aFixThatOnlyProHasIsNoFixWithoutIt() {
    assertThat(pro("1.2-3ubuntu0.1"))
        .isEqualTo(new Affected(new Fix.InChannel("Ubuntu Pro", "1.2-3ubuntu0.1+esm1")));
    assertThat(pro("1.2-4")).isEqualTo(new Affected(new Fix.None()));
    assertThat(pro("1.2-3ubuntu0.1+esm1")).isEqualTo(new NotAffected(Reason.FIXED));
  }

  private Match pro(String version, String... channels) {
    return only(
        UBUNTU_22,
        Installed.deb("lib", version),
        "pro.json",
        PRO,
        new Subscriptions(Set.of(channels)));
  }

  @Test
  void aFixOfProIsOneForThoseWhoHaveIt() {
    Match match = pro("1.2-3ubuntu0.1", "ubuntu-pro");
    assertThat(match.status()).isEqualTo(new Affected(new Fix.Available("1.2-3ubuntu0.1+esm1")));
    assertThat(match.comparison())
        .endsWith("; Ubuntu Pro, to which the policy subscribes, has the fix");
    assertThat(pro("1.2-3ubuntu0.1+esm1", "ubuntu-pro").status())
        .isEqualTo(new NotAffected(Reason.FIXED));
    assertThat(pro("1.2-3ubuntu0.1", "ubuntu-pro-fips").status())
        .isEqualTo(new Affected(new Fix.InChannel("Ubuntu Pro", "1.2-3ubuntu0.1+esm1")));
    // Nobody built it there, so what is said of those builds doesn't count for it.
    assertThat(pro("1.2-4", "ubuntu-pro").status()).isEqualTo(new Affected(new Fix.None()));
  }

  @Test
  void proExtendsSupportWhereSomethingIsKnownOfIt() {
    Subscriptions pro = new Subscriptions(Set.of("ubuntu-pro"));
    Distribution other = new Distribution("ubuntu", "20.04", "", "Ubuntu 20.04", List.of(), "x");
    try (DatabaseFile database =
        Build.open(List.of(Build.document(folder, "pro.json", PRO)), folder.resolve("a.db"))) {
      assertThat(pro.extendSupport(database, UBUNTU_22)).isTrue();
      assertThat(pro.extendSupport(database, other)).isFalse();
      assertThat(pro.extendSupport(database, null)).isFalse();
      assertThat(Subscriptions.NONE.extendSupport(database, UBUNTU_22)).isFalse();
      assertThat(new Subscriptions(Set.of("ubuntu-pro-fips")).extendSupport(database, UBUNTU_22))
          .isFalse();
    }
  }

  private static final String ELS =
      """
      {"id": "RHSA-2026:1001", "modified": "2026-01-02T00:00:00Z",
       "upstream": ["CVE-2026-10009"], "affected": [
        {"package": {"ecosystem": "Red Hat:enterprise_linux:7::server", "name": "lib"},
         "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}]}]},
        {"package": {"ecosystem": "Red Hat:rhel_els:7", "name": "lib"},
         "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"},
           {"fixed": "2.0-9.el7_9"}]}]}]}
      """;

  /// It names no minor release, since it keeps the last one of a major release alive.
  @Test
  void extendedLifeCycleSupportIsForTheLastMinorRelease() {
    Subscriptions els = new Subscriptions(Set.of("rhel-els"));
    Distribution last = Installed.distribution("rhel", "7.9", "maipo", "RHEL 7.9");
    Distribution before = Installed.distribution("rhel", "7.6", "maipo", "RHEL 7.6");
    Component lib = rpm("lib", "2.0-1.el7_9", "", "");
    Fix fix = new Fix.Available("2.0-9.el7_9");
    Fix elsewhere = new Fix.InChannel("Red Hat rhel_els:7", "2.0-9.el7_9");

    assertThat(only(last, lib, "els.json", ELS, els).status()).isEqualTo(new Affected(fix));
    assertThat(only(last, lib, "els.json", ELS).status()).isEqualTo(new Affected(elsewhere));
    assertThat(only(before, lib, "els.json", ELS, els).status()).isEqualTo(new Affected(elsewhere));
    try (DatabaseFile database = DatabaseFile.open(folder.resolve("a.db"), Build.TRUST)) {
      assertThat(els.extendSupport(database, last)).isTrue();
      assertThat(els.extendSupport(database, before)).isFalse();
    }
  }

  @Test
  void refusesAChannelThatNobodyKnows() {
    assertThatThrownBy(() -> new Subscriptions(Set.of("ubuntu-pro", "esm")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("no channel is called \"esm\"; known are rhel-aus, ");
  }

  private static final String PRODUCTS =
      """
      {"resultsPerPage": 1, "format": "NVD_CVE", "version": "2.0", "vulnerabilities": [{"cve": {
       "id": "CVE-2026-10003", "lastModified": "2026-01-02T00:00:00.000", "configurations": [
        {"nodes": [{"operator": "OR", "cpeMatch": [{"vulnerable": true,
          "criteria": "cpe:2.3:a:example:tool:*:*:*:*:*:*:*:*", "versionEndExcluding": "2.0"},
         {"vulnerable": true, "criteria": "cpe:2.3:a:example:plugin:*:*:*:*:*:wordpress:*:*",
          "versionEndExcluding": "2.0"}]}]}]}}]}
      """;

  private static Component binary(String name, Map<String, String> properties) {
    return new Component(
        "generic",
        "",
        name,
        "1.5",
        "pkg:generic/" + name + "@1.5",
        "",
        null,
        List.of(),
        Map.of(),
        List.of(),
        List.of(),
        List.of(),
        properties);
  }

  @Test
  void nvdIsAskedByTheNamesThatARecognitionGivesAndByNoOthers() {
    Component recognised =
        binary("tool", Map.of("cpe", "cpe:2.3:a:example:tool:1.5:*:*:*:*:*:*:*"));
    assertThat(only(null, recognised, "nvd.json", PRODUCTS).status())
        .isEqualTo(new Affected(new Fix.Available("2.0")));

    try (DatabaseFile database = DatabaseFile.open(folder.resolve("a.db"), Build.TRUST)) {
      MatchResult result =
          new Matcher(database, Subscriptions.NONE)
              .match(Installed.on(null, binary("tool", Map.of())));
      assertThat(result.matches()).isEmpty();
      assertThat(result.uncovered()).hasSize(1);
    }
  }

  @Test
  void whatIsVulnerableOnlyTogetherWithSomethingElseIsUnknown() {
    Component plugin =
        binary("plugin", Map.of("cpe", "cpe:2.3:a:example:plugin:1.5:*:*:*:*:*:*:*"));

    assertThat(only(null, plugin, "nvd.json", PRODUCTS).status())
        .isEqualTo(
            new Unknown(
                "it is affected only together with wordpress, which the inventory can't show"));
  }

  @Test
  void anExplanationNamesTheStatementsThatAnotherModuleIsMeantBy() {
    try (DatabaseFile database =
        Build.open(
            List.of(Build.document(folder, "CVE-2026-10001.json", VEX)), folder.resolve("a.db"))) {
      Explanation explanation =
          new Explainer(database, Subscriptions.NONE)
              .explain(
                  Installed.on(RHEL_8, rpm("nodejs", "1:18.1.0-1", "nodejs:16:8060:def", "")),
                  new AdvisoryId("CVE-2026-10001"));

      assertThat(explanation.outcome()).isEqualTo(Explanation.Outcome.NOT_AFFECTED);
      assertThat(explanation.considered())
          .extracting(Explanation.Considered::comparison)
          .containsExactly("the statement is limited to packages of the module nodejs:18, x86_64");
    }
  }
}
