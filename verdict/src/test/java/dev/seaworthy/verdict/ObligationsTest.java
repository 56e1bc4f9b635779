package dev.seaworthy.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.advisory.Match;
import dev.seaworthy.base.Digest;
import dev.seaworthy.base.Limits;
import dev.seaworthy.verdict.Verdict.Outcome;
import dev.seaworthy.verdict.policy.DeclaredFacts;
import dev.seaworthy.verdict.policy.SignatureSearch;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Time travel: the same image, scanned on later and later days.
class ObligationsTest {

  private static final Policy FEDRAMP = BuiltInPolicies.named("fedramp");
  private static final Match MODERATE = flaw("3.0.1");

  @Test
  void givesAFindingNinetyDaysFromItsFirstDetection() {
    Verdict first = at(Given.NOW, Map.of(), MODERATE);
    assertThat(first.outcome()).isEqualTo(Outcome.CLEARED);
    assertThat(first.obligations())
        .singleElement()
        .satisfies(obligation -> {
          assertThat(obligation.name()).isEqualTo("CVE-2026-1111");
          assertThat(obligation.firstDetected()).isEqualTo(Given.NOW);
          assertThat(obligation.deadline().day()).contains(LocalDate.of(2027, 2, 19));
        });
  }

  @Test
  void refusesOnTheDayAfterTheDueDateAlsoAfterARebuild() {
    Map<FindingId, Instant> known =
        Map.of(at(Given.NOW, Map.of(), MODERATE).obligations().getFirst().finding(), Given.NOW);
    Instant lastMoment = Instant.parse("2027-02-19T23:59:59Z");
    Instant nextDay = Instant.parse("2027-02-20T00:00:00Z");
    assertThat(at(lastMoment, known, MODERATE).outcome()).isEqualTo(Outcome.CLEARED);
    assertThat(at(nextDay, known, MODERATE).outcome()).isEqualTo(Outcome.REFUSED);
    // Another version of the component, still affected: the same finding, the same clock.
    assertThat(at(nextDay, known, flaw("3.0.2")).outcome()).isEqualTo(Outcome.REFUSED);
    assertThat(at(nextDay, Map.of(), flaw("3.0.2")).outcome()).isEqualTo(Outcome.CLEARED);
  }

  @Test
  void doesNotBelieveThatAFindingWasSeenInTheFuture() {
    FindingId id = at(Given.NOW, Map.of(), MODERATE).obligations().getFirst().finding();
    Map<FindingId, Instant> future = Map.of(id, Given.NOW.plusSeconds(86_400 * 1000L));
    assertThat(at(Given.NOW, future, MODERATE).obligations().getFirst().firstDetected())
        .isEqualTo(Given.NOW);
  }

  @Test
  void letsNothingEnterThatIsKnownToBeExploited() {
    Match exploited =
        Given.match(
            Given.deb("log4j", "1.0", "log4j"),
            "CVE-2021-44228",
            Given.fixedIn("2.0"),
            Given.cvss3(Given.MODERATE_VECTOR));
    assertThat(at(Given.NOW, Map.of(), exploited).outcome()).isEqualTo(Outcome.REFUSED);
    assertThat(
            Verdict.decide(survey(Given.NOW, Map.of(), exploited), BuiltInPolicies.standard())
                .outcome())
        .isEqualTo(Outcome.CLEARED);
  }

  @Test
  void countsCisasDateWhereTheImageIsInProductionAlsoWhileItIsExcused() {
    Match exploited =
        Given.match(
            Given.deb("log4j", "1.0", "log4j"),
            "CVE-2021-44228",
            Given.fixedIn("2.0"),
            Given.cvss3(Given.MODERATE_VECTOR));
    DeviationFile required =
        Asked.decided(
            Asked.endorsed(
                Asked.request("OR-1", DeviationKind.OPERATIONAL_REQUIREMENT, exploited, null)),
            "The Official",
            true);
    Survey survey =
        inProduction(
            survey(Given.NOW, Map.of(), exploited),
            List.of(required.verified(Asked.PEOPLE, Limits.defaults())));
    Verdict verdict = Verdict.decide(survey, FEDRAMP);
    // CISA's day is long over.
    assertThat(verdict.outcome()).isEqualTo(Outcome.REFUSED);
    assertThat(verdict.obligations())
        .singleElement()
        .satisfies(due -> assertThat(due.deadline().day()).contains(LocalDate.of(2021, 12, 24)));
  }

  @Test
  void setsNoTimeWhereThePolicyHasNone() {
    assertThat(
            Verdict.decide(survey(Given.NOW, Map.of(), MODERATE), BuiltInPolicies.standard())
                .obligations())
        .isEmpty();
  }

  private static Match flaw(String version) {
    return Given.match(
        Given.deb("openssl", version, "openssl"),
        "CVE-2026-1111",
        Given.fixedIn("3.0.9"),
        Given.cvss3(Given.MODERATE_VECTOR));
  }

  private static Survey inProduction(Survey given, List<Deviation> deviations) {
    Digest digest = Digest.sha256("the image".getBytes(StandardCharsets.UTF_8));
    return Given.with(
        given,
        given.surveyedAt(),
        given.asset(),
        deviations,
        new Circumstances(
            digest,
            Map.of(),
            null,
            "",
            SignatureSearch.NONE,
            DeclaredFacts.NONE,
            new Circumstances.Predecessor(digest, true, Set.of()),
            List.of()));
  }

  private static Verdict at(Instant now, Map<FindingId, Instant> detections, Match match) {
    return Verdict.decide(survey(now, detections, match), FEDRAMP);
  }

  private static Survey survey(Instant now, Map<FindingId, Instant> detections, Match match) {
    Survey given = Given.survey(Given.data(now.toString()), List.of(), List.of(), match);
    return new Survey(
        given.asset(),
        now,
        given.inventory(),
        given.matches(),
        given.uncovered(),
        given.inspection(),
        given.gaps(),
        given.data(),
        given.support(),
        detections,
        given.flaws(),
        given.enrichments());
  }
}
