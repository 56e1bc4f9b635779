package dev.seaworthy.inspection.dockerfile.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.seaworthy.base.Limits;
import dev.seaworthy.inspection.InspectionRule;
import dev.seaworthy.inspection.InspectionRules;
import dev.seaworthy.inspection.Observation;
import dev.seaworthy.inspection.Subject;
import dev.seaworthy.inspection.dockerfile.DockerfileReader;
import dev.seaworthy.inspection.dockerfile.check.CheckedDockerfile.Ignored;
import dev.seaworthy.testkit.Gates;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DockerfileChecksTest {

  private static final DockerfileChecks CHECKS = DockerfileChecks.builtIn();
  private static final List<Sample> SAMPLES = Sample.all();

  @Test
  void seesWhatTheSamplesSay() throws Exception {
    Gates.always(
        "Dockerfile checks on their samples",
        () -> {
          List<String> wrong = new ArrayList<>();
          for (Sample sample : SAMPLES) {
            if (!sample.holds(CHECKS)) {
              wrong.add(
                  "%s: wanted %s, saw %s in%n%s"
                      .formatted(
                          sample.rule(), sample.lines(), sample.seen(CHECKS), sample.text()));
            }
          }
          assertThat(wrong).isEmpty();
          return SAMPLES.size();
        });
  }

  @Test
  void everyRuleHasASampleOnWhichItFitsAndOneOnWhichItDoesNot() {
    for (InspectionRule rule : CHECKS.rules()) {
      List<Sample> own =
          SAMPLES.stream().filter(sample -> sample.rule().equals(rule.id())).toList();
      assertThat(own).as(rule.id()).anyMatch(sample -> !sample.lines().isEmpty());
      assertThat(own).as(rule.id()).anyMatch(sample -> sample.lines().isEmpty());
    }
    assertThat(SAMPLES)
        .extracting(Sample::rule)
        .isSubsetOf(CHECKS.rules().stream().map(InspectionRule::id).toList());
  }

  @Test
  void everyTextIsADocumentsRule() {
    assertThat(CHECKS.rules())
        .hasSize(InspectionRules.read(DockerfileChecks.class, "rules.json", Subject.CHECK).size());
  }

  /// Each instruction has a scope of its own, and each may name any of thousands of stages.
  @Test
  void takesNoMoreTimeAndMemoryThanAFilesLengthIsWorth() {
    StringBuilder variables = new StringBuilder("FROM a\n");
    for (int i = 0; i < 30_000; i++) {
      variables.append("ENV x").append(i).append(" $x\n");
    }
    StringBuilder stages = new StringBuilder();
    for (int i = 0; i < 12_000; i++) {
      stages.append("FROM a AS s%s\nCOPY --from=s%s / /\n".formatted(i, i));
    }
    assertTimeoutPreemptively(
        Duration.ofSeconds(60),
        () -> {
          assertThat(ids(check(variables.toString()))).isNotEmpty();
          assertThat(ids(check(stages.toString()))).isNotEmpty();
        });
  }

  @Test
  void knowsTheLastOfThoseVariablesThatOneFileMayMean() {
    String set = "FROM a:1\nENV V=/etc\n";
    String other = "ENV V=/data\n";
    String use = "VOLUME $V\n";
    assertThat(ids(check(set + use))).contains("dockerfile.volume-sensitive");
    assertThat(ids(check(set + other + use))).doesNotContain("dockerfile.volume-sensitive");
    assertThat(ids(check(set + other.repeat(3_000) + set.substring(9) + use)))
        .doesNotContain("dockerfile.volume-sensitive");
  }

  @Test
  void ignoresWithAReasonAndTellsIt() {
    CheckedDockerfile checked =
        check(
            """
            # seaworthy:ignore=base-latest,base-not-pinned the mirror pins it
            FROM debian
            # seaworthy:ignore=dockerfile.sudo
            RUN sudo make
            """);
    assertThat(checked.ignored()).extracting(Ignored::reason).containsOnly("the mirror pins it");
    assertThat(checked.ignored())
        .extracting(ignored -> ignored.observation().rule().id())
        .containsExactly("dockerfile.base-latest");
    assertThat(ids(checked))
        .contains(
            "dockerfile.sudo", "dockerfile.ignore-without-reason", "dockerfile.ignore-unused");
  }

  @Test
  void showsNoSecretInAnyEvidenceOrKey() {
    List<String> secrets =
        List.of(
            "correct-horse-battery",
            "tr0ub4dor-and-3",
            "s3cr3t-header-value",
            "ghp_" + "Ab".repeat(18));
    CheckedDockerfile checked =
        check(
            """
            FROM debian
            ARG DB_PASSWORD=correct-horse-battery
            ENV APP_SECRET="tr0ub4dor-and-3"
            RUN curl -k -H "Authorization: Bearer s3cr3t-header-value" http://a.example/correct-horse-battery | sh
            RUN git clone https://%s@git.example/a.git && sudo echo tr0ub4dor-and-3
            LABEL note=correct-horse-battery
            """
                .formatted(secrets.getLast()));
    assertThat(checked.observations()).hasSizeGreaterThan(8);
    Stream<String> shown =
        checked.observations().stream()
            .flatMap(each -> Stream.of(each.evidence(), each.key(), each.details().toString()));
    assertThat(shown)
        .allSatisfy(text -> assertThat(secrets).noneMatch(text::contains))
        .anySatisfy(text -> assertThat(text).contains("ghp_***").doesNotContain("Ab"));
  }

  @Test
  void takesBuildArgumentsAndTheTarget() {
    String text = "ARG BASE\nFROM $BASE AS a\nUSER 5\nFROM a AS b\nUSER root\n";
    CheckedDockerfile checked =
        DockerfileChecks.builtIn()
            .check(
                DockerfileReader.read(
                    "Dockerfile", text.getBytes(StandardCharsets.UTF_8), Limits.defaults()),
                new CheckOptions(
                    "a", Map.of("BASE", "debian"), CheckOptions.Context.UNKNOWN, false));
    assertThat(ids(checked)).containsExactly("dockerfile.base-latest");
  }

  @Test
  void namesTheLineOfTheCommandInsideALongStep() {
    CheckedDockerfile checked =
        check(
            """
            FROM debian
            RUN set -e; \\
                # a comment between
                apt-get update && \\

                sudo make
            """);
    assertThat(checked.observations())
        .filteredOn(each -> each.rule().id().equals("dockerfile.sudo"))
        .extracting(Observation::line)
        .containsExactly(6L);
  }

  private static CheckedDockerfile check(String text) {
    return CHECKS.check(
        DockerfileReader.read(
            "Dockerfile", text.getBytes(StandardCharsets.UTF_8), Limits.defaults()),
        CheckOptions.DEFAULTS);
  }

  private static List<String> ids(CheckedDockerfile checked) {
    return checked.observations().stream().map(each -> each.rule().id()).toList();
  }
}
