package dev.seaworthy.rulebook.rating;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.base.Digest;
import dev.seaworthy.base.JsonValue;
import dev.seaworthy.base.JsonValue.JsonObject;
import dev.seaworthy.base.JsonValue.JsonString;
import dev.seaworthy.base.JsonWriter;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.rulebook.RuleDocument;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RatingRuleTest {

  @ParameterizedTest
  @CsvSource({"seaworthy.rating@1", "fedramp.rating@1", "mlps.rating@2"})
  void readsTheRulesThatComeWithTheProgram(String reference) {
    RatingRule rule = RatingRule.builtIn(reference);
    assertThat(rule.reference()).isEqualTo(reference);
    assertThat(rule.header().isEffectiveOn(LocalDate.of(2026, 11, 22))).isTrue();
    assertThat(RatingRule.builtIn()).contains(rule);
  }

  /// Policies and reports name a rule by id and version alone, so what is behind them stays.
  @ParameterizedTest
  @CsvSource({
    "seaworthy-1.json, f9173dda977e",
    "fedramp-1.json, 1ec18f6b5acf",
    "mlps-1.json, bbf65240f887",
    "mlps-2.json, 94ec32a4b4a9",
    "gbt30279-2020.json, 8380f6b345b1",
  })
  void keepsWhatAVersionOfARuleSays(String resource, String digest) {
    RuleDocument document = RuleDocument.resource(RatingRule.class, resource);
    assertThat(Digest.sha256(JsonWriter.canonical(document.object())).shortHex()).isEqualTo(digest);
  }

  @ParameterizedTest
  @CsvSource({
    "unratedAs, none, 'unratedAs\" must be critical, high, moderate or low'",
    "unratedAs, bad, 'unratedAs\" holds \"bad\", which is no rating'",
    "steps, x, 'steps\" must be a list of objects'",
    "title, x, 'title\" must be an object'",
    "extra, x, 'extra\" is not known'",
  })
  void namesTheMemberThatIsWrong(String member, String value, String message) {
    RuleDocument whole = RuleDocument.resource(RatingRule.class, "fedramp-1.json");
    Map<String, JsonValue> members = new LinkedHashMap<>(whole.object().members());
    members.put(member, new JsonString(value));
    assertThatThrownBy(() -> RatingRule.read(new RuleDocument("test", new JsonObject(members))))
        .isInstanceOf(SeaworthyException.class)
        .hasMessage("test: \"" + message);
  }

  @Test
  void keepsOlderVersionsForPoliciesThatNameThem() {
    RatingRule old = RatingRule.builtIn("mlps.rating@1");
    assertThat(old.header().version()).isEqualTo(1);
    assertThat(RatingRule.builtIn()).doesNotContain(old);
    assertThat(RatingRule.references()).contains("mlps.rating@1", "mlps.rating@2");
  }

  @Test
  void refusesARuleThatItDoesNotHave() {
    assertThatThrownBy(() -> RatingRule.builtIn("fedramp.rating@2"))
        .isInstanceOf(SeaworthyException.class)
        .hasMessageContaining("fedramp.rating@2");
  }
}
