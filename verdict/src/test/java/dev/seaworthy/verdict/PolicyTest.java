package dev.seaworthy.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.base.JsonReader;
import dev.seaworthy.base.JsonValue;
import dev.seaworthy.base.JsonValue.JsonArray;
import dev.seaworthy.base.JsonValue.JsonObject;
import dev.seaworthy.base.JsonValue.JsonString;
import dev.seaworthy.base.JsonWriter;
import dev.seaworthy.base.Limits;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.rulebook.Rating;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyTest {

  @Test
  void readsWhatItWrites() {
    Policy policy = BuiltInPolicies.standard().refusingFrom(Rating.LOW);
    JsonObject document =
        new JsonReader(Limits.defaults())
            .readObject(JsonWriter.canonical(policy.toJson()), "written");
    assertThat(PolicyReader.read(document, "written")).isEqualTo(policy);
  }

  @ParameterizedTest
  @CsvSource({
    "refuseFrom, none, 'test: \"refuseFrom\" holds \"none\", which is no such word'",
    "ratingRule, fedramp.rating@0, 'test: \"ratingRule\" holds \"fedramp.rating@0\", which is no such word'",
    "version, 1, 'test: \"version\" must be a whole number'",
    "refuseStandings, affected, 'test: \"refuseStandings\" must be a list of strings'",
    "extra, 1, 'test: \"extra\" is not known'",
  })
  void namesTheMemberThatIsWrong(String member, String value, String message) {
    Map<String, JsonValue> members =
        new LinkedHashMap<>(BuiltInPolicies.standard().toJson().members());
    members.put(member, new JsonString(value));
    assertThatThrownBy(() -> PolicyReader.read(new JsonObject(members), "test"))
        .isInstanceOf(SeaworthyException.class)
        .hasMessage(message);
  }

  @Test
  void namesChannelsOnlyWhereThereAreSome() {
    Policy policy = BuiltInPolicies.standard();
    Policy subscribed = policy.subscribing(List.of("ubuntu-pro"));
    assertThat(((JsonObject) policy.toJson()).members()).doesNotContainKey("channels");
    assertThat(subscribed.digest()).isNotEqualTo(policy.digest());
    assertThat(policy.subscribing(List.of()).digest()).isEqualTo(policy.digest());
    assertThat(PolicyReader.read((JsonObject) subscribed.toJson(), "written"))
        .isEqualTo(subscribed);
    assertThatThrownBy(() ->
            PolicyReader.read(
                new JsonObject(
                    with(subscribed, "channels", new JsonArray(List.of(new JsonString("esm"))))),
                "test"))
        .isInstanceOf(SeaworthyException.class)
        .hasMessageStartingWith("test: \"channels\" is wrong: no channel is called \"esm\"");
  }

  private static Map<String, JsonValue> with(Policy policy, String member, JsonValue value) {
    Map<String, JsonValue> members = new LinkedHashMap<>(((JsonObject) policy.toJson()).members());
    members.put(member, value);
    return members;
  }

  @Test
  void missesEveryMember() {
    for (String member : BuiltInPolicies.standard().toJson().members().keySet()) {
      Map<String, JsonValue> members =
          new LinkedHashMap<>(BuiltInPolicies.standard().toJson().members());
      members.remove(member);
      assertThatThrownBy(() -> PolicyReader.read(new JsonObject(members), "test"))
          .isInstanceOf(SeaworthyException.class)
          .hasMessageContaining(member);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "medium, Did you mean \"moderate\"?",
    "important, Did you mean \"high\"?",
    "HIGH, Did you mean \"high\"?",
    "none, 'Use critical, high, moderate or low.'",
    "severe, 'Use critical, high, moderate or low.'",
  })
  void saysWhichThresholdWasMeant(String text, String hint) {
    assertThatThrownBy(() -> Threshold.parse(text))
        .isInstanceOfSatisfying(
            SeaworthyException.class, e -> assertThat(e.hint()).isEqualTo(hint));
  }
}
