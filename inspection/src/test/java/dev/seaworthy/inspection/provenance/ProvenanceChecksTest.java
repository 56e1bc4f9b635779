package dev.seaworthy.inspection.provenance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.base.Limits;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.inspection.InspectionError;
import dev.seaworthy.inspection.Observation;
import dev.seaworthy.inspection.dockerfile.check.CheckOptions;
import dev.seaworthy.inspection.dockerfile.check.CheckedDockerfile;
import dev.seaworthy.inspection.dockerfile.check.DockerfileChecks;
import dev.seaworthy.inspection.dockerfile.check.SecretTexts;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The documents follow BuildKit's page "SLSA definitions".
class ProvenanceChecksTest {

  private static final String FILE =
      "ARG BASE\nFROM ${BASE} AS build\nRUN sudo make\nFROM scratch\nUSER root\n";

  private static final String VERSION_ONE =
      """
      {"_type": "https://in-toto.io/Statement/v1", "predicateType": "https://slsa.dev/provenance/v1",
       "subject": [{"name": "_", "digest": {"sha256": "00"}}],
       "predicate": {
         "buildDefinition": {
           "buildType": "https://github.com/moby/buildkit/blob/master/docs/attestations/slsa-definitions.md",
           "externalParameters": {
             "configSource": {"path": "Dockerfile"},
             "request": {"frontend": "dockerfile.v0", "args": {
               "build-arg:BASE": "debian:12", "build-arg:NPM_TOKEN": "correct-horse-battery", "target": "build"}}},
           "resolvedDependencies": [
             {"uri": "pkg:docker/debian@12?platform=linux%%2Famd64", "digest": {"sha256": "11"}},
             {"uri": "https://u:correct-horse@a.example/x"}]},
         "runDetails": {
           "builder": {"id": ""},
           "metadata": {
             "buildkit_completeness": {"request": true, "resolvedDependencies": false},
             "buildkit_metadata": {"source": {
               "locations": {"step0": {"locations": [{"ranges": [{"start": {"line": 3}, "end": {"line": 3}}]}]}},
               "infos": [{"filename": "Dockerfile", "language": "Dockerfile", "data": "%s"}]}}}}}}
      """;

  private static final String VERSION_ZERO =
      """
      {"builder": {"id": "https://ci.example/runs/1"},
       "buildType": "https://mobyproject.org/buildkit@v1",
       "materials": [{"uri": "pkg:docker/debian@12", "digest": {"sha256": "11"}}],
       "invocation": {"configSource": {"entryPoint": "Dockerfile"},
         "parameters": {"frontend": "dockerfile.v0", "args": {"build-arg:BASE": "debian:12"}}},
       "metadata": {"completeness": {"parameters": true, "environment": true, "materials": true},
         "https://mobyproject.org/buildkit@v1#metadata": {"source": {
           "infos": [{"filename": "Dockerfile", "data": "%s"}]}}}}
      """;

  @Test
  void checksTheProvenanceAndTheFileInIt() {
    List<CheckedDockerfile> checked = check(VERSION_ONE.formatted(encoded(FILE)));
    assertThat(ids(checked.get(0)))
        .containsExactlyInAnyOrder(
            "provenance.builder-unknown",
            "provenance.incomplete",
            "provenance.material-not-pinned",
            "provenance.secret-in-argument");
    assertThat(checked.get(0).observations())
        .extracting(Observation::evidence)
        .noneMatch(text -> text.contains("horse"));
    assertThat(checked.get(1).path()).isEqualTo("statement.json!/Dockerfile");
    // By the target, the stage that runs as root is not the image's.
    assertThat(ids(checked.get(1)))
        .contains("dockerfile.base-not-pinned", "dockerfile.sudo", "dockerfile.user-missing")
        .doesNotContain("dockerfile.user-root");
    assertThat(checked.get(1).observations())
        .filteredOn(each -> each.rule().id().equals("dockerfile.sudo"))
        .extracting(Observation::line)
        .containsExactly(3L);
  }

  @Test
  void readsTheOlderVersionInEveryWrapping() {
    String bare = VERSION_ZERO.formatted(encoded(FILE));
    String statement =
        "{\"predicateType\": \"https://slsa.dev/provenance/v0.2\", \"predicate\": " + bare + "}";
    String envelope =
        "{\"payloadType\": \"application/vnd.in-toto+json\", \"payload\": \"%s\", \"signatures\": []}"
            .formatted(encoded(statement));
    for (String text : List.of(bare, statement, envelope, "{\"SLSA\": " + bare + "}")) {
      Provenance provenance = read(text);
      assertThat(provenance.builder()).isEqualTo("https://ci.example/runs/1");
      assertThat(provenance.entryPoint()).isEqualTo("Dockerfile");
      assertThat(provenance.isIncomplete()).isFalse();
      assertThat(provenance.files().getFirst().content().text()).isEqualTo(FILE);
      List<CheckedDockerfile> checked = check(text);
      assertThat(checked.get(0).observations()).isEmpty();
      assertThat(ids(checked.get(1))).contains("dockerfile.user-root");
    }
  }

  /// A secret may stand in an argument's name, and that of one argument in the address of a
  /// material: neither what is shown nor what findings are told apart by may hold it.
  @Test
  void showsNoSecretInAnyPlace() {
    String token = "ghp" + "_w7RkQ2mXv9TzL4sYbN8cJd3HfA6gUe1PqK0Z";
    String text =
        VERSION_ZERO
            .formatted(encoded(FILE))
            .replace(
                "\"build-arg:BASE\"",
                "\"build-arg:DB_PASSWORD\": \"correct-horse-battery\", \"x-"
                    + token
                    + "\": \"https://user:staple-horse@a.example\", \"build-arg:BASE\"")
            .replace(
                "\"materials\": [",
                "\"materials\": [{\"uri\": \"https://a.example/correct-horse-battery/"
                    + token
                    + "\"}, {\"uri\": \"https://u:staple-horse@a.example\"},");
    List<Observation> found = check(text).getFirst().observations();
    assertThat(found).hasSize(4);
    assertThat(found)
        .allSatisfy(each ->
            assertThat(each.key() + each.evidence())
                .doesNotContain("horse")
                .doesNotContain(token.substring(8)));
    assertThat(found).extracting(Observation::key).doesNotHaveDuplicates();
  }

  @Test
  void takesNoLongerForManyCredentialsThanTheirLength() {
    String many = "https://user:secret-word@a.example ".repeat(40_000);
    long start = System.nanoTime();
    assertThat(SecretTexts.withoutTokens(many))
        .doesNotContain("secret-word")
        .hasSizeLessThan(many.length());
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
  }

  @Test
  void tellsThatTheFileIsMissing() {
    assertThat(ids(check(VERSION_ZERO.formatted("")).getFirst()))
        .containsExactly("provenance.source-missing");
  }

  @Test
  void everyRuleIsSeenSomewhereAndNotEverywhere() {
    List<String> seen =
        check(VERSION_ONE.formatted("")).getFirst().observations().stream()
            .map(each -> each.rule().id())
            .toList();
    assertThat(ProvenanceChecks.with(DockerfileChecks.builtIn()).rules())
        .allSatisfy(rule -> assertThat(seen).contains(rule.id()));
    assertThat(check(VERSION_ZERO.formatted(encoded(FILE))).getFirst().observations()).isEmpty();
  }

  @Test
  void refusesWhatIsNoProvenance() {
    for (String text :
        List.of(
            "{}",
            "{\"predicateType\": \"https://spdx.dev/Document\", \"predicate\": {}}",
            "{\"payload\": \"???\"}",
            VERSION_ZERO.formatted("???"))) {
      assertThatThrownBy(() -> read(text))
          .isInstanceOfSatisfying(
              SeaworthyException.class,
              e -> {
                assertThat(e.code()).isEqualTo(InspectionError.BAD_PROVENANCE);
                assertThat(e).hasMessageStartingWith("statement.json: ");
              });
    }
  }

  private static String encoded(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static Provenance read(String text) {
    return ProvenanceReader.read(
        "statement.json", text.getBytes(StandardCharsets.UTF_8), Limits.defaults());
  }

  private static List<CheckedDockerfile> check(String text) {
    return ProvenanceChecks.with(DockerfileChecks.builtIn())
        .check(read(text), CheckOptions.DEFAULTS, Limits.defaults());
  }

  private static List<String> ids(CheckedDockerfile checked) {
    return checked.observations().stream().map(each -> each.rule().id()).toList();
  }
}
