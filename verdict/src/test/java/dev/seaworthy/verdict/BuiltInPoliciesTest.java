package dev.seaworthy.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.base.JsonWriter;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.rulebook.Rating;
import dev.seaworthy.rulebook.deadline.CertificationClass;
import dev.seaworthy.testkit.RepositoryRoot;
import dev.seaworthy.verdict.policy.DeadlineRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class BuiltInPoliciesTest {

  private static final Path FOLDER =
      RepositoryRoot.find().resolve("verdict/src/main/resources/dev/seaworthy/verdict/policies");

  static List<String> names() {
    return BuiltInPolicies.names();
  }

  /// People read and write YAML; the program reads the JSON beside it, since YAML takes its time.
  @ParameterizedTest
  @MethodSource("names")
  void saysTheSameInYamlAndJson(String name) throws IOException {
    Policy written = Policies.read(BuiltInPolicies.source(name));
    Path json = FOLDER.resolve(name + ".json");
    String document = JsonWriter.indented(written.toJson());
    if (System.getProperty("golden.update") != null) {
      Files.writeString(json, document);
    }
    assertThat(Files.readString(json)).isEqualTo(document);
    assertThat(written.name()).isEqualTo(name);
    assertThat(BuiltInPolicies.named(name)).isEqualTo(written);
  }

  @Test
  void hasNoOthersInItsFolder() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(
              names().stream()
                  .flatMap(name -> Stream.of(name + ".yaml", name + ".json", name + ".test.yaml"))
                  .toList());
    }
  }

  /// Whoever pinned the default policy's digest must not find it changed.
  @Test
  void keepsTheDigestOfTheDefaultPolicy() {
    assertThat(BuiltInPolicies.standard().digest().shortHex()).isEqualTo("78057b9d0e43");
  }

  @ParameterizedTest
  @CsvSource({"fedramp, fedramp-legacy-moderate", "mlps, mlps-level-2", "default, default"})
  void answersToShortNames(String asked, String name) {
    assertThat(BuiltInPolicies.named(asked).name()).isEqualTo(name);
  }

  @Test
  void refusesANameThatItDoesNotHave() {
    assertThatThrownBy(() -> BuiltInPolicies.named("fedramp-moderate"))
        .isInstanceOfSatisfying(
            SeaworthyException.class,
            e -> assertThat(e.code()).isEqualTo(VerdictError.NO_SUCH_POLICY));
  }

  @Test
  void showsWhatIsPresumedBesideTheNameOfTheLowerLevels() {
    assertThat(names().stream().map(name -> BuiltInPolicies.named(name).displayName()))
        .contains("mlps-level-1 (推定)", "mlps-level-2 (推定)", "mlps-level-3 (推定)", "mlps-level-4");
  }

  /// The catalogue of requirements says of levels 1 to 3 that this is inferred.
  @ParameterizedTest
  @CsvSource({"1, CRITICAL", "2, HIGH", "3, MODERATE", "4, LOW"})
  void refusesMoreTheHigherTheLevelIs(int level, Rating from) {
    Policy policy = BuiltInPolicies.named("mlps-level-" + level);
    assertThat(policy.refuseFrom()).isEqualTo(from);
    assertThat(policy.ratingRule().reference()).isEqualTo("mlps.rating@2");
    assertThat(policy.demands().hardeningProfile()).isEqualTo("mlps.level" + level + "@1");
  }

  @ParameterizedTest
  @CsvSource({"b, B, P1M, P6M, P7D", "c, C, P14D, P1M, P3D", "d, D, P7D, P1M, P1D"})
  void hasTheTimesOfItsClass(
      String letter,
      CertificationClass certification,
      String drifting,
      String steady,
      String samples) {
    Policy policy = BuiltInPolicies.named("fedramp-cr26-class-" + letter);
    assertThat(policy.deadlines())
        .singleElement()
        .isInstanceOfSatisfying(
            DeadlineRule.ByResponse.class,
            rule -> assertThat(rule.certification()).isEqualTo(certification));
    assertThat(policy.demands().detectionOrNull())
        .hasToString(
            "DetectionCadence[drifting=%s, steady=%s, samples=%s, imagesAre=DRIFTING]"
                .formatted(drifting, steady, samples));
  }

  @ParameterizedTest
  @MethodSource("names")
  void needsNoRulesOfItsOwn(String name) {
    assertThat(BuiltInPolicies.named(name).demands().rules()).isEmpty();
    assertThat(BuiltInPolicies.named(name).isAdvice()).isEqualTo(name.equals("advise"));
  }
}
