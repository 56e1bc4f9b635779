package dev.seaworthy.image.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.base.Limits;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.image.ImageConfig;
import dev.seaworthy.image.ImageError;
import dev.seaworthy.image.MediaType;
import dev.seaworthy.testkit.Samples;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Manifests, indexes and configs from bytes.
class DocumentsTest {

  private static final String DIGEST = "sha256:" + "a".repeat(64);

  /// The example of the image specification's page on manifests, its digests made regular.
  private static final String MANIFEST =
      """
      {"schemaVersion": 2,
       "mediaType": "application/vnd.oci.image.manifest.v1+json",
       "config": {"mediaType": "application/vnd.oci.image.config.v1+json",
                  "digest": "%1$s", "size": 7023},
       "layers": [{"mediaType": "application/vnd.oci.image.layer.v1.tar+gzip",
                   "digest": "%1$s", "size": 32654},
                  {"mediaType": "application/vnd.oci.image.layer.v1.tar+zstd",
                   "digest": "%1$s", "size": 0, "urls": ["https://example.org/x"]}],
       "subject": {"mediaType": "application/vnd.oci.image.manifest.v1+json",
                   "digest": "%1$s", "size": 7682},
       "annotations": {"com.example.key1": "value1", "com.example.odd": 7}}
      """
          .formatted(DIGEST);

  private static final String INDEX =
      """
      {"schemaVersion": 2,
       "mediaType": "application/vnd.oci.image.index.v1+json",
       "manifests": [{"mediaType": "application/vnd.oci.image.manifest.v1+json", "size": 7143,
                      "digest": "%s",
                      "platform": {"architecture": "arm", "os": "linux", "variant": "v7",
                                   "os.version": "1"}}]}
      """
          .formatted(DIGEST);

  private static final String CONFIG =
      """
      {"created": "2015-10-31T22:22:56.015925234Z", "architecture": "amd64", "os": "linux",
       "config": {"User": "alice", "ExposedPorts": {"8080/tcp": {}, "22/tcp": {}},
                  "Env": ["PATH=/bin", "FOO=a=b"], "Entrypoint": ["/bin/app"], "Cmd": null,
                  "Volumes": {"/data": {}}, "WorkingDir": "/home/alice",
                  "Labels": {"a": "b"}},
       "rootfs": {"diff_ids": ["%1$s", "%1$s"], "type": "layers"},
       "history": [{"created": "2015-10-31T22:22:54.690851953Z", "created_by": "ADD file in /"},
                   {"created_by": "CMD [\\"sh\\"]", "empty_layer": true},
                   {"created_by": "RUN apk add curl", "comment": "buildkit"}]}
      """
          .formatted(DIGEST);

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static ImageDocument parse(String text) {
    return ImageDocument.parse(bytes(text), null, "it", Limits.defaults());
  }

  @Test
  void readsAManifest() {
    assertThat(parse(MANIFEST))
        .isInstanceOfSatisfying(
            Manifest.class,
            manifest -> {
              assertThat(manifest.config().size()).isEqualTo(7023);
              assertThat(manifest.layers()).hasSize(2);
              assertThat(manifest.layers().get(1).urls()).containsExactly("https://example.org/x");
              assertThat(manifest.subject()).isNotNull();
              assertThat(manifest.annotations()).containsOnlyKeys("com.example.key1");
              assertThat(manifest.isImage()).isTrue();
            });
  }

  @Test
  void readsAnIndex() {
    assertThat(parse(INDEX))
        .isInstanceOfSatisfying(
            ImageIndex.class,
            index ->
                assertThat(index.manifests())
                    .singleElement()
                    .satisfies(manifest -> {
                      assertThat(manifest.platform()).hasToString("linux/arm/v7");
                      assertThat(manifest.size()).isEqualTo(7143);
                    }));
  }

  @Test
  void readsAConfig() {
    ConfigDocument read = ConfigDocument.parse(bytes(CONFIG), 2, "it", Limits.defaults());

    assertThat(read.flaws()).isEmpty();
    assertThat(read.config().execution().user()).isEqualTo("alice");
    assertThat(read.config().execution().exposedPorts()).containsExactly("22/tcp", "8080/tcp");
    assertThat(read.config().execution().env()).containsExactly("PATH=/bin", "FOO=a=b");
    assertThat(read.config().execution().cmd()).isEmpty();
    assertThat(read.config().execution().volumes()).containsExactly("/data");
    assertThat(read.config().history()).hasSize(3);
    assertThat(read.config().layerHistory())
        .extracting(ImageConfig.History::createdBy)
        .containsExactly("ADD file in /", "RUN apk add curl");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "[] ; expected a JSON object",
        "{} ; schemaVersion is missing",
        "{\"schemaVersion\":3} ; schemaVersion is 3",
        "{\"schemaVersion\":\"2\"} ; schemaVersion is missing",
        "{\"schemaVersion\":1,\"manifests\":[]} ; schema 1",
        "{\"schemaVersion\":2} ; neither \"manifests\" nor \"layers\"",
        "{\"schemaVersion\":2,\"layers\":[]} ; \"config\" is missing",
        "{\"schemaVersion\":2,\"config\":{}} ; \"layers\" is missing",
        "{\"schemaVersion\":2,\"config\":[],\"layers\":[]} ; \"config\" is missing or not an object",
        "{\"schemaVersion\":2,\"config\":{},\"layers\":[]} ; config: \"mediaType\"",
        "{\"schemaVersion\":2,\"manifests\":{}} ; \"manifests\" is not an array",
        "{\"schemaVersion\":2,\"manifests\":[7]} ; manifests[0] is not an object",
        "{\"schemaVersion\":2,\"manifests\":[{\"mediaType\":\"a/b\"}]} ; manifests[0]: \"digest\" is missing",
        "{\"schemaVersion\":2,\"manifests\":[{\"mediaType\":\"a/b\",\"digest\":\"sha256:x\"}]} ; manifests[0]: \"digest\": sha256 needs",
      })
  void refusesWhatIsNeitherWithItsPlace(String text, String why) {
    assertThatThrownBy(() -> parse(text))
        .isInstanceOf(SeaworthyException.class)
        .hasMessageContaining("it")
        .hasMessageContaining(why);
  }

  @Test
  void refusesWhatWasServedAsAnotherKind() {
    assertThatThrownBy(() ->
            ImageDocument.parse(bytes(MANIFEST), MediaType.DOCKER_INDEX, "it", Limits.defaults()))
        .isInstanceOfSatisfying(
            SeaworthyException.class, e -> assertThat(e.code()).isEqualTo(ImageError.NOT_AN_IMAGE))
        .hasMessageContaining("was given as " + MediaType.DOCKER_INDEX);
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/json", "application/octet-stream", "text/plain"})
  void takesNoNoticeOfATypeThatSaysNothing(String type) {
    assertThat(ImageDocument.parse(bytes(MANIFEST), new MediaType(type), "it", Limits.defaults()))
        .isInstanceOf(Manifest.class);
  }

  @Test
  void whateverTheBytesAreOnlyOurFailureComesOut() {
    List<byte[]> documents = List.of(bytes(MANIFEST), bytes(INDEX), bytes(CONFIG));
    List<Consumer<byte[]>> parsers =
        List.of(
            bytes -> ImageDocument.parse(bytes, null, "it", Limits.defaults()),
            bytes -> ConfigDocument.parse(bytes, 2, "it", Limits.defaults()));
    Samples.check(
        3_000,
        samples -> {
          byte[] bytes = mutated(samples, samples.pick(documents));
          for (Consumer<byte[]> parser : parsers) {
            try {
              parser.accept(bytes);
            } catch (SeaworthyException e) {
              assertThat(e.getMessage()).startsWith("it");
            }
          }
        });
  }

  /// A document with some bytes changed, some parts repeated, moved or left out.
  private static byte[] mutated(Samples samples, byte[] document) {
    String text = new String(document, StandardCharsets.UTF_8);
    for (int i = samples.between(1, 4); i > 0; i--) {
      int from = samples.below(text.length());
      int to = Math.min(text.length(), from + samples.below(40));
      String part = text.substring(from, to);
      text =
          switch (samples.below(4)) {
            case 0 -> text.substring(0, from) + text.substring(to);
            case 1 -> text.substring(0, to) + part + text.substring(to);
            case 2 ->
                text.substring(0, from)
                    + samples.pick(
                        List.of("[", "{", "null", "-1", "1e999", "\"", "\\ud800", "true"))
                    + text.substring(to);
            default ->
                text.substring(0, from)
                    + samples.text(1, 3, "\"{}[],:0aé\u0000")
                    + text.substring(to);
          };
      if (text.isEmpty()) {
        return new byte[0];
      }
    }
    return bytes(text);
  }
}
