package dev.seaworthy.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.base.Limits;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.verdict.example.PolicyExamples;
import dev.seaworthy.verdict.example.PolicyExamples.Result;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PolicyExamplesTest {

  private static final String CASE =
      """
      cases:
        - name: a flaw
          given:
            flaws: [{flaw: CVE-2026-0001, rating: high}]
          expect:
            verdict: refused
            because: [CVE-2026-0001]
      """;

  /// Asks for everything.
  private static final String ASKING =
      """
      name: shop
      version: 1
      extends: default
      scope: {labels: {tier: "front*"}}
      allowedRepositories: ["registry.example/shop/**"]
      allowedBases: ["registry.example/base/*"]
      validatedPipelines: ["https://ci.example/shop/*"]
      requiredSignatures: [{signer: "release@*", issuer: "https://id.example"}]
      allowNotWorse: true
      rules:
        - id: no-agpl
          on: image
          refuse: components.exists(c, c.licences.exists(l, l.startsWith('AGPL')))
          reason: we may not ship it
        - id: likely-exploited
          on: finding
          refuse: finding.kind == 'vulnerability' && finding.epss > 0.5
          reason: it is likely to be exploited
        - id: no-such-value
          on: image
          refuse: "'x' in image.labels && image.labels.x == image.nothing"
          reason: so
      """;

  /// All that it asks for.
  private static final String GOOD =
      """
            labels: {tier: frontend}
            base: registry.example/base/debian
            builder: https://ci.example/shop/run
            signatures: [{signer: release@shop, issuer: "https://id.example", valid: true}]
      """;

  private static final String ASKING_CASES =
      """
      cases:
        - name: all is well
          given:
      %1$s
          expect: {verdict: cleared}
        - name: nothing is known
          given: {image: other.example/shop/cart}
          expect:
            verdict: refused
            because:
              - base.not-allowed
              - builder.not-validated
              - policy.not-for-image
              - repository.not-allowed
              - signature.missing release@* vouched for by https://id.example
        - name: a signature that isn't valid, or of another issuer
          given:
      %2$s
          expect:
            verdict: refused
            because: [signature.missing release@* vouched for by https://id.example]
        - name: own rules
          given:
            licences: [AGPL-3.0-only]
            flaws: [{flaw: CVE-2026-0001, rating: low, epss: "0.7"}]
      %1$s
          expect: {verdict: refused, because: [rule.refused no-agpl, rule.refused likely-exploited]}
        - name: a rule that can't be worked out refuses
          given:
      %3$s
          expect: {verdict: refused, because: [rule.failed no-such-value]}
        - name: not worse than what was cleared before
          given:
            flaws: [{flaw: CVE-2026-0001, rating: high}]
            before: {cleared: true, open: [CVE-2026-0001, CVE-2026-0002]}
      %1$s
          expect: {verdict: cleared}
        - name: worse by one
          given:
            flaws: [{flaw: CVE-2026-0001, rating: high}, {flaw: CVE-2026-0003, rating: high}]
            before: {cleared: true, open: [CVE-2026-0001]}
      %1$s
          expect: {verdict: refused, because: [CVE-2026-0001, CVE-2026-0003]}
        - name: what was refused before excuses nothing
          given:
            flaws: [{flaw: CVE-2026-0001, rating: high}]
            before: {cleared: false, open: [CVE-2026-0001]}
      %1$s
          expect: {verdict: refused, because: [CVE-2026-0001]}
      """;

  static List<String> names() {
    return BuiltInPolicies.names();
  }

  /// A policy that comes with the program does what its examples say.
  @ParameterizedTest
  @MethodSource("names")
  void theShippedPoliciesDoWhatTheirExamplesSay(String name) {
    List<Result> results =
        examples(BuiltInPolicies.examples(name)).decide(BuiltInPolicies.named(name));
    assertThat(results)
        .hasSizeGreaterThan(2)
        .allSatisfy(result ->
            assertThat(result.differences()).as(result.place() + " " + result.name()).isEmpty());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "high | low | expected refused, and it is cleared",
        "verdict: refused | verdict: cleared | expected cleared, and it is refused because of CVE-2026-0001",
        "because: [CVE-2026-0001] | because: [data.stale] | expected data.stale in the way, and it is CVE-2026-0001",
        "because: [CVE-2026-0001] | because: [] | expected nothing in the way, and it is CVE-2026-0001",
        "because: | due: {CVE-2026-0001: 2026-12-22} # | expected CVE-2026-0001 in the way, and it is nothing",
      })
  void saysWhatComesOutOtherwise(String from, String to, String difference) {
    List<Result> results = examples(CASE.replace(from, to)).decide(BuiltInPolicies.standard());
    if (to.startsWith("due")) {
      assertThat(results.getFirst().differences())
          .containsExactly(
              "expected nothing in the way, and it is CVE-2026-0001",
              "expected CVE-2026-0001 due 2026-12-22, and it is never");
      return;
    }
    assertThat(results)
        .singleElement()
        .satisfies(result -> {
          assertThat(result.place()).isEqualTo("shop.test.yaml:2:5");
          assertThat(result.differences()).containsExactly(difference);
        });
    assertThat(examples(CASE).decide(BuiltInPolicies.standard())).allMatch(Result::isAsExpected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "cases: | case: | shop.test.yaml:1:1: \"case\" is not known",
        "rating: high | rated: high | shop.test.yaml:4:37: \"cases[0].given.flaws[0].rated\" is not known",
        "refused | refuse | shop.test.yaml:6:16: \"cases[0].expect.verdict\" holds \"refuse\", which is no such word",
      })
  void pointsAtWhatIsWrong(String from, String to, String message) {
    assertThatThrownBy(() -> examples(CASE.replace(from, to)))
        .isInstanceOfSatisfying(
            SeaworthyException.class,
            e -> {
              assertThat(e.code()).isEqualTo(VerdictError.BAD_EXAMPLES);
              assertThat(e).hasMessage(message);
            });
  }

  @Test
  void decidesOnEverythingThatAPolicyMayAsk() {
    assertThat(
            examples(
                    ASKING_CASES.formatted(
                        GOOD,
                        GOOD.replace("valid: true", "valid: false"),
                        GOOD.replace("frontend", "front, x: y")))
                .decide(Policies.read(ASKING)))
        .hasSize(8)
        .allSatisfy(result -> assertThat(result.differences()).as(result.name()).isEmpty());
  }

  /// Rows of CISA's directive beside FedRAMP's time for evaluating, which is seven days here.
  @Test
  void takesTheEarliestOfSeveralRulebooks() {
    Policy policy =
        Policies.read(
            """
            name: both
            version: 1
            extends: fedramp-cr26-class-b
            refuseSeen: {}
            deadlines: [fedramp.vdr@1/class-b, cisa.bod-26-04@1]
            """);
    String cases =
        """
        cases:
          - name: undeclared is exposed, automatable and total, so three days
            given: {flaws: [{flaw: CVE-2026-0001, rating: low}]}
            expect: {verdict: cleared, due: {CVE-2026-0001: "2026-11-25"}}
          - name: inside, by hand and partial waits for the next upgrade, but not for its evaluation
            given:
              facts: {exposure: internal}
              flaws: [{flaw: CVE-2026-0001, rating: low, automatable: false, totalImpact: false}]
            expect: {verdict: cleared, due: {CVE-2026-0001: "2026-11-29T09:00:00Z"}}
          - name: exposed, by hand and total, two weeks
            given:
              facts:
                exposure: internet
                evaluations:
                  - {flaw: CVE-2026-0001, completedAt: 2026-11-22T08:00:00Z, impact: n1, by: a, reason: b}
              flaws: [{flaw: CVE-2026-0001, rating: low, automatable: false}]
            expect: {verdict: cleared, due: {CVE-2026-0001: "2026-12-06"}}
          - name: what is exploited counts from its listing, where that came first
            given:
              facts: {exposure: internal}
              before: {cleared: true, same: true}
              flaws:
                - flaw: CVE-2026-0001
                  rating: low
                  automatable: false
                  totalImpact: false
                  knownExploited: {added: 2026-11-10, due: 2026-12-01}
            expect: {verdict: cleared, due: {CVE-2026-0001: "2026-11-24"}}
        """;
    assertThat(examples(cases).decide(policy))
        .hasSize(4)
        .allSatisfy(result -> assertThat(result.differences()).as(result.name()).isEmpty());
  }

  private static PolicyExamples examples(String text) {
    return PolicyExamples.read(
        text.getBytes(StandardCharsets.UTF_8), "shop.test.yaml", Limits.defaults());
  }
}
