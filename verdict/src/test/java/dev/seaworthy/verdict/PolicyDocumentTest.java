package dev.seaworthy.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.base.JsonWriter;
import dev.seaworthy.base.Limits;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.rulebook.Rating;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a person writes, and what the program says when it is wrong.
class PolicyDocumentTest {

  private static final String SHORT =
      "name: shop\nversion: 1\nextends: fedramp\nrefuseFrom: moderate\n";

  @Test
  void takesWhatIsLeftOutFromThePolicyThatIsExtended() {
    Policy shop = Policies.read(SHORT);
    assertThat(shop.name()).isEqualTo("shop");
    assertThat(shop.refuseFrom()).isEqualTo(Rating.MODERATE);
    assertThat(shop.deadlines()).isEqualTo(BuiltInPolicies.named("fedramp").deadlines());
    assertThat(shop.demands().title()).isEmpty();
    assertThat(shop.toJson().members()).doesNotContainKey("extends");
    // The digest is of what is meant, and not of how it is written.
    String whole = new String(JsonWriter.canonical(shop.toJson()), StandardCharsets.UTF_8);
    assertThat(json(whole).digest()).isEqualTo(shop.digest());
    assertThat(Policies.read("# why\n" + SHORT.replace("moderate", "'moderate'")).digest())
        .isEqualTo(shop.digest());
  }

  @Test
  void readsJsonToo() {
    String spaced = JsonWriter.indented(BuiltInPolicies.standard().toJson()).replace("  ", "\t");
    assertThat(json(spaced)).isEqualTo(BuiltInPolicies.standard());
    assertThat(Policies.read(JsonWriter.indented(BuiltInPolicies.standard().toJson())))
        .isEqualTo(BuiltInPolicies.standard());
    assertThatThrownBy(() -> json(spaced.replace("\"default\"", "1")))
        .hasMessage("policy.json:2:10: \"name\" must be a string");
    assertThatThrownBy(() -> json("{\n\t\"name\": \"shop\"\n}"))
        .hasMessage("policy.json:1:1: \"refuseStandings\" is missing");
    assertThatThrownBy(() -> json("{\"name\": \"a\", \"name\": \"b\"}"))
        .hasMessageContaining("line 1, column");
    assertThatThrownBy(() -> json("name: shop\n")).isInstanceOf(SeaworthyException.class);
  }

  /// The path of each value is kept, for messages; together they must not fill the memory.
  @Test
  void refusesLongKeysAndMoreValuesThanAnybodyWrites() {
    assertThatThrownBy(() -> yaml("a".repeat(201) + ": 1\n"))
        .hasMessageContaining("a key has 201 characters, and 200 may be");
    String many = "name: shop\nlist: [" + "1,".repeat(20_000) + "1]\n";
    assertThatThrownBy(() -> yaml(many)).hasMessageContaining("more than 20000 values");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "refuseFrom: moderate | refuseFrom: medium | 4:13 | \"refuseFrom\" holds \"medium\", which is no such word | Use some of: critical, high, moderate, low.",
        "refuseFrom: | refusefrom: | 4:1 | \"refusefrom\" is not known | Use some of: acceptReevaluation",
        "version: 1 | version: one | 2:10 | \"version\" must be a whole number | Correct what",
        "version: 1 | version: 0 | 2:10 | \"version\" must lie between 1 and 100,000 | Correct what",
        "extends: fedramp | extends: fedrampp | 3:10 | \"extends\" must name a policy that comes with the program | Use one of: default, strict",
        "extends: fedramp | refuseFrom: low | 4:1 | \"refuseFrom\" is there twice; keep one of them | Correct what",
        "extends: fedramp | extends: &a fedramp | 3:10 | anchors and aliases aren't read here; write the value out | Correct what",
        "refuseFrom: moderate | timeZone: Mars/North | 4:11 | \"timeZone\" must be a time zone such as UTC or Asia/Shanghai | Correct what",
        "version: 1 | version: yes | 2:10 | \"version\" must be a whole number | Correct what",
        "refuseFrom: moderate | detection: {drifting: P1Y} | 4:23 | \"detection.drifting\" must be a period of 1 to 399 days or 1 to 12 months, such as P14D or P1M | Correct what",
        "version: 1 | version: ' | 5:1 | this is no YAML: found unexpected end of stream | Correct what",
        "extends: fedramp | extends: !java fedramp | 3:10 | the tag !java isn't read here | Correct what",
      })
  void pointsAtLineAndColumn(String from, String to, String place, String problem, String hint) {
    String document = SHORT.replace(from, to);
    assertThat(document).isNotEqualTo(SHORT);
    assertThatThrownBy(() -> Policies.read(document))
        .isInstanceOfSatisfying(
            SeaworthyException.class,
            e -> {
              assertThat(e.code()).isEqualTo(VerdictError.BAD_POLICY);
              assertThat(e).hasMessage("policy.yaml:" + place + ": " + problem);
              assertThat(e.hint()).startsWith(hint);
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "# nothing\n", "---\n", "- a\n", "text", "a: 1\n---\nb: 2\n", "\u0000"})
  void refusesWhatIsNoMapping(String text) {
    assertThatThrownBy(() -> Policies.read(text))
        .isInstanceOfSatisfying(
            SeaworthyException.class, e -> assertThat(e.code()).isEqualTo(VerdictError.BAD_POLICY));
  }

  @Test
  void refusesHostileDocumentsInTime() {
    for (String text :
        new String[] {
          "[".repeat(300_000),
          "{a: ".repeat(100_000),
          "a: &a [*a]\n",
          "? [a]\n: b\n",
          "x".repeat(2_000_000),
          "name: \"\\ud800\"\n",
          "? ".repeat(50_000)
        }) {
      assertThatThrownBy(() -> Policies.read(text)).isInstanceOf(SeaworthyException.class);
    }
    assertThatThrownBy(() ->
            PolicyReader.read(new byte[] {(byte) 0xff, (byte) 0xfe}, "p.yaml", Limits.defaults()))
        .hasMessage("p.yaml: the text is not UTF-8");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "finding.epss > | line 1, column 15 of its expression: mismatched input",
        "finding.epss | ",
        "nobody.knows == 1 | line 1, column 1 of its expression: undeclared reference to 'nobody'",
        "1 + 2 | line 1, column 3 of its expression: expected type 'bool' but found 'int'",
        "size(findings) > 'a' | line 1, column 16 of its expression: found no matching overload",
      })
  void pointsIntoExpressions(String expression, String problem) {
    String text =
        SHORT
            + "rules:\n  - id: mine\n    on: finding\n    reason: so\n    refuse: \"%s\"\n"
                .formatted(expression);
    if (problem == null) {
      // It may be true or false; what isn't there shows when it is worked out.
      assertThat(Policies.read(text).demands().rules()).hasSize(1);
      return;
    }
    assertThatThrownBy(() -> Policies.read(text))
        .isInstanceOfSatisfying(
            SeaworthyException.class,
            e -> {
              assertThat(e.code()).isEqualTo(VerdictError.BAD_RULE_EXPRESSION);
              assertThat(e).hasMessageStartingWith("policy.yaml:9:13: rule mine: " + problem);
            });
  }

  private static Policy yaml(String text) {
    return PolicyReader.read(
        text.getBytes(StandardCharsets.UTF_8), "policy.yaml", Limits.defaults());
  }

  private static Policy json(String text) {
    return PolicyReader.read(
        text.getBytes(StandardCharsets.UTF_8), "policy.json", Limits.defaults());
  }
}
