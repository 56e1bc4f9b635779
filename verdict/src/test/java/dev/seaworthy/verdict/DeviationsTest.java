package dev.seaworthy.verdict;

import static dev.seaworthy.verdict.Asked.ALICE;
import static dev.seaworthy.verdict.Asked.BOB;
import static dev.seaworthy.verdict.Asked.CAROL;
import static dev.seaworthy.verdict.Asked.EARLIER;
import static dev.seaworthy.verdict.Asked.MALLORY;
import static dev.seaworthy.verdict.Asked.PEOPLE;
import static dev.seaworthy.verdict.Asked.carryingOver;
import static dev.seaworthy.verdict.Asked.decided;
import static dev.seaworthy.verdict.Asked.endorsed;
import static dev.seaworthy.verdict.Asked.flaw;
import static dev.seaworthy.verdict.Asked.request;
import static dev.seaworthy.verdict.Asked.signed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.advisory.Match;
import dev.seaworthy.base.JsonWriter;
import dev.seaworthy.base.Limits;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.rulebook.Rating;
import dev.seaworthy.verdict.DeviationStep.CheckedIn;
import dev.seaworthy.verdict.DeviationStep.Endorsed;
import dev.seaworthy.verdict.DeviationStep.Released;
import dev.seaworthy.verdict.DeviationStep.Withdrawn;
import dev.seaworthy.verdict.Verdict.Outcome;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DeviationsTest {

  private static final Policy FEDRAMP = BuiltInPolicies.named("fedramp");
  private static final Policy STANDARD = BuiltInPolicies.standard();
  private static final Match HIGH = flaw("3.0.1", "3.0.9", Given.CRITICAL_VECTOR);
  private static final Match MODERATE = flaw("3.0.1", "3.0.9", Given.MODERATE_VECTOR);

  @Test
  void closesAFalsePositiveThatASecondPersonEndorsed() {
    Verdict verdict = decide(STANDARD, HIGH, endorsed(request(DeviationKind.FALSE_POSITIVE, HIGH)));
    assertThat(verdict.outcome()).isEqualTo(Outcome.CLEARED_WITH_DEVIATIONS);
    assertThat(verdict.notes()).isEmpty();
    assertThat(decide(STANDARD, HIGH).outcome()).isEqualTo(Outcome.REFUSED);
  }

  @Test
  void leavesAFedrampDeviationPendingUntilTheOfficialDecides() {
    DeviationFile endorsed = endorsed(request(DeviationKind.FALSE_POSITIVE, HIGH));
    assertRefused(FEDRAMP, HIGH, endorsed, VerdictError.DEVIATION_UNDECIDED);
    assertThat(decide(FEDRAMP, HIGH, decided(endorsed, "The Official", true)).outcome())
        .isEqualTo(Outcome.CLEARED_WITH_DEVIATIONS);
    assertRefused(
        FEDRAMP, HIGH, decided(endorsed, "The Official", false), VerdictError.DEVIATION_REJECTED);
  }

  @Test
  void takesNoDecisionFromThoseWhoAskEndorseOrRecord() {
    DeviationFile endorsed = endorsed(request(DeviationKind.FALSE_POSITIVE, HIGH));
    for (String insider : List.of("alice", "bob", "carol", "")) {
      assertRefused(
          FEDRAMP, HIGH, decided(endorsed, insider, true), VerdictError.DEVIATION_UNDECIDED);
    }
    DeviationFile unendorsed = signed(request(DeviationKind.FALSE_POSITIVE, HIGH));
    assertRefused(
        FEDRAMP, HIGH, decided(unendorsed, "The Official", true), VerdictError.DEVIATION_UNDECIDED);
  }

  @Test
  void refusesWhoEndorsesTheirOwnRequest() {
    DeviationFile own =
        signed(request(DeviationKind.FALSE_POSITIVE, HIGH))
            .with(new Endorsed("alice", EARLIER), ALICE);
    assertRefused(STANDARD, HIGH, own, VerdictError.DEVIATION_SELF_ENDORSED);
    // With another's name and one's own key.
    DeviationFile disguised =
        signed(request(DeviationKind.FALSE_POSITIVE, HIGH))
            .with(new Endorsed("bob", EARLIER), ALICE);
    assertRefused(STANDARD, HIGH, disguised, VerdictError.DEVIATION_UNSIGNED);
  }

  @Test
  void refusesWhatWasEditedAfterApproval() {
    DeviationFile honest = endorsed(request(DeviationKind.FALSE_POSITIVE, HIGH));
    String text = honest.toYaml();
    assertThat(decide(STANDARD, HIGH, read(text)).outcome())
        .isEqualTo(Outcome.CLEARED_WITH_DEVIATIONS);
    assertRefused(
        STANDARD,
        HIGH,
        read(text.replace("2027-06-30", "2037-06-30")),
        VerdictError.DEVIATION_EDITED);
    // A step that somebody took out of the middle.
    DeviationFile withdrawn =
        signed(honest.request())
            .with(new Withdrawn("alice", EARLIER), ALICE)
            .with(new Endorsed("bob", EARLIER), BOB);
    assertRefused(STANDARD, HIGH, withdrawn, VerdictError.DEVIATION_REJECTED);
    assertRefused(
        STANDARD,
        HIGH,
        new DeviationFile(
            honest.request(), List.of(withdrawn.envelopes().get(0), withdrawn.envelopes().get(2))),
        VerdictError.DEVIATION_EDITED);
  }

  @Test
  void refusesStrangersAndWhoHasNoSuchDuty() {
    DeviationRequest request = request(DeviationKind.FALSE_POSITIVE, HIGH);
    assertRefused(
        STANDARD,
        HIGH,
        signed(request).with(new Endorsed("mallory", EARLIER), MALLORY),
        VerdictError.DEVIATION_UNSIGNED);
    assertRefused(
        STANDARD,
        HIGH,
        signed(request).with(new Endorsed("carol", EARLIER), CAROL),
        VerdictError.DEVIATION_NOT_ALLOWED);
    assertRefused(
        STANDARD, HIGH, new DeviationFile(request, List.of()), VerdictError.DEVIATION_UNSIGNED);
  }

  @Test
  void countsAnAdjustedRatingFromFirstDetection() {
    DeviationFile adjusted =
        decided(
            endorsed(request("RA-1", DeviationKind.RISK_ADJUSTMENT, MODERATE, Rating.LOW)),
            "The Official",
            true);
    assertThat(decide(FEDRAMP, MODERATE).obligations().getFirst().deadline().day())
        .contains(LocalDate.of(2027, 2, 19));
    Verdict verdict = decide(FEDRAMP, MODERATE, adjusted);
    assertThat(verdict.outcome()).isEqualTo(Outcome.CLEARED_WITH_DEVIATIONS);
    // 180 days after 21 November 2026.
    assertThat(verdict.obligations().getFirst().deadline().day())
        .contains(LocalDate.of(2027, 5, 20));
    assertThat(verdict.obligations().getFirst().firstDetected()).isEqualTo(Given.NOW);
  }

  @Test
  void refusesAnOperationalRequirementWhileTheRatingIsHigh() {
    DeviationFile required =
        endorsed(request("OR-1", DeviationKind.OPERATIONAL_REQUIREMENT, HIGH, null));
    assertRefused(STANDARD, HIGH, required, VerdictError.DEVIATION_RATING_TOO_HIGH);
    DeviationFile adjusted =
        endorsed(request("RA-1", DeviationKind.RISK_ADJUSTMENT, HIGH, Rating.MODERATE));
    assertThat(decide(STANDARD, HIGH, adjusted, required).notes()).isEmpty();
    Relief relief = decide(STANDARD, HIGH, adjusted, required).reliefs().values().iterator().next();
    assertThat(relief.isExcused()).isTrue();
    assertThat(relief.deviations()).hasSize(2);
  }

  @Test
  void waitsForAVendorThirtyDaysFromTheLastCheckInAndCountsFromTheRelease() {
    DeviationFile waiting =
        endorsed(request("VD-1", DeviationKind.VENDOR_DEPENDENCY, MODERATE, null));
    // No official is asked: it is no deviation request.
    Verdict verdict = decide(FEDRAMP, MODERATE, waiting);
    assertThat(verdict.obligations()).isEmpty();
    assertThat(verdict.reliefs().values().iterator().next().until())
        .isEqualTo(Instant.parse("2026-12-20T23:59:59.999999999Z"));
    DeviationFile again =
        waiting.with(new CheckedIn("alice", Given.NOW, LocalDate.of(2026, 11, 21)), ALICE);
    assertThat(decide(FEDRAMP, MODERATE, again).reliefs().values().iterator().next().until())
        .isEqualTo(Instant.parse("2026-12-21T23:59:59.999999999Z"));
    DeviationFile released =
        again.with(new Released("alice", Given.NOW, LocalDate.of(2026, 11, 10)), ALICE);
    assertThat(
            decide(FEDRAMP, flaw("3.0.1", "3.0.10", Given.MODERATE_VECTOR), released)
                .obligations()
                .getFirst()
                .deadline()
                .day())
        .contains(LocalDate.of(2027, 2, 8));
    Instant late = Instant.parse("2026-12-21T00:00:00Z");
    Verdict missed = at(late, FEDRAMP, MODERATE, waiting);
    assertThat(missed.reliefs()).isEmpty();
    assertThat(missed.notes())
        .extracting(DeviationNote::code)
        .containsExactly(VerdictError.DEVIATION_EXPIRED);
    assertThat(missed.obligations()).hasSize(1);
  }

  @Test
  void neverLengthensAnythingForWhatIsMerelyAccepted() {
    DeviationFile accepted = endorsed(request("A-1", DeviationKind.ACCEPTED, MODERATE, null));
    assertThat(decide(FEDRAMP, MODERATE, accepted).obligations())
        .isEqualTo(decide(FEDRAMP, MODERATE).obligations());
    assertThat(decide(STANDARD, HIGH, accepted).outcome()).isEqualTo(Outcome.REFUSED);
    assertThat(decide(FEDRAMP, MODERATE, accepted).reliefs()).isEmpty();
  }

  @Test
  void fallsBackWhenItExpires() {
    DeviationFile file = endorsed(request(DeviationKind.FALSE_POSITIVE, HIGH));
    Instant last = Instant.parse("2027-06-30T23:59:59Z");
    assertThat(at(last, STANDARD, HIGH, file).outcome()).isEqualTo(Outcome.CLEARED_WITH_DEVIATIONS);
    Verdict next = at(last.plusSeconds(1), STANDARD, HIGH, file);
    assertThat(next.outcome()).isEqualTo(Outcome.REFUSED);
    assertThat(next.notes())
        .extracting(DeviationNote::code)
        .containsExactly(VerdictError.DEVIATION_EXPIRED);
  }

  @Test
  void fallsBackWhenTheComponentMovesOrAFixAppears() {
    DeviationFile file = endorsed(request(DeviationKind.FALSE_POSITIVE, HIGH));
    assertRefused(
        STANDARD,
        flaw("3.0.2", "3.0.9", Given.CRITICAL_VECTOR),
        file,
        VerdictError.DEVIATION_MOVED);
    assertRefused(
        STANDARD,
        flaw("3.0.1", "3.0.8", Given.CRITICAL_VECTOR),
        file,
        VerdictError.DEVIATION_FIX_APPEARED);
    DeviationFile lower = endorsed(request(DeviationKind.FALSE_POSITIVE, MODERATE));
    assertRefused(STANDARD, HIGH, lower, VerdictError.DEVIATION_MOVED);
  }

  @Test
  void saysNothingOfOtherFindingsAndOtherVersionsUnlessItCarriesOver() {
    DeviationRequest request = request(DeviationKind.FALSE_POSITIVE, HIGH);
    AssetClass next = new AssetClass(Given.CART.boundary(), versioned("9.9"));
    assertThat(in(next, endorsed(request)).outcome()).isEqualTo(Outcome.REFUSED);
    assertThat(in(next, endorsed(request)).notes()).isEmpty();
    assertThat(in(next, endorsed(carryingOver(request))).outcome())
        .isEqualTo(Outcome.CLEARED_WITH_DEVIATIONS);
    AssetClass other = new AssetClass(Given.CART.boundary(), "registry.example/shop/other:1");
    assertThat(in(other, endorsed(carryingOver(request))).outcome()).isEqualTo(Outcome.REFUSED);
    AssetClass elsewhere = new AssetClass("other", versioned("9.9"));
    assertThat(in(elsewhere, endorsed(carryingOver(request))).outcome()).isEqualTo(Outcome.REFUSED);
  }

  @Test
  void letsNothingEnterThatIsKnownToBeExploitedWhateverItIsRated() {
    Match exploited =
        Given.match(
            Given.deb("log4j", "1.0", "log4j"),
            "CVE-2021-44228",
            Given.fixedIn("2.0"),
            Given.cvss3(Given.MODERATE_VECTOR));
    DeviationFile adjusted =
        decided(
            endorsed(request("RA-1", DeviationKind.RISK_ADJUSTMENT, exploited, Rating.LOW)),
            "The Official",
            true);
    assertThat(decide(FEDRAMP, exploited, adjusted).outcome()).isEqualTo(Outcome.REFUSED);
  }

  @Test
  void refusesTwoPeopleWithOneKey() {
    assertThatThrownBy(() ->
            new People(
                List.of(
                    new People.Person("alice", ALICE.verification(), Set.of(Duty.REQUEST)),
                    new People.Person("twin", ALICE.verification(), Set.of(Duty.ENDORSE)))))
        .hasMessageContaining("twin has the key of somebody else");
  }

  @Test
  void takesNewsOfAVendorWhereOneIsWaitedForAndNotFromTheFuture() {
    DeviationFile released =
        endorsed(request("FP-1", DeviationKind.FALSE_POSITIVE, HIGH, null))
            .with(new Released("alice", Given.NOW, LocalDate.of(2026, 11, 10)), ALICE);
    assertRefused(STANDARD, HIGH, released, VerdictError.DEVIATION_NOT_ALLOWED);
    DeviationFile waiting =
        endorsed(request("VD-1", DeviationKind.VENDOR_DEPENDENCY, MODERATE, null));
    DeviationFile ahead =
        waiting.with(new CheckedIn("alice", Given.NOW, LocalDate.of(2026, 11, 23)), ALICE);
    assertThat(decide(FEDRAMP, MODERATE, ahead).notes())
        .extracting(DeviationNote::code)
        .containsExactly(VerdictError.DEVIATION_NOT_ALLOWED);
    assertThat(decide(FEDRAMP, MODERATE, ahead).obligations()).hasSize(1);
  }

  @Test
  void speaksOfTheFlawThatItNames() {
    DeviationRequest honest = request(DeviationKind.FALSE_POSITIVE, HIGH);
    DeviationRequest renamed =
        new DeviationRequest(
            honest.id(),
            honest.kind(),
            honest.asset(),
            honest.finding(),
            "CVE-2026-9999",
            honest.components(),
            honest.contents(),
            honest.fixes(),
            honest.original(),
            null,
            "",
            honest.reason(),
            honest.justification(),
            honest.evidence(),
            false,
            honest.requester(),
            honest.expires());
    assertRefused(STANDARD, HIGH, endorsed(renamed), VerdictError.DEVIATION_MOVED);
  }

  @Test
  void adjustsToARatingThatIsLowerAndARisk() {
    for (Rating rating : List.of(Rating.HIGH, Rating.NONE)) {
      assertThatThrownBy(() -> request("RA-1", DeviationKind.RISK_ADJUSTMENT, MODERATE, rating))
          .hasMessageContaining("adjusted must be");
    }
  }

  @Test
  void saysWhatIsWrongInAFile() {
    String text =
        new String(
            JsonWriter.canonical(endorsed(request(DeviationKind.FALSE_POSITIVE, HIGH)).toJson()),
            StandardCharsets.UTF_8);
    for (Map.Entry<String, String> change :
        Map.of(
                "\"expires\":\"2027-06-30\"", "\"expires\":\"never\"",
                "\"kind\":\"false-positive\"", "\"kind\":\"wish\"",
                "\"requester\":\"alice\"", "\"requester\":\"\"",
                "\"id\":\"FP-1\"", "\"id\":\"../FP-1\"",
                "\"carriesOver\":false", "\"carriesOver\":\"perhaps\"",
                "\"expires\":\"2027", "\"expires\":\"2999",
                "\"steps\":[", "\"steps\":[1e400,",
                "\"requester\":", "\"asker\":")
            .entrySet()) {
      assertThat(text).contains(change.getKey());
      assertThatThrownBy(() -> read(text.replace(change.getKey(), change.getValue())))
          .isInstanceOfSatisfying(
              SeaworthyException.class,
              e -> assertThat(e.code()).isEqualTo(VerdictError.BAD_DEVIATION));
    }
  }

  private static Verdict in(AssetClass asset, DeviationFile file) {
    return Verdict.decide(survey(Given.NOW, asset, HIGH, file), STANDARD);
  }

  private static String versioned(String version) {
    String name = Given.CART.name();
    return name.substring(0, name.lastIndexOf(':') + 1) + version;
  }

  private static void assertRefused(
      Policy policy, Match match, DeviationFile file, VerdictError code) {
    Verdict verdict = decide(policy, match, file);
    assertThat(verdict.outcome()).isEqualTo(Outcome.REFUSED);
    assertThat(verdict.notes()).extracting(DeviationNote::code).containsExactly(code);
  }

  private static Verdict decide(Policy policy, Match match, DeviationFile... files) {
    return at(Given.NOW, policy, match, files);
  }

  private static Verdict at(Instant now, Policy policy, Match match, DeviationFile... files) {
    return Verdict.decide(survey(now, Given.CART, match, files), policy);
  }

  private static Survey survey(Instant now, AssetClass asset, Match match, DeviationFile... files) {
    Survey given = Given.survey(Given.data(now.toString()), List.of(), List.of(), match);
    return Given.with(
        given,
        now,
        asset,
        List.of(files).stream().map(file -> file.verified(PEOPLE, Limits.defaults())).toList(),
        Circumstances.UNKNOWN);
  }

  private static DeviationFile read(String text) {
    return DeviationFile.read(
        text.getBytes(StandardCharsets.UTF_8), "fp-1.yaml", Limits.defaults());
  }
}
