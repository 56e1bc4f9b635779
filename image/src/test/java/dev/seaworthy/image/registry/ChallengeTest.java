package dev.seaworthy.image.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChallengeTest {

  private static List<Challenge> parse(String... values) {
    return Challenge.parse(List.of(values));
  }

  @Test
  void readsWhatRegistriesSend() {
    assertThat(
            parse(
                "Bearer realm=\"https://auth.docker.io/token\",service=\"registry.docker.io\","
                    + "scope=\"repository:library/debian:pull,push\""))
        .containsExactly(
            new Challenge(
                "bearer",
                Map.of(
                    "realm", "https://auth.docker.io/token",
                    "service", "registry.docker.io",
                    "scope", "repository:library/debian:pull,push")));
  }

  @Test
  void readsSeveralChallengesInOneHeaderOrInSeveral() {
    Challenge basic = new Challenge("basic", Map.of("realm", "harbour"));
    Challenge bearer = new Challenge("bearer", Map.of("realm", "r", "service", "s"));

    assertThat(parse("Basic realm=harbour, Bearer realm=r, service=s"))
        .containsExactly(basic, bearer);
    assertThat(parse("BASIC Realm=\"harbour\"", "bearer realm=r,service=s"))
        .containsExactly(basic, bearer);
  }

  @Test
  void unquotesWhatIsQuoted() {
    assertThat(parse("Basic realm=\"a \\\"b\\\" \\\\ c, d=e\"").getFirst().parameter("realm"))
        .isEqualTo("a \"b\" \\ c, d=e");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", ",,,", "\"", "=", "Basic realm=\"never ends", "Basic =x", "Basic realm=\"\\"})
  void endsWithWhateverItIsGiven(String value) {
    assertThat(parse(value)).hasSizeLessThanOrEqualTo(1);
  }

  @Test
  void ignoresAHeaderThatIsTooLong() {
    assertThat(parse("Basic realm=" + "x".repeat(10_000))).isEmpty();
  }
}
