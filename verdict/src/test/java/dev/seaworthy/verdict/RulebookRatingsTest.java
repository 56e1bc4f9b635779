package dev.seaworthy.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.rulebook.Rating;
import dev.seaworthy.verdict.Verdict.Outcome;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RulebookRatingsTest {

  private final Policy policy = BuiltInPolicies.standard();

  @Test
  void countsTheUnratedAsHighUnderFedrampAndAsModerateUnderMlpsAndDropsItUnderNeither() {
    Survey survey =
        Given.survey(Given.match(Given.npm("left", "1.0", "/a"), "CVE-1", Given.unfixed()));
    Verdict fedramp = Verdict.decide(survey, BuiltInPolicies.named("fedramp"));
    assertThat(fedramp.outcome()).isEqualTo(Outcome.REFUSED);
    assertThat(only(fedramp).effective()).isEqualTo(Rating.HIGH);
    Verdict mlps = Verdict.decide(survey, BuiltInPolicies.named("mlps"));
    assertThat(mlps.outcome()).isEqualTo(Outcome.CLEARED);
    assertThat(only(mlps).rating().rating()).isEqualTo(Rating.UNRATED);
    assertThat(only(mlps).effective()).isEqualTo(Rating.MODERATE);
    Policy stricter = BuiltInPolicies.named("mlps").refusingFrom(Rating.MODERATE);
    assertThat(Verdict.decide(survey, stricter).outcome()).isEqualTo(Outcome.REFUSED);
  }

  @Test
  void showsTheOtherRulebooksBesideTheOneThatDecides() {
    VulnerabilityFinding finding =
        only(
            Verdict.decide(
                Given.survey(
                    Given.match(
                        Given.npm("left", "1.0", "/a"),
                        "CVE-1",
                        Given.fixedIn("1.1"),
                        Given.cvss3(Given.CRITICAL_VECTOR),
                        Given.word("low"))),
                BuiltInPolicies.named("fedramp")));
    assertThat(finding.rating().rating()).isEqualTo(Rating.HIGH);
    assertThat(finding.rating().basis()).isEqualTo("nvd-cvss-v3");
    assertThat(finding.rating().stated()).hasSize(2);
    assertThat(finding.beside().otherRules())
        .extracting(other -> other.rule().reference() + " " + other.rating().word())
        .containsExactly("seaworthy.rating@1 critical", "mlps.rating@2 critical");
    assertThat(finding.beside().grades())
        .hasValueSatisfying(grades -> {
          assertThat(grades.vector()).isEqualTo(Given.CRITICAL_VECTOR);
          assertThat(grades.technical().rating()).isEqualTo(Rating.CRITICAL);
          assertThat(grades.composite()).isPresent();
        });
  }

  @Test
  void countsAKnownExploitAsCheapToExploit() {
    String unproven = Given.CRITICAL_VECTOR + "/E:U";
    VulnerabilityFinding known =
        only(
            Verdict.decide(
                Given.survey(
                    Given.match(
                        Given.npm("left", "1.0", "/a"),
                        "CVE-2021-44228",
                        Given.fixedIn("1.1"),
                        Given.cvss3(unproven))),
                policy));
    assertThat(known.beside().enrichments()).containsExactly(Given.LOG4SHELL_IN_KEV);
    assertThat(known.beside().isKnownExploited()).isTrue();
    assertThat(known.beside().grades().orElseThrow().composite().orElseThrow().cost())
        .isEqualTo("L");
    VulnerabilityFinding other =
        only(
            Verdict.decide(
                Given.survey(
                    Given.match(
                        Given.npm("left", "1.0", "/a"),
                        "CVE-1",
                        Given.fixedIn("1.1"),
                        Given.cvss3(unproven))),
                policy));
    assertThat(other.beside().grades().orElseThrow().composite().orElseThrow().cost())
        .isEqualTo("H");
  }

  @Test
  void namesThePoliciesThatThereAre() {
    assertThatThrownBy(() -> BuiltInPolicies.named("lenient"))
        .isInstanceOf(SeaworthyException.class)
        .hasMessage("\"lenient\" is not the name of a policy");
  }

  private static VulnerabilityFinding only(Verdict verdict) {
    return (VulnerabilityFinding)
        Stream.concat(verdict.inTheWay().stream(), verdict.others().stream())
            .filter(VulnerabilityFinding.class::isInstance)
            .findFirst()
            .orElseThrow();
  }
}
