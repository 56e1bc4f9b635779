package dev.seaworthy.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.advisory.Advisory.Statement;
import dev.seaworthy.advisory.AdvisoryId;
import dev.seaworthy.advisory.Match;
import dev.seaworthy.advisory.MatchStatus;
import dev.seaworthy.advisory.SnapshotInfo;
import dev.seaworthy.advisory.match.Uncovered;
import dev.seaworthy.base.Gap;
import dev.seaworthy.base.Location;
import dev.seaworthy.image.ImageError;
import dev.seaworthy.inventory.Component;
import dev.seaworthy.inventory.Distribution;
import dev.seaworthy.inventory.InventoryError;
import dev.seaworthy.rulebook.Rating;
import dev.seaworthy.verdict.Verdict.Outcome;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class VerdictTest {

  private static final Component OPENSSL = Given.deb("openssl", "3.0.19-1", "openssl");
  private static final Component LIBSSL = Given.deb("libssl3", "3.0.19-1", "openssl");
  private static final Component TOOL = Given.npm("tool", "1.0.0", "/app/package.json");

  private final Policy policy = BuiltInPolicies.standard();

  @Test
  void clearsAnImageWithoutFindings() {
    Verdict verdict = Verdict.decide(Given.survey(), policy);
    assertThat(verdict.outcome()).isEqualTo(Outcome.CLEARED);
    assertThat(verdict.findings()).isEmpty();
  }

  @Test
  void refusesFromHighOn() {
    assertThat(decide(TOOL, Given.CRITICAL_VECTOR).outcome()).isEqualTo(Outcome.REFUSED);
    assertThat(decide(TOOL, "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N").outcome())
        .isEqualTo(Outcome.REFUSED);
    Verdict moderate = decide(TOOL, Given.MODERATE_VECTOR);
    assertThat(moderate.outcome()).isEqualTo(Outcome.CLEARED);
    assertThat(moderate.others()).hasSize(1);
  }

  @Test
  void refusesFromAnotherRatingWhenAsked() {
    Survey survey =
        Given.survey(
            Given.match(TOOL, "CVE-2024-1", Given.unfixed(), Given.cvss3(Given.MODERATE_VECTOR)));
    assertThat(Verdict.decide(survey, policy.refusingFrom(Rating.MODERATE)).outcome())
        .isEqualTo(Outcome.REFUSED);
    Policy critical = policy.refusingFrom(Rating.CRITICAL);
    assertThat(Verdict.decide(survey, critical).outcome()).isEqualTo(Outcome.CLEARED);
    assertThat(critical.digest()).isNotEqualTo(policy.digest());
  }

  @Test
  void countsAnUnratedFlawAsHigh() {
    Verdict verdict =
        Verdict.decide(Given.survey(Given.match(TOOL, "CVE-2024-1", Given.unfixed())), policy);
    assertThat(verdict.outcome()).isEqualTo(Outcome.REFUSED);
    VulnerabilityFinding finding = onlyVulnerability(verdict);
    assertThat(finding.rating().rating()).isEqualTo(Rating.UNRATED);
    assertThat(finding.effective()).isEqualTo(Rating.HIGH);
  }

  @Test
  void makesOneFindingOfAFlawInAllPackagesOfOneSource() {
    Verdict verdict =
        Verdict.decide(
            Given.survey(
                Given.match(OPENSSL, "CVE-2024-1", Given.fixedIn("3.0.20-1")),
                Given.match(LIBSSL, "CVE-2024-1", Given.fixedIn("3.0.20-1")),
                Given.match(LIBSSL, "CVE-2024-2", Given.unfixed())),
            policy);
    assertThat(verdict.inTheWay()).hasSize(2);
    VulnerabilityFinding first = (VulnerabilityFinding) verdict.inTheWay().getFirst();
    assertThat(first.packageName()).isEqualTo("openssl");
    assertThat(first.components())
        .extracting(flawed -> flawed.component().name())
        .containsExactly("libssl3", "openssl");
    assertThat(first.fixedVersions()).containsExactly("3.0.20-1");
    assertThat(first.matches()).hasSize(2);
  }

  @Test
  void keepsTheIdWhenVersionsMoveAndAliasesGrow() {
    VulnerabilityFinding before =
        onlyVulnerability(
            Verdict.decide(
                Given.survey(Given.match(OPENSSL, "CVE-2024-1", Given.unfixed())), policy));
    VulnerabilityFinding after =
        onlyVulnerability(
            Verdict.decide(
                Given.survey(
                    Given.match(
                        Given.deb("libssl3", "3.0.20-1", "openssl"),
                        "CVE-2024-1",
                        List.of("CVE-2024-77", "GHSA-aaaa-bbbb-cccc"),
                        Given.unfixed(),
                        Statement.RANGES)),
                policy));
    assertThat(after.id()).isEqualTo(before.id());
    assertThat(after.aliases())
        .containsExactly(new AdvisoryId("CVE-2024-77"), new AdvisoryId("GHSA-aaaa-bbbb-cccc"));
  }

  @Test
  void keepsWhatDeniesAFlawBesideWhatClaimsIt() {
    Match denied =
        Given.match(OPENSSL, "CVE-2024-1", new MatchStatus.NotAffected(MatchStatus.Reason.FIXED));
    Match other =
        Given.match(OPENSSL, "CVE-2024-2", new MatchStatus.NotAffected(MatchStatus.Reason.FIXED));
    Verdict verdict =
        Verdict.decide(
            Given.survey(denied, Given.match(LIBSSL, "CVE-2024-1", Given.unfixed()), other),
            policy);
    assertThat(onlyVulnerability(verdict).matches()).contains(denied);
    assertThat(verdict.notAffected()).containsExactly(other);
  }

  @ParameterizedTest
  @EnumSource(
      names = {"UNIMPORTANT", "UNDETERMINED"},
      value = Statement.class)
  void showsButDoesNotRefuseWhatTheSourceDoesNotStandFor(Statement statement) {
    Verdict verdict =
        Verdict.decide(
            Given.survey(
                Given.match(
                    TOOL,
                    "CVE-2024-1",
                    List.of(),
                    Given.unfixed(),
                    statement,
                    Given.cvss3(Given.CRITICAL_VECTOR))),
            policy);
    assertThat(verdict.outcome()).isEqualTo(Outcome.CLEARED);
    assertThat(((VulnerabilityFinding) verdict.others().getFirst()).standing().name())
        .isEqualTo(statement.name());
  }

  @Test
  void refusesWhatCanNotBeTold() {
    Verdict verdict =
        Verdict.decide(
            Given.survey(
                Given.match(
                    TOOL, "CVE-2024-1", new MatchStatus.Unknown("the version can't be compared"))),
            policy);
    assertThat(verdict.outcome()).isEqualTo(Outcome.REFUSED);
    assertThat(onlyVulnerability(verdict).standing()).isEqualTo(Standing.UNKNOWN);
  }

  @Test
  void putsFirstWhatToFixFirst() {
    Verdict verdict =
        Verdict.decide(
            Given.survey(
                Given.match(TOOL, "CVE-2024-5", Given.unfixed(), Given.word("low")),
                Given.match(
                    TOOL, "CVE-2024-4", Given.unfixed(), Given.cvss3(Given.CRITICAL_VECTOR)),
                Given.match(
                    TOOL, "CVE-2024-3", Given.fixedIn("2"), Given.cvss3(Given.CRITICAL_VECTOR)),
                Given.match(TOOL, "CVE-2024-2", Given.fixedIn("2"), Given.word("high")),
                Given.match(TOOL, "CVE-2024-10", Given.fixedIn("2"), Given.word("high"))),
            policy);
    assertThat(verdict.findings())
        .extracting(finding -> ((VulnerabilityFinding) finding).flaw().value())
        .containsExactly("CVE-2024-3", "CVE-2024-4", "CVE-2024-2", "CVE-2024-10", "CVE-2024-5");
  }

  @Test
  void refusesAnImageOfWhichSomethingCouldNotBeRead() {
    Gap gap =
        Gap.of(
            InventoryError.ARCHIVE_DAMAGED, new Location("/opt/data.jar", 2), "central directory");
    Verdict verdict =
        Verdict.decide(
            Given.survey(Given.data("2026-11-20T00:00:00Z"), List.of(gap), List.of()), policy);
    assertThat(verdict.outcome()).isEqualTo(Outcome.REFUSED);
    assertThat(verdict.inTheWay())
        .singleElement()
        .isInstanceOfSatisfying(GapFinding.class, found -> assertThat(found.gap()).isEqualTo(gap));
  }

  @Test
  void refusesWithTheStarterSet() {
    assertThat(conditions(Given.starterSet())).containsExactly("data.starter-set");
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-14T09:14:00Z, ",
    "2026-11-14T09:13:59Z, data.stale",
    "2026-11-22T09:14:00Z, ",
    "2026-11-22T09:14:01Z, data.future-dated",
    "1970-01-01T00:00:00Z, data.stale",
  })
  void refusesDataThatAreTooOldOrOfTheFuture(String dataDate, String condition) {
    assertThat(conditions(Given.data(dataDate)))
        .isEqualTo(condition == null ? List.of() : List.of(condition));
  }

  @Test
  void refusesDataOfWhichSomeCouldNotBeRead() {
    assertThat(conditions(Given.dataWithDamage("osv/npm", 3))).containsExactly("data.damaged");
    assertThat(conditions(Given.dataWithDamage("osv/npm", 0))).isEmpty();
  }

  @Test
  void refusesWhatTheDataDoNotCover() {
    Verdict verdict =
        Verdict.decide(
            Given.survey(
                Given.data("2026-11-20T00:00:00Z"),
                List.of(),
                List.of(
                    new Uncovered("npm", false, 1, "the advisory database has nothing on npm"),
                    new Uncovered(
                        "Devuan:5", true, 88, "the advisory database has nothing on Devuan:5"))),
            policy);
    assertThat(verdict.inTheWay())
        .extracting(finding -> ((ConditionFinding) finding).condition().id())
        .containsExactly("distribution.not-covered", "ecosystem.not-covered");
    assertThat(((ConditionFinding) verdict.inTheWay().getFirst()).detail())
        .isEqualTo("the advisory database has nothing on Devuan:5 (88 components)");
  }

  @Test
  void tellsAnUnknownDistributionAndAnEmptyImageAsConditionsAndNotAsGapsToo() {
    Verdict verdict =
        Verdict.decide(
            Given.survey(
                Given.data("2026-11-20T00:00:00Z"),
                List.of(
                    Gap.of(InventoryError.UNKNOWN_DISTRIBUTION, Location.image(), "no os-release"),
                    Gap.of(ImageError.EMPTY_IMAGE, Location.image(), "no layers")),
                List.of()),
            policy);
    assertThat(verdict.inTheWay())
        .extracting(finding -> ((ConditionFinding) finding).condition().id())
        .containsExactly("distribution.unknown", "image.empty");
  }

  @Test
  void refusesADistributionThatGetsNoFixes() {
    Verdict verdict =
        Verdict.decide(
            Given.surveyOf(
                new Distribution("alpine", "3.14.2", "", "Alpine", List.of(), "/etc/os-release"),
                Given.deb("base", "1", "base")),
            policy);
    assertThat(verdict.inTheWay())
        .extracting(finding -> ((ConditionFinding) finding).condition().id())
        .containsExactly("distribution.end-of-life");
    assertThat(((ConditionFinding) verdict.inTheWay().getFirst()).detail())
        .isEqualTo("fixes ended on 2023-05-01 (endoflife.date of 2026-08-22)");
  }

  @Test
  void tellsThatADistributionsTermIsUnknownWithoutRefusingIt() {
    Verdict verdict =
        Verdict.decide(
            Given.surveyOf(
                new Distribution("alpine", "9.9.9", "", "Alpine 9", List.of(), "/etc/os-release"),
                Given.deb("base", "1", "base")),
            policy);
    assertThat(verdict.outcome()).isEqualTo(Outcome.CLEARED);
    assertThat(verdict.others())
        .extracting(finding -> ((ConditionFinding) finding).condition().id())
        .containsExactly("distribution.support-unknown");
  }

  @Test
  void refusesADistributionOfWhichNoPackageWasFound() {
    Verdict verdict = Verdict.decide(Given.surveyOf(Given.DEBIAN, TOOL), policy);
    assertThat(verdict.inTheWay())
        .extracting(finding -> ((ConditionFinding) finding).condition().id())
        .containsExactly("distribution.no-packages");
  }

  @Test
  void refusesAnImageInWhichNothingWasRecognised() {
    Verdict verdict = Verdict.decide(Given.surveyOf(null), policy);
    assertThat(verdict.inTheWay())
        .extracting(finding -> ((ConditionFinding) finding).condition().id())
        .containsExactly("inventory.empty");
    assertThat(Verdict.decide(Given.surveyOf(null, TOOL), policy).outcome())
        .isEqualTo(Outcome.CLEARED);
  }

  @Test
  void isTheSameForTheSameInputInAnyOrder() {
    List<Match> matches = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      Component component = Given.npm("tool" + i % 7, "1." + i % 3, "/app" + i % 5 + "/p");
      matches.add(Given.match(component, "CVE-2024-" + i % 11, Given.fixedIn("9")));
    }
    Verdict first = Verdict.decide(Given.survey(matches.toArray(Match[]::new)), policy);
    Collections.shuffle(matches, new Random(7));
    Verdict second = Verdict.decide(Given.survey(matches.toArray(Match[]::new)), policy);
    assertThat(second).isEqualTo(first);
  }

  private Verdict decide(Component component, String vector) {
    return Verdict.decide(
        Given.survey(Given.match(component, "CVE-2024-1", Given.unfixed(), Given.cvss3(vector))),
        policy);
  }

  private List<String> conditions(SnapshotInfo data) {
    Verdict verdict = Verdict.decide(Given.survey(data, List.of(), List.of()), policy);
    assertThat(verdict.outcome())
        .isEqualTo(verdict.inTheWay().isEmpty() ? Outcome.CLEARED : Outcome.REFUSED);
    return verdict.inTheWay().stream()
        .map(finding -> ((ConditionFinding) finding).condition().id())
        .toList();
  }

  private static VulnerabilityFinding onlyVulnerability(Verdict verdict) {
    List<Finding> all = verdict.findings().toList();
    assertThat(all).hasSize(1);
    return (VulnerabilityFinding) all.getFirst();
  }
}
