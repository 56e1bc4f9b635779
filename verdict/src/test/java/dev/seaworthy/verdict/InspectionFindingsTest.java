package dev.seaworthy.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.seaworthy.base.JsonReader;
import dev.seaworthy.base.Limits;
import dev.seaworthy.base.Location;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.inspection.EngineReport;
import dev.seaworthy.inspection.Inspection;
import dev.seaworthy.inspection.InspectionRule;
import dev.seaworthy.inspection.Observation;
import dev.seaworthy.inspection.Subject;
import dev.seaworthy.rulebook.BilingualText;
import dev.seaworthy.rulebook.Rating;
import dev.seaworthy.verdict.Verdict.Outcome;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class InspectionFindingsTest {

  private static final Policy FEDRAMP = BuiltInPolicies.named("fedramp");
  private static final Location A_FILE = new Location("/a/1", 0);
  private static final String ONE = "1".repeat(64);
  private static final String TWO = "2".repeat(64);

  @Test
  void refusesFromTheRatingThatThePolicyNamesForWhatWasLookedFor() {
    assertThat(decided(FEDRAMP, seen(Subject.SECRET, Rating.HIGH, "/a", "k")).inTheWay())
        .hasSize(1);
    assertThat(decided(FEDRAMP, seen(Subject.SECRET, Rating.MODERATE, "/a", "k")).outcome())
        .isEqualTo(Outcome.CLEARED);
    assertThat(decided(FEDRAMP, seen(Subject.MALWARE, Rating.LOW, "/a", "k")).inTheWay())
        .hasSize(1);
    assertThat(decided(FEDRAMP, seen(Subject.CHECK, Rating.HIGH, "/a", "k")).inTheWay()).hasSize(1);
  }

  @Test
  void tellsWithoutRefusingWhatThePolicyDoesNotName() {
    Policy silent = policy("{}");
    Verdict verdict = decided(silent, seen(Subject.MALWARE, Rating.CRITICAL, "/a", "k"));
    assertThat(verdict.outcome()).isEqualTo(Outcome.CLEARED);
    assertThat(verdict.others()).hasSize(1);
  }

  @Test
  void refusesWhenNothingLookedForWhatThePolicyAsksFor() {
    Verdict verdict =
        decided(FEDRAMP, new Inspection(List.of(), List.of(engine(Subject.SECRET)), List.of()));
    assertThat(verdict.inTheWay())
        .extracting(finding -> ((ConditionFinding) finding).subject())
        .containsExactly("malware", "check");
  }

  @Test
  void keepsTheIdOverLayersNumbersAndLines() {
    Observation first = observation(Subject.SECRET, Rating.HIGH, new Location("/srv/1/a", 2), "k");
    Observation moved = observation(Subject.SECRET, Rating.HIGH, new Location("/srv/2/a", 5), "k");
    Observation other = observation(Subject.SECRET, Rating.HIGH, new Location("/srv/2/a", 5), "l");
    List<InspectionFinding> findings =
        InspectionFindings.of(Given.CART, List.of(first, moved, other));
    assertThat(findings).hasSize(2);
    assertThat(findings)
        .extracting(finding -> finding.observations().size())
        .containsExactlyInAnyOrder(1, 2);
    assertThat(InspectionFindings.of(Given.CART, List.of(moved)))
        .extracting(InspectionFinding::id)
        .isSubsetOf(findings.stream().map(InspectionFinding::id).toList());
  }

  @Test
  void letsNobodyExcuseThatAnEngineSawNothing() {
    Observation seen = observation(Subject.MALWARE, Rating.HIGH, new Location("", 0), "k");
    for (boolean isBlind : List.of(false, true)) {
      Observation observation =
          new Observation(
              isBlind ? seen.rule().asBlindSpot() : seen.rule(),
              seen.location(),
              seen.line(),
              seen.key(),
              seen.evidence());
      InspectionFinding finding =
          InspectionFindings.of(Given.CART, List.of(observation)).getFirst();
      Deviation excuse = excuse(finding, finding.contents(), false);
      assertThat(decided(FEDRAMP, looked(observation), excuse).outcome())
          .isEqualTo(isBlind ? Outcome.REFUSED : Outcome.CLEARED_WITH_DEVIATIONS);
    }
  }

  @Test
  void fallsBackWhenTheContentMoves() {
    Observation before = observation(Subject.SECRET, Rating.HIGH, A_FILE, "k", "sha256:" + ONE);
    Observation after = observation(Subject.SECRET, Rating.HIGH, A_FILE, "k", "sha256:" + TWO);
    InspectionFinding finding = finding(Given.CART, before);
    assertThat(finding(Given.CART, after).id()).isEqualTo(finding.id());
    assertThat(finding.contents()).containsExactly("sha256:" + ONE);
    Deviation excuse = excuse(finding, finding.contents(), false);
    assertThat(decided(FEDRAMP, looked(before), excuse).outcome())
        .isEqualTo(Outcome.CLEARED_WITH_DEVIATIONS);
    // In a second file of the same kind that nobody looked at, too.
    Observation beside =
        observation(Subject.SECRET, Rating.HIGH, new Location("/a/2", 1), "k", "sha256:" + TWO);
    for (Inspection moved : List.of(looked(after), looked(before, beside))) {
      Verdict verdict = decided(FEDRAMP, moved, excuse);
      assertThat(verdict.outcome()).isEqualTo(Outcome.REFUSED);
    }
    assertThat(decided(FEDRAMP, looked(after), excuse).notes())
        .extracting(DeviationNote::code, DeviationNote::detail)
        .containsExactly(
            tuple(
                VerdictError.DEVIATION_MOVED,
                "it was asked for the content sha256:%s, and now there is sha256:%s"
                    .formatted(ONE, TWO)));
  }

  @Test
  void countsForNothingWhereItNamesNoContent() {
    Observation seen = observation(Subject.CHECK, Rating.HIGH, Location.image(), "k");
    InspectionFinding finding = finding(Given.CART, seen);
    Verdict verdict = decided(FEDRAMP, looked(seen), excuse(finding, List.of(), false));
    assertThat(verdict.outcome()).isEqualTo(Outcome.REFUSED);
    assertThat(verdict.notes())
        .extracting(DeviationNote::code)
        .containsExactly(VerdictError.DEVIATION_MOVED);
    assertThat(decided(FEDRAMP, looked(seen), excuse(finding, finding.contents(), false)).outcome())
        .isEqualTo(Outcome.CLEARED_WITH_DEVIATIONS);
  }

  @Test
  void carriesOverToAnotherVersionWhileTheContentStays() {
    AssetClass former = new AssetClass(Given.CART.boundary(), former());
    Observation same = observation(Subject.MALWARE, Rating.HIGH, A_FILE, "k", "sha256:" + ONE);
    Observation other = observation(Subject.MALWARE, Rating.HIGH, A_FILE, "k", "sha256:" + TWO);
    InspectionFinding then = finding(former, same);
    for (boolean carriesOver : List.of(true, false)) {
      Deviation excuse = excuse(former, then, then.contents(), carriesOver);
      assertThat(decided(FEDRAMP, looked(same), excuse).outcome())
          .isEqualTo(carriesOver ? Outcome.CLEARED_WITH_DEVIATIONS : Outcome.REFUSED);
      assertThat(decided(FEDRAMP, looked(other), excuse).outcome()).isEqualTo(Outcome.REFUSED);
    }
  }

  @Test
  void tellsMalwareFirstThenSecretsThenChecks() {
    Inspection all =
        looked(
            observation(Subject.CHECK, Rating.CRITICAL, new Location("/a", 0), ""),
            observation(Subject.SECRET, Rating.CRITICAL, new Location("/a", 0), ""),
            observation(Subject.MALWARE, Rating.HIGH, new Location("/a", 0), ""));
    assertThat(decided(FEDRAMP, all).inTheWay())
        .extracting(finding -> ((InspectionFinding) finding).subject())
        .containsExactly(Subject.MALWARE, Subject.SECRET, Subject.CHECK);
  }

  @Test
  void refusesPoliciesThatNameAnythingElse() {
    for (String seen :
        List.of(
            "{\"secrets\":\"high\"}", "{\"secret\":\"worst\"}", "{\"secret\":\"none\"}", "[]")) {
      assertThatThrownBy(() -> policy(seen))
          .isInstanceOf(SeaworthyException.class)
          .hasMessageContaining("refuseSeen");
    }
  }

  private static String former() {
    String name = Given.CART.name();
    return name.substring(0, name.lastIndexOf(':')) + ":former";
  }

  private static InspectionFinding finding(AssetClass asset, Observation observation) {
    return InspectionFindings.of(asset, List.of(observation)).getFirst();
  }

  private static Deviation excuse(
      InspectionFinding finding, List<String> contents, boolean carriesOver) {
    return excuse(Given.CART, finding, contents, carriesOver);
  }

  private static Deviation excuse(
      AssetClass asset, InspectionFinding finding, List<String> contents, boolean carriesOver) {
    DeviationRequest request =
        new DeviationRequest(
            "FP-1",
            DeviationKind.FALSE_POSITIVE,
            asset,
            finding.id(),
            finding.rule().id(),
            List.of(),
            contents,
            List.of(),
            finding.rating(),
            null,
            "",
            "It is harmless.",
            "",
            List.of(Asked.PROOF),
            carriesOver,
            "alice",
            Asked.EXPIRES);
    return Asked.decided(Asked.endorsed(request), "The Official", true)
        .verified(Asked.PEOPLE, Limits.defaults());
  }

  private static Policy policy(String seen) {
    String document =
        """
        {"name":"p","version":1,"refuseFrom":"high","ratingRule":"seaworthy.rating@1",
         "refuseStandings":["affected"],"refuseSeen":%s,"refuseKnownExploited":false,"deadlines":"none",
         "scanWindowHours":720,"timeZone":"UTC","dataAgeDaysMax":7}
        """
            .formatted(seen);
    return PolicyReader.read(
        new JsonReader(Limits.defaults())
            .readObject(document.getBytes(StandardCharsets.UTF_8), "p.json"),
        "p.json");
  }

  private static Verdict decided(Policy policy, Inspection inspection, Deviation... deviations) {
    Survey survey = Given.survey();
    return Verdict.decide(
        new Survey(
            survey.asset(),
            survey.surveyedAt(),
            survey.inventory(),
            survey.matches(),
            survey.uncovered(),
            inspection,
            survey.gaps(),
            survey.data(),
            survey.support(),
            survey.detections(),
            List.of(deviations),
            survey.flaws(),
            survey.enrichments(),
            Circumstances.UNKNOWN),
        policy);
  }

  private static Inspection seen(Subject subject, Rating rating, String path, String key) {
    return looked(observation(subject, rating, new Location(path, 0), key));
  }

  private static Inspection looked(Observation... observations) {
    return new Inspection(
        List.of(observations),
        Stream.of(Subject.values()).map(InspectionFindingsTest::engine).toList(),
        List.of());
  }

  private static EngineReport engine(Subject subject) {
    return new EngineReport(subject, "sample", "1", "1", null, 1, 1, 1);
  }

  private static Observation observation(
      Subject subject, Rating rating, Location location, String key, String content) {
    Observation seen = observation(subject, rating, location, key);
    return new Observation(
        seen.rule(),
        seen.location(),
        seen.line(),
        seen.key(),
        seen.evidence(),
        new TreeMap<>(Map.of("content", content)));
  }

  private static Observation observation(
      Subject subject, Rating rating, Location location, String key) {
    BilingualText text = new BilingualText("text", "文本");
    return new Observation(
        new InspectionRule(subject, "sample.rule", text, text, text, rating, List.of()),
        location,
        Arrays.hashCode(location.path().toCharArray()) & 7,
        key,
        "seen");
  }
}
