package dev.seaworthy.verdict.hostile.expensiverules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.base.Limits;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.inventory.Component;
import dev.seaworthy.verdict.Circumstances;
import dev.seaworthy.verdict.Condition;
import dev.seaworthy.verdict.ConditionFinding;
import dev.seaworthy.verdict.Given;
import dev.seaworthy.verdict.Policy;
import dev.seaworthy.verdict.PolicyReader;
import dev.seaworthy.verdict.Survey;
import dev.seaworthy.verdict.Verdict;
import dev.seaworthy.verdict.Verdict.Outcome;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ExpensiveRulesTest {

  /// 90,000 rounds, so within what one rule may take.
  private static final String LOOP =
      "components.exists(a, components.exists(b, a.name == 'nobody' && b.name == 'nobody'))";

  private static final String SPENT =
      "the rules of a policy may take 20,000,000 steps together on one image";

  @Test
  void boundsAllRulesTogether() {
    Verdict verdict = decided(rules(100, LOOP), survey(Map.of()));
    assertThat(verdict.outcome()).isEqualTo(Outcome.REFUSED);
    List<ConditionFinding> failed = failed(verdict);
    // The first ones were worked out, and nothing is left for those behind them.
    assertThat(failed).hasSizeBetween(50, 99);
    assertThat(failed).extracting(ConditionFinding::subject).doesNotContain("rule-0");
    assertThat(failed).allSatisfy(each -> assertThat(each.detail()).contains(SPENT));
  }

  @Test
  void letsWhatStaysBelowThrough() {
    Verdict verdict = decided(rules(2, LOOP), survey(Map.of()));
    assertThat(failed(verdict)).isEmpty();
  }

  @Test
  void countsLongTextsByTheirLength() {
    String longer = "'x'" + " + image.labels['long']".repeat(50);
    Verdict verdict =
        decided(rules(2, longer + " == ''"), survey(Map.of("long", "x".repeat(2_000_000))));
    assertThat(failed(verdict)).hasSize(2);
    assertThat(failed(verdict)).allSatisfy(each -> assertThat(each.detail()).contains(SPENT));
  }

  @Test
  void takesNoMoreThanAHundredRules() {
    assertThatThrownBy(() -> rules(101, "true"))
        .isInstanceOf(SeaworthyException.class)
        .hasMessageContaining("has more than 100 rules");
  }

  private static List<ConditionFinding> failed(Verdict verdict) {
    return verdict.inTheWay().stream()
        .filter(ConditionFinding.class::isInstance)
        .map(ConditionFinding.class::cast)
        .filter(each -> each.condition() == Condition.RULE_FAILED)
        .toList();
  }

  private static Verdict decided(Policy policy, Survey survey) {
    long start = System.nanoTime();
    Verdict verdict = Verdict.decide(survey, policy);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(60));
    return verdict;
  }

  private static Survey survey(Map<String, String> labels) {
    return Given.surveyOf(
            Given.DEBIAN,
            IntStream.range(0, 300)
                .mapToObj(i -> Given.npm("name-" + i, "1." + i, "/srv/" + i))
                .toArray(Component[]::new))
        .in(Circumstances.UNKNOWN.ofImage(Optional.empty(), labels, Optional.empty()));
  }

  private static Policy rules(int count, String refuse) {
    StringBuilder text =
        new StringBuilder(
            """
            name: dear
            version: 1
            refuseFrom: high
            ratingRule: seaworthy.rating@1
            refuseStandings: [affected]
            refuseSeen: {}
            refuseKnownExploited: false
            deadlines: none
            scanWindowHours: 720
            timeZone: UTC
            dataAgeDaysMax: 7
            rules:
            """);
    for (int i = 0; i < count; i++) {
      text.append(
          "  - {id: rule-%s, on: image, reason: so, refuse: \"%s\"}\n".formatted(i, refuse));
    }
    return PolicyReader.read(
        text.toString().getBytes(StandardCharsets.UTF_8), "policy.yaml", Limits.defaults());
  }
}
