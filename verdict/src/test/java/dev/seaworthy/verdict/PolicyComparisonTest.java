package dev.seaworthy.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.base.Limits;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Which policy may stand in for which.
class PolicyComparisonTest {

  /// One that says something in most members.
  private static final String KNOWN =
      """
      extends: default
      name: harbour
      version: 1
      refuseFrom: high
      refuseStandings: [affected]
      refuseSeen: {secret: high}
      refuseKnownExploited: false
      deadlines: none
      scanWindowHours: 720
      dataAgeDaysMax: 7
      malwareDataAgeDaysMax: 2
      certificateDataAgeDaysMax: 10
      hardeningProfile: cis.docker.level1@1
      allowedRepositories: [a.example/**, b.example/**]
      validatedPipelines: [https://ci.example/*]
      allowNotWorse: false
      evaluateByFacts: false
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          refuseFrom: high             | refuseFrom: moderate                      |
          refuseFrom: high             | refuseFrom: critical                      | refuseFrom
          refuseStandings: [affected]  | refuseStandings: [affected, unknown]      |
          refuseStandings: [affected]  | refuseStandings: [unknown]                | refuseStandings
          {secret: high}               | {secret: low, malware: low}               |
          {secret: high}               | {secret: critical}                        | refuseSeen
          {secret: high}               | {malware: low}                            | refuseSeen
          Exploited: false             | Exploited: true                           |
          deadlines: none              | deadlines: fedramp.vdr@1/class-b          |
          scanWindowHours: 720         | scanWindowHours: 719                      |
          scanWindowHours: 720         | scanWindowHours: 721                      | scanWindowHours
          dataAgeDaysMax: 7            | dataAgeDaysMax: 8                         | dataAgeDaysMax
          malwareDataAgeDaysMax: 2     | malwareDataAgeDaysMax: 1                  |
          malwareDataAgeDaysMax: 2     | malwareDataAgeDaysMax: 3                  | malwareDataAgeDaysMax
          certificateDataAgeDaysMax: 10 | certificateDataAgeDaysMax: 11            | certificateDataAgeDaysMax
          level1@1                     | level2@1                                  | hardeningProfile
          [a.example/**, b.example/**] | [a.example/**]                            |
          [a.example/**, b.example/**] | [a.example/**, c.example/**]              | allowedRepositories
          [https://ci.example/*]       | ['**']                                    | validatedPipelines
          allowNotWorse: false         | allowNotWorse: true                       | allowNotWorse
          evaluateByFacts: false       | evaluateByFacts: true                     | evaluateByFacts
          version: 1                   | version: 2                                |
          name: harbour                | name: harbour~mode: advise                | mode
          name: harbour                | name: harbour~timeZone: Asia/Shanghai     | timeZone
          name: harbour                | name: harbour~allowedBases: [x.example/*] |
          """)
  void saysInWhatAPolicyAsksLess(String from, String to, @Nullable String less) {
    String changed = to.replace('~', '\n');
    assertThat(KNOWN).contains(from);
    Policy asked = policy(KNOWN.replace(from, changed));
    assertThat(PolicyComparison.less(asked, policy(KNOWN)))
        .isEqualTo(less == null ? List.of() : List.of(less));
  }

  /// Without a term of their own, certificates end with the age that data may have at the scan.
  @Test
  void theAgeOfMalwareDataCountsForCertificatesToo() {
    String known =
        KNOWN
            .replace("malwareDataAgeDaysMax: 2", "malwareDataAgeDaysMax: 7")
            .replace("certificateDataAgeDaysMax: 10", "certificateDataAgeDaysMax: 3");
    String asked =
        known
            .replace("\ndataAgeDaysMax: 7", "\ndataAgeDaysMax: 3")
            .replace("certificateDataAgeDaysMax: 3\n", "");
    assertThat(PolicyComparison.less(policy(asked), policy(known)))
        .containsExactly("certificateDataAgeDaysMax");
  }

  @Test
  void everyShippedPolicyAsksAsMuchAsItself() {
    for (String name : BuiltInPolicies.names()) {
      Policy policy = BuiltInPolicies.named(name);
      assertThat(PolicyComparison.less(policy, policy)).as(name).isEmpty();
    }
  }

  @Test
  void whoeverAcceptsReevaluationAsksLess() {
    String accepted =
        KNOWN
            + """
            acceptReevaluation:
              by: A. Official
              on: 2026-11-01
              reason: components were inventoried
            """;
    assertThat(PolicyComparison.less(policy(accepted), policy(KNOWN)))
        .containsExactly("acceptReevaluation");
    assertThat(PolicyComparison.less(policy(KNOWN), policy(accepted))).isEmpty();
  }

  private static Policy policy(String yaml) {
    return PolicyReader.read(
        yaml.getBytes(StandardCharsets.UTF_8), "policy.yaml", Limits.defaults());
  }
}
