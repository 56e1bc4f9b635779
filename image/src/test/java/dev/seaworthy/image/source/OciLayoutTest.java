package dev.seaworthy.image.source;

import static dev.seaworthy.image.source.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.image.Image;
import dev.seaworthy.image.ImageError;
import dev.seaworthy.image.OpenOptions;
import dev.seaworthy.image.Platform;
import dev.seaworthy.testkit.image.Descriptor;
import dev.seaworthy.testkit.image.ImageMaker;
import dev.seaworthy.testkit.image.MadeImage;
import dev.seaworthy.testkit.image.OciLayoutMaker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What layouts have: names, several images, indexes.
class OciLayoutTest {

  private static final String FULL_NAME = "io.containerd.image.name";

  @TempDir Path folder;

  private OciLayoutMaker layout;

  @BeforeEach
  void begin() throws IOException {
    layout = OciLayoutMaker.in(folder);
  }

  private MadeImage add(String label) throws IOException {
    return layout.add(
        ImageMaker.linux().label("which", label).layer(tar -> tar.file("which", label)));
  }

  private MadeImage add(ImageMaker image) throws IOException {
    return layout.add(image.layer(tar -> tar.file("a", "a")));
  }

  private Image open(String ref) {
    return open(ref, Opening.options());
  }

  private Image open(String ref, OpenOptions options) {
    return ImageSources.open(
        ImageSources.parse("oci-layout:" + folder + (ref.isEmpty() ? "" : ":" + ref)), options);
  }

  private static String which(Image image) {
    return image.config().execution().labels().getOrDefault("which", "");
  }

  @Test
  void theOnlyImageNeedsNoName() throws IOException {
    layout.refer(add("only").manifest()).finish();

    try (Image image = open("")) {
      assertThat(which(image)).isEqualTo("only");
      assertThat(image.name()).startsWith("sha256:");
    }
  }

  @Test
  void severalImagesAreAmbiguousAndNamed() throws IOException {
    layout.refer(add("one").manifest(), "1.7").refer(add("two").manifest(), "1.8").finish();

    assertRefused(ImageError.AMBIGUOUS, "oci-layout:" + folder)
        .hasMessageContaining("holds several images: 1.7, 1.8");
  }

  @Test
  void anImageIsChosenByItsName() throws IOException {
    layout.refer(add("one").manifest(), "1.7").refer(add("two").manifest(), "1.8").finish();

    try (Image image = open("1.8")) {
      assertThat(which(image)).isEqualTo("two");
      assertThat(image.name()).isEqualTo("1.8");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"docker.io/shop/cart:1.8", "shop/cart:1.8", "1.8"})
  void anImageIsChosenByItsFullNameOrItsTag(String ref) throws IOException {
    layout
        .refer(add("other").manifest().annotated(FULL_NAME, "docker.io/shop/till:1.7"), "1.7")
        .refer(add("two").manifest().annotated(FULL_NAME, "docker.io/shop/cart:1.8"), "1.8")
        .finish();

    try (Image image = open(ref)) {
      assertThat(which(image)).isEqualTo("two");
    }
  }

  @Test
  void aTagThatSeveralNamesShareIsAmbiguous() throws IOException {
    layout
        .refer(add("one").manifest(), "shop/cart:1.8")
        .refer(add("two").manifest(), "shop/till:1.8")
        .finish();

    assertRefused(ImageError.AMBIGUOUS, "oci-layout:" + folder + ":1.8")
        .hasMessageContaining("shop/cart:1.8, shop/till:1.8");
    try (Image image = open("shop/till:1.8")) {
      assertThat(which(image)).isEqualTo("two");
    }
  }

  @Test
  void oneImageUnderSeveralNamesIsOneImage() throws IOException {
    Descriptor manifest = add("one").manifest();
    layout.refer(manifest, "1.8").refer(manifest, "latest").finish();

    try (Image image = open("")) {
      assertThat(which(image)).isEqualTo("one");
    }
  }

  @Test
  void aNameThatIsNotThereIsAnsweredWithThoseThatAre() throws IOException {
    layout.refer(add("one").manifest(), "1.7").refer(add("two").manifest(), "1.8").finish();

    assertRefused(ImageError.NOT_FOUND, "oci-layout:" + folder + ":1.9")
        .hasMessageContaining("no image \"1.9\", but 1.7, 1.8");
  }

  @Test
  void anImageIsChosenByItsDigest() throws IOException {
    String digest = add("one").manifest().digest();
    layout.refer(add("two").manifest(), "1.8").finish();

    try (Image image = open(digest)) {
      assertThat(which(image)).isEqualTo("one");
      assertThat(image.manifestDigest()).hasToString("Optional[" + digest + "]");
    }
  }

  @Test
  void aDigestThatIsNotThereIsNotFound() throws IOException {
    layout.refer(add("two").manifest(), "1.8").finish();

    assertRefused(ImageError.NOT_FOUND, "oci-layout:" + folder + ":sha256:" + "0".repeat(64))
        .hasMessageContaining("holds no manifest sha256:000");
  }

  @ParameterizedTest
  @CsvSource({
    "linux/amd64, amd64",
    "linux/arm64, arm64",
    "linux/arm64/v8, arm64",
    "linux/aarch64, arm64",
    "linux/x86_64, amd64",
    "linux/arm/v7, arm7",
    "linux/arm, arm7",
    "linux/arm/v6, arm6",
  })
  void anIndexGivesTheImageForThePlatformAskedFor(String platform, String wanted)
      throws IOException {
    index();

    OpenOptions options = Opening.options().withPlatform(Platform.parse(platform).orElseThrow());
    try (Image image = open("", options)) {
      assertThat(which(image)).isEqualTo(wanted);
      assertThat(image.indexDigest()).isPresent();
    }
  }

  /// An index as BuildKit makes it, with an attestation.
  private Descriptor index() throws IOException {
    Descriptor attestation =
        add("attestation")
            .manifest()
            .forPlatform("unknown", "unknown")
            .annotated("vnd.docker.reference.type", "attestation-manifest");
    Descriptor index =
        layout.addIndex(
            List.of(
                attestation,
                add(ImageMaker.linux().label("which", "amd64")).manifest(),
                add(ImageMaker.forPlatform("linux", "arm").variant("v6").label("which", "arm6"))
                    .manifest(),
                add(ImageMaker.forPlatform("linux", "arm").variant("v7").label("which", "arm7"))
                    .manifest(),
                add(ImageMaker.forPlatform("linux", "arm64").label("which", "arm64")).manifest()));
    layout.refer(index, "1.8").finish();
    return index;
  }

  @Test
  void anIndexGivesTheImageForThisMachineWhenNothingIsAskedFor() throws IOException {
    Descriptor index = index();

    try (Image image = open("")) {
      assertThat(which(image)).isEqualTo("amd64");
      assertThat(image.indexDigest()).hasToString("Optional[" + index.digest() + "]");
    }
  }

  @Test
  void aPlatformThatIsNotThereIsAnsweredWithThoseThatAre() throws IOException {
    index();
    OpenOptions options = Opening.options().withPlatform(Platform.of("linux", "riscv64"));

    assertRefused(ImageError.NO_SUCH_PLATFORM, () -> open("", options))
        .hasMessage(
            folder
                + " has no image for linux/riscv64, but for linux/amd64, linux/arm/v6,"
                + " linux/arm/v7, linux/arm64");
  }

  @Test
  void theOnlyImageOfAnIndexIsTakenWhateverItsPlatform() throws IOException {
    Descriptor only =
        add(ImageMaker.forPlatform("linux", "s390x").label("which", "s390x")).manifest();
    layout.refer(layout.addIndex(List.of(only)), "1").finish();

    try (Image image = open("")) {
      assertThat(which(image)).isEqualTo("s390x");
    }
  }

  @Test
  void severalImagesOfWhichNoneIsForThisMachineAreNotGuessedAt() throws IOException {
    layout
        .refer(
            layout.addIndex(
                List.of(
                    add(ImageMaker.forPlatform("linux", "s390x")).manifest(),
                    add(ImageMaker.forPlatform("linux", "ppc64le")).manifest())),
            "1")
        .finish();

    assertRefused(ImageError.NO_SUCH_PLATFORM, "oci-layout:" + folder)
        .hasMessageContaining("linux/amd64 (this machine's platform), but for linux/ppc64le");
  }

  @Test
  void theFirstOfSeveralThatFitCounts() throws IOException {
    layout
        .refer(
            layout.addIndex(
                List.of(
                    add(ImageMaker.linux().label("which", "first")).manifest(),
                    add(ImageMaker.linux().label("which", "second")).manifest())),
            "1")
        .finish();

    try (Image image = open("")) {
      assertThat(which(image)).isEqualTo("first");
    }
  }

  @Test
  void dockersFormOfAnIndexIsReadToo() throws IOException {
    Descriptor manifest =
        add(ImageMaker.linux().withDockerMediaTypes().label("which", "docker")).manifest();
    layout.refer(layout.addDockerList(List.of(manifest)), "1").finish();

    try (Image image = open("")) {
      assertThat(which(image)).isEqualTo("docker");
    }
  }

  @Test
  void anIndexFileThatListsThePlatformsItselfIsOneImage() throws IOException {
    layout
        .refer(add(ImageMaker.forPlatform("linux", "arm64").label("which", "arm64")).manifest())
        .refer(add(ImageMaker.linux().label("which", "amd64")).manifest())
        .finish();

    try (Image image = open("")) {
      assertThat(which(image)).isEqualTo("amd64");
      assertThat(image.indexDigest()).isEmpty();
    }
  }

  @Test
  void anIndexOfAttestationsAloneIsNoImage() throws IOException {
    Descriptor attestation = add("attestation").manifest().forPlatform("unknown", "unknown");
    layout.refer(layout.addIndex(List.of(attestation)), "1").finish();

    assertRefused(ImageError.NOT_AN_IMAGE, "oci-layout:" + folder)
        .hasMessageContaining("an index without an image");
  }

  @Test
  void anArtefactIsNoImage() throws IOException {
    Descriptor empty = layout.addDocument("application/vnd.oci.empty.v1+json", "{}");
    Descriptor chart =
        layout.addDocument(
            "application/vnd.oci.image.manifest.v1+json",
            """
            {"schemaVersion":2,"artifactType":"application/vnd.example.chart",
            "config":{"mediaType":"application/vnd.oci.empty.v1+json","digest":"%s","size":2},
            "layers":[{"mediaType":"application/json","digest":"%s","size":2}]}
            """
                .formatted(empty.digest(), empty.digest()));
    layout.refer(chart, "1").finish();

    assertRefused(ImageError.NOT_AN_IMAGE, "oci-layout:" + folder)
        .hasMessageContaining("an artefact (application/vnd.example.chart)");
  }

  @Test
  void aManifestOfSchema1IsRefusedWithTheWayOut() throws IOException {
    Descriptor old =
        layout.addDocument(
            "application/vnd.docker.distribution.manifest.v1+prettyjws",
            "{\"schemaVersion\":1,\"name\":\"shop/cart\",\"fsLayers\":[]}");
    layout.refer(old, "1").finish();

    assertRefused(ImageError.NOT_AN_IMAGE, "oci-layout:" + folder).hasMessageContaining("schema 1");
  }

  @Test
  void aLayoutOfAnotherVersionIsRefused() throws IOException {
    layout.refer(add("one").manifest(), "1").finish();
    Files.writeString(folder.resolve("oci-layout"), "{\"imageLayoutVersion\":\"2.0.0\"}");

    assertRefused(ImageError.NOT_AN_IMAGE, "oci-layout:" + folder)
        .hasMessageContaining("version \"2.0.0\"");
  }

  @Test
  void anUnknownAlgorithmOfADigestIsRefusedWithItsPlace() throws IOException {
    layout
        .refer(new Descriptor("application/vnd.oci.image.manifest.v1+json", "md5:0", 1), "1")
        .finish();

    assertRefused(ImageError.NOT_AN_IMAGE, "oci-layout:" + folder)
        .hasMessageContaining("index.json: manifests[0]: \"digest\"")
        .hasMessageContaining("md5:0");
  }
}
