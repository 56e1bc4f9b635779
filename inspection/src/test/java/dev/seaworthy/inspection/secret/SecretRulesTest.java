package dev.seaworthy.inspection.secret;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.inspection.InspectionRule;
import dev.seaworthy.inspection.secret.ContentScan.Secret;
import dev.seaworthy.inspection.secret.SecretRule.Form;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class SecretRulesTest {

  private static final SecretRules RULES = SecretRules.builtIn();

  /// How many samples are drawn of each template.
  private static final int DRAWS = 3;

  private static List<String> found(SecretRules rules, String path, String text) {
    ContentScan scan = new ContentScan(rules, KeywordFinders.inJava(rules));
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    scan.begin(path);
    scan.accept(bytes, 0, bytes.length);
    return scan.end().secrets().stream().map(Secret::rule).map(SecretRule::id).distinct().toList();
  }

  private static List<String> samples(List<String> templates) {
    return templates.stream()
        .flatMap(template ->
            IntStream.range(0, DRAWS).mapToObj(draw -> Template.sample(template, 31 * draw + 1)))
        .toList();
  }

  @Test
  void areAtLeastAHundredAndFiftyWithTextsInBothLanguages() {
    assertThat(RULES.rules()).hasSizeGreaterThanOrEqualTo(150);
    assertThat(RULES.descriptions())
        .extracting(InspectionRule::id)
        .isSorted()
        .doesNotHaveDuplicates();
    assertThat(RULES.descriptions())
        .allSatisfy(rule -> {
          assertThat(rule.title().chinese()).as(rule.id()).containsPattern("\\p{IsHan}");
          assertThat(rule.reason().chinese()).as(rule.id()).containsPattern("\\p{IsHan}");
          assertThat(rule.fix().chinese()).as(rule.id()).containsPattern("\\p{IsHan}");
          assertThat(rule.references()).as(rule.id()).isNotEmpty();
        });
  }

  @TestFactory
  Stream<DynamicTest> findTheirSamplesAndNoOtherRuleDoes() {
    return RULES.rules().stream()
        .map(rule ->
            DynamicTest.dynamicTest(
                rule.id(),
                () -> {
                  assertThat(rule.positives()).as("positive samples").isNotEmpty();
                  assertThat(rule.negatives()).as("negative samples").isNotEmpty();
                  for (String sample : samples(rule.positives())) {
                    assertThat(found(RULES, Template.path(rule), sample))
                        .as(sample)
                        .containsExactly(rule.id());
                  }
                  for (String sample : samples(rule.negatives())) {
                    assertThat(found(RULES, Template.path(rule), sample))
                        .as(sample)
                        .doesNotContain(rule.id());
                  }
                }));
  }

  /// A rule that is taken away, loses its keywords or asks for more than there is must fail the
  /// samples above.
  @TestFactory
  Stream<DynamicTest> failTheirSamplesWhenTheyAreBroken() {
    return RULES.rules().stream()
        .map(rule ->
            DynamicTest.dynamicTest(
                rule.id(),
                () -> {
                  assertThat(holds(alone(rule))).as("the rule alone").isTrue();
                  assertThat(survivors(rule)).isEmpty();
                }));
  }

  private static List<String> survivors(SecretRule rule) {
    List<String> survivors = new ArrayList<>();
    if (positivesHold(RULES.without(rule.id()), rule)) {
      survivors.add("without the rule");
    }
    if (holds(alone(changed(rule, text -> "(?:" + text + ")\\x00{3}")))) {
      survivors.add("with a longer expression");
    }
    if (holds(alone(changed(rule, _ -> "\\x00\\x01(\\x02)")))) {
      survivors.add("with another expression");
    }
    if (rule.form() != Form.WHOLE && holds(alone(withKeywords(rule, List.of("\u0001\u0002"))))) {
      survivors.add("with another keyword");
    }
    return survivors;
  }

  /// Most exact lengths are held by a negative sample: a rule that takes any length fails.
  @Test
  void failTheirSamplesWhenLengthsAreLoosened() {
    List<String> survivors = new ArrayList<>();
    int loosened = 0;
    for (SecretRule rule : RULES.rules()) {
      SecretRule changed =
          changed(rule, text -> text.replaceAll("\\{(\\d{2,})(?:,\\d+)?\\}", "{1,400}"));
      if (!changed.expression().pattern().equals(rule.expression().pattern())) {
        loosened++;
        SecretRule free =
            new SecretRule(
                changed.rule(),
                changed.form(),
                0,
                changed.keywords(),
                changed.expression(),
                changed.reach(),
                changed.span(),
                0,
                changed.pathOrNull(),
                changed.allowed(),
                changed.isInBinaries(),
                changed.positives(),
                changed.negatives());
        if (holds(alone(free))) {
          survivors.add(rule.id());
        }
      }
    }
    assertThat(loosened).isGreaterThan(200);
    assertThat(survivors).hasSizeLessThan(loosened / 5);
  }

  private static SecretRules alone(SecretRule rule) {
    return SecretRules.of(List.of(rule), List.of(), "alone");
  }

  private static boolean holds(SecretRules rules) {
    SecretRule rule = rules.rules().getFirst();
    return positivesHold(rules, rule)
        && samples(rule.negatives()).stream()
            .noneMatch(sample -> found(rules, Template.path(rule), sample).contains(rule.id()));
  }

  private static boolean positivesHold(SecretRules rules, SecretRule rule) {
    return samples(rule.positives()).stream()
        .allMatch(sample -> found(rules, Template.path(rule), sample).contains(rule.id()));
  }

  private static SecretRule changed(SecretRule rule, UnaryOperator<String> change) {
    return new SecretRule(
        rule.rule(),
        rule.form(),
        rule.rank(),
        rule.keywords(),
        Pattern.compile(change.apply(rule.expression().pattern())),
        rule.reach(),
        rule.span(),
        rule.entropyMin(),
        rule.pathOrNull(),
        rule.allowed(),
        rule.isInBinaries(),
        rule.positives(),
        rule.negatives());
  }

  private static SecretRule withKeywords(SecretRule rule, List<String> keywords) {
    return new SecretRule(
        rule.rule(),
        rule.form(),
        rule.rank(),
        keywords,
        rule.expression(),
        rule.reach(),
        rule.span(),
        rule.entropyMin(),
        rule.pathOrNull(),
        rule.allowed(),
        rule.isInBinaries(),
        rule.positives(),
        rule.negatives());
  }

  /// The JVM's engine goes one frame deeper for each turn of a repeated choice, and an open end
  /// reads on to the end of the window.
  @Test
  void boundEveryRepetitionAndRepeatNoLongChoice() {
    assertThat(RULES.rules())
        .allSatisfy(rule -> {
          String bare = rule.expression().pattern().replaceAll("\\[(?:\\\\.|[^\\]])*\\]", "C");
          assertThat(bare).as(rule.id()).doesNotContainPattern("\\{\\d+,\\}");
          assertThat(bare).as(rule.id()).doesNotContainPattern("\\)\\{(?:\\d+,)?\\d{3,}\\}");
          assertThat(bare).as(rule.id()).doesNotContainPattern("\\)[*+]");
        });
  }

  @Test
  void keepTheirDigestAndTellOthersApart() {
    assertThat(SecretRules.builtIn().digest()).isEqualTo(RULES.digest());
    assertThat(RULES.without("secret.github-pat").digest()).isNotEqualTo(RULES.digest());
  }
}
