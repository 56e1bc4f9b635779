package dev.seaworthy.advisory.starter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.advisory.Advisory;
import dev.seaworthy.advisory.AdvisoryDatabase;
import dev.seaworthy.advisory.AdvisoryId;
import dev.seaworthy.advisory.Flaw;
import dev.seaworthy.advisory.Installed;
import dev.seaworthy.advisory.Match;
import dev.seaworthy.advisory.MatchStatus;
import dev.seaworthy.advisory.database.DatabaseFile;
import dev.seaworthy.advisory.match.Matcher;
import dev.seaworthy.advisory.match.Subscriptions;
import java.util.List;
import org.junit.jupiter.api.Test;

class StarterSetTest {

  @Test
  void holdsWellKnownFlawsOfSixEcosystems() {
    try (AdvisoryDatabase set = StarterSet.open()) {
      assertThat(set.info().isStarterSet()).isTrue();
      assertThat(set.info().flawCount()).isGreaterThanOrEqualTo(90);
      assertThat(set.ecosystems())
          .contains("Debian:11", "Debian:12", "Alpine:v3.20", "Maven", "npm", "PyPI", "Go");
      assertThat(set.info().sources())
          .singleElement()
          .satisfies(feed -> {
            assertThat(feed.name()).isEqualTo("starter-set");
            assertThat(feed.damaged()).isZero();
          });
      ((DatabaseFile) set).verify();
    }
  }

  @Test
  void saysOfEveryStatementThatItIsOnlyTheStarterSets() {
    try (AdvisoryDatabase set = StarterSet.open()) {
      List<Advisory> log4shell = set.byId(new AdvisoryId("GHSA-jfh8-c2jp-5v3q"));

      assertThat(log4shell).extracting(Advisory::source).containsOnly("starter-set");
      assertThat(log4shell).extracting(Advisory::licence).containsOnly("Apache-2.0");
      assertThat(set.flaw(new AdvisoryId("GHSA-jfh8-c2jp-5v3q")))
          .hasValueSatisfying(flaw -> {
            assertThat(flaw.id()).isEqualTo(new AdvisoryId("CVE-2021-44228"));
            assertThat(flaw.severities()).isNotEmpty();
            assertThat(flaw.summary()).startsWith("Log4Shell");
          });
    }
  }

  @Test
  void everyFlawHasASummaryAndASeverity() {
    try (AdvisoryDatabase set = StarterSet.open()) {
      for (String cve : List.of("CVE-2014-0160", "CVE-2024-3094", "CVE-2024-45337")) {
        Flaw flaw = set.flaw(new AdvisoryId(cve)).orElseThrow();
        assertThat(flaw.summary()).isNotEmpty();
        assertThat(flaw.severities()).isNotEmpty();
        assertThat(flaw.references()).isNotEmpty();
      }
    }
  }

  @Test
  void matchesAVulnerableLog4jAndLeavesARepairedOneAlone() {
    try (AdvisoryDatabase set = StarterSet.open()) {
      List<Match> matches =
          new Matcher(set, Subscriptions.NONE)
              .match(
                  Installed.on(
                      null,
                      Installed.component(
                          "maven", "org.apache.logging.log4j", "log4j-core", "2.14.1"),
                      Installed.component(
                          "maven", "org.apache.logging.log4j", "log4j-core", "2.17.1")))
              .matches();

      assertThat(matches).extracting(match -> match.component().version()).containsOnly("2.14.1");
      assertThat(matches)
          .filteredOn(match -> match.flaw().value().equals("CVE-2021-44228"))
          .extracting(Match::status)
          .containsExactly(new MatchStatus.Affected(new MatchStatus.Fix.Available("2.15.0")));
    }
  }
}
