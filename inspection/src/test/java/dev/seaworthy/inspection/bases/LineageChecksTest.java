package dev.seaworthy.inspection.bases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.base.Digest;
import dev.seaworthy.base.Limits;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.image.DiffId;
import dev.seaworthy.image.lineage.BaseImage;
import dev.seaworthy.image.lineage.BaseImage.Recognition;
import dev.seaworthy.image.lineage.Lineage;
import dev.seaworthy.inspection.InspectionError;
import dev.seaworthy.inspection.Observation;
import dev.seaworthy.inspection.bases.BaseImageSignatures.Signers;
import dev.seaworthy.inspection.dockerfile.DockerfileReader;
import dev.seaworthy.inspection.dockerfile.check.CheckOptions;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LineageChecksTest {

  private static final LocalDate TODAY = LocalDate.parse("2026-11-22");
  private static final Digest OLD = digest("old");
  private static final Digest NEW = digest("new");
  private static final Digest ENDED = digest("ended");
  private static final Digest OTHER = digest("other");
  private static final DiffId LAYER = new DiffId(digest("layer"));
  private static final DiffId NEW_LAYER = new DiffId(digest("new layer"));
  private static final DiffId OWN_LAYER = new DiffId(digest("own layer"));

  private static final String LIST =
      """
      {"version": 1, "bases": [
        {"name": "debian", "repositories": ["registry.example/base/*"], "releases": [
          {"version": "12.12", "date": "2026-10-01", "digest": "%s", "layers": ["%s"]},
          {"version": "12.11", "date": "2026-07-01", "digest": "%s", "layers": ["%s"], "until": "2027-01-01"},
          {"version": "12.1", "date": "2026-01-01", "digest": "%s", "until": "2026-02-01"},
          {"version": "13.0", "date": "2026-12-24", "digest": "%s"}]},
        {"name": "signed", "signers": ["release@example"]}]}
      """
          .formatted(NEW, NEW_LAYER.digest(), OLD, LAYER.digest(), ENDED, digest("future"));

  @Test
  void recognisesAReleaseByItsLayersWhateverLabelsSay() {
    Lineage lie = claimed("registry.example/base/debian:12", NEW, Recognition.LABEL_DIGEST);
    List<Observation> found = checks().check(lie, List.of(LAYER, OWN_LAYER));
    assertThat(ids(found)).containsExactly("base.outdated");
    assertThat(found.getFirst().details())
        .containsEntry("newestVersion", "12.12")
        .containsEntry("newestDigest", NEW.toString());
    assertThat(checks().check(lie, List.of(NEW_LAYER, OWN_LAYER))).isEmpty();
  }

  @Test
  void tellsTheKindsOfBaseImagesApart() {
    assertThat(ids(checks().check(Lineage.UNKNOWN, List.of(OWN_LAYER))))
        .containsExactly("base.unknown");
    assertThat(ids(of("debian:12", OTHER, Recognition.LAYER_PREFIX)))
        .containsExactly("base.signer-unknown");
    assertThat(of("registry.example/base/x:1", OTHER, Recognition.LAYER_PREFIX)).isEmpty();
    assertThat(ids(of("registry.example/base/x:1", OTHER, Recognition.LABEL_NAME)))
        .containsExactly("base.unproven");
    assertThat(ids(of("", ENDED, Recognition.LAYER_PREFIX)))
        .containsExactly("base.expired", "base.outdated");
  }

  @Test
  void asksForSignaturesAndSaysThatTheyAreNotKnown() {
    Observation unknown = of("debian:12", OTHER, Recognition.LAYER_PREFIX).getFirst();
    assertThat(unknown.rule().id()).isEqualTo("base.signer-unknown");
    assertThat(unknown.rule().isBlindSpot()).isTrue();
    assertThat(signedBy("somebody@example", "").getFirst().rule().isBlindSpot()).isFalse();
    assertThat(unknown.evidence()).contains("no key of a signer is trusted");
    assertThat(ids(signedBy("release@example", ""))).isEmpty();
    assertThat(ids(signedBy("somebody@example", ""))).containsExactly("base.not-allowed");
    assertThat(ids(signedBy("somebody@example", "unreachable")))
        .containsExactly("base.signer-unknown");
  }

  private static List<Observation> signedBy(String name, String problem) {
    BaseImageSignatures signed = _ -> new Signers(Set.of(name), "one by " + name, problem);
    return new LineageChecks(list(LIST), signed, TODAY)
        .check(claimed("debian:12", OTHER, Recognition.LAYER_PREFIX), List.of(OWN_LAYER));
  }

  @Test
  void everyRuleHasBeenSeen() {
    List<String> seen =
        Stream.of(
                checks().check(Lineage.UNKNOWN, List.of()),
                of("", ENDED, Recognition.LAYER_PREFIX),
                of("x", OTHER, Recognition.LAYER_PREFIX),
                signedBy("somebody@example", ""),
                of("", NEW, Recognition.LABEL_DIGEST))
            .flatMap(List::stream)
            .map(each -> each.rule().id())
            .toList();
    assertThat(checks().rules()).allSatisfy(rule -> assertThat(seen).contains(rule.id()));
  }

  @Test
  void judgesTheImagesOfADockerfile() {
    String text =
        "ARG B\nFROM debian:12 AS a\nFROM registry.example/base/x@%s\nFROM a\nFROM $B\nFROM scratch\nFROM y@%s\nFROM y@%s\n"
            .formatted(OTHER, OLD, NEW);
    List<Observation> found =
        checks()
            .check(
                DockerfileReader.read(
                    "Dockerfile", text.getBytes(StandardCharsets.UTF_8), Limits.defaults()),
                CheckOptions.DEFAULTS);
    assertThat(ids(found)).containsExactly("base.not-allowed", "base.unknown", "base.outdated");
    assertThat(found).extracting(Observation::line).containsExactly(2L, 5L, 7L);
  }

  @Test
  void tellsOfADockerfileThatBuildsOnAReleaseWhoseTimeIsOver() {
    List<Observation> found =
        checks()
            .check(
                DockerfileReader.read(
                    "Dockerfile",
                    "FROM registry.example/base/debian:12.1@%s\n"
                        .formatted(ENDED)
                        .getBytes(StandardCharsets.UTF_8),
                    Limits.defaults()),
                CheckOptions.DEFAULTS);
    assertThat(ids(found)).containsExactly("base.expired", "base.outdated");
    assertThat(found)
        .allSatisfy(each -> {
          assertThat(each.location().path()).isEqualTo("Dockerfile");
          assertThat(each.line()).isEqualTo(1);
        });
    assertThat(found.getFirst().evidence()).endsWith("was allowed until 2026-02-01");
    assertThat(found.getLast().details()).containsEntry("newestVersion", "12.12");
  }

  @ParameterizedTest
  @CsvSource({
    "debian, docker.io/library/debian",
    "debian:12@sha256:0, ''",
    "docker.io/debian:12, docker.io/library/debian",
    "Debian, ''",
    "'', ''",
    "shop/cart:1, docker.io/shop/cart",
    "localhost:5000/a/b:1, localhost:5000/a/b",
    "registry.example/a, registry.example/a"
  })
  void bringsReferencesIntoOneForm(String reference, String repository) {
    assertThat(AllowedBases.repository(reference).orElse("")).isEqualTo(repository);
  }

  @ParameterizedTest
  @CsvSource({
    "registry.example/*, registry.example/a, true",
    "registry.example/*, registry.example/a/b, false",
    "registry.example/**, registry.example/a/b, true",
    "**/debian, registry.example/x/debian, true",
    "registry.example/debian, registry.example/debian2, false"
  })
  void matchesRepositoriesByPattern(String pattern, String repository, boolean isFitting) {
    AllowedImage image =
        new AllowedImage("x", List.of(pattern), java.util.Set.of(), List.of(), List.of());
    assertThat(image.fitsRepository(repository)).isEqualTo(isFitting);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '%',
      textBlock =
          """
          %{"version": 2, "bases": [{"name": "a", "digests": []}]}%               ; list.json: "version" must lie
          %{"version": 1, "bases": []}%                                           ; "bases" must be a list
          %{"version": 1, "bases": [{"name": "a", "digest": "x"}]}%               ; bases[0]: "digest" is not known
          %{"version": 1, "bases": [{"name": "a"}]}%                              ; bases[0]: it allows nothing
          %{"version": 1, "bases": [{"name": "a", "digests": ["sha256:1"]}]}%     ; bases[0]: "digests" must be a digest
          %{"version": 1, "bases": [{"name": "a", "repositories": ["A b"]}]}%     ; which is no repository
          %{"version": 1, "bases": [{"name": "a", "releases": [{"version": "1", "date": "now"}]}]}% ; "date" must be a day
          %{"version": 1,}%                                                       ; line 1, column
          """)
  void readsListsStrictlyAndNamesThePlace(String text, String message) {
    assertThatThrownBy(() -> list(text))
        .isInstanceOfSatisfying(
            SeaworthyException.class,
            e -> assertThat(e.code()).isEqualTo(InspectionError.BAD_BASE_LIST))
        .hasMessageContaining(message);
  }

  private static List<Observation> of(String name, Digest digest, Recognition recognition) {
    return checks().check(claimed(name, digest, recognition), List.of(OWN_LAYER));
  }

  private static Lineage claimed(String name, Digest digest, Recognition recognition) {
    return new Lineage(new BaseImage(name, digest, 0, recognition), List.of());
  }

  private static LineageChecks checks() {
    return new LineageChecks(list(LIST), BaseImageSignatures.NOT_KNOWN, TODAY);
  }

  private static AllowedBases list(String text) {
    return AllowedBasesReader.read(
        "list.json", text.getBytes(StandardCharsets.UTF_8), Limits.defaults());
  }

  private static Digest digest(String of) {
    return Digest.sha256(of.getBytes(StandardCharsets.UTF_8));
  }

  private static List<String> ids(List<Observation> found) {
    return found.stream().map(each -> each.rule().id()).toList();
  }
}
