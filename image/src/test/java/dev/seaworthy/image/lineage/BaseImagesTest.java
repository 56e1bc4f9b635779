package dev.seaworthy.image.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.base.Digest;
import dev.seaworthy.base.Limits;
import dev.seaworthy.image.DiffId;
import dev.seaworthy.image.Image;
import dev.seaworthy.image.ImageConfig.History;
import dev.seaworthy.image.LayerHistory;
import dev.seaworthy.image.lineage.BaseImage.Recognition;
import dev.seaworthy.image.lineage.Lineage.LayerOrigin;
import dev.seaworthy.image.source.ImageSources;
import dev.seaworthy.image.source.Opening;
import dev.seaworthy.testkit.Command;
import dev.seaworthy.testkit.Gates;
import dev.seaworthy.testkit.image.ImageMaker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BaseImagesTest {

  private static final String NAME = "org.opencontainers.image.base.name";
  private static final String DIGEST = "org.opencontainers.image.base.digest";
  private static final String SOME_DIGEST = "sha256:" + "a1".repeat(32);

  @TempDir Path folder;

  @Test
  void provesAGivenImageByItsLayers() throws IOException {
    Lineage lineage = lineage(app(), given("debian", base()));

    assertThat(lineage.base())
        .hasValueSatisfying(base -> {
          assertThat(base.name()).isEqualTo("debian");
          assertThat(base.layers()).isEqualTo(2);
          assertThat(base.recognition()).isEqualTo(Recognition.LAYER_PREFIX);
          assertThat(base.recognition().isProven()).isTrue();
        });
    assertThat(List.of(lineage.fromBase(0), lineage.fromBase(1), lineage.fromBase(2)))
        .containsExactly(LayerOrigin.YES, LayerOrigin.YES, LayerOrigin.NO);
    assertThat(lineage.fromBase(-1)).isEqualTo(LayerOrigin.UNKNOWN);
  }

  @Test
  void takesTheOneWithTheMostLayers() throws IOException {
    Lineage lineage =
        lineage(
            app(),
            given("scratch", ImageMaker.linux().layer(tar -> tar.file("a", "a"))),
            given("debian", base()));

    assertThat(lineage.base()).map(BaseImage::name).contains("debian");
    assertThat(lineage.notBuiltOn()).isEmpty();
  }

  @Test
  void saysWhyAGivenImageIsNotTheBase() throws IOException {
    ImageMaker other =
        ImageMaker.linux().layer(tar -> tar.file("a", "a")).layer(tar -> tar.file("c", "c"));
    Lineage lineage =
        lineage(base(), given("other", other), given("larger", app()), given("empty", none()));

    assertThat(lineage.base()).isEmpty();
    assertThat(lineage.notBuiltOn())
        .containsExactly(
            "other: its layer 2 of 2 is not this image's",
            "larger: it has 3 layers, this image has 2",
            "empty: its config names no layers");
    assertThat(lineage.fromBase(0)).isEqualTo(LayerOrigin.UNKNOWN);
  }

  @Test
  void takesWhatLabelsAndAnnotationsSayAsClaims() throws IOException {
    assertThat(lineage(app().label(NAME, "docker.io/library/debian:12")).base())
        .contains(new BaseImage("docker.io/library/debian:12", null, 0, Recognition.LABEL_NAME));
    Lineage byDigest = lineage(app().annotation(NAME, "debian:12").annotation(DIGEST, SOME_DIGEST));
    assertThat(byDigest.base())
        .contains(
            new BaseImage("debian:12", Digest.parse(SOME_DIGEST), 0, Recognition.LABEL_DIGEST));
    assertThat(byDigest.fromBase(0)).isEqualTo(LayerOrigin.UNKNOWN);
    // Layers prove more than any label.
    assertThat(lineage(app().label(NAME, "elsewhere"), given("debian", base())).base())
        .map(BaseImage::name)
        .contains("debian");
  }

  @Test
  void findsTheTopmostLayerThatBuildpacksName() throws IOException {
    String top;
    try (Image image = open(base())) {
      top = image.config().diffIds().getLast().toString();
    }
    String label =
        "{\"runImage\":{\"topLayer\":\"%s\",\"image\":\"run\",\"reference\":\"run@%s\"}}"
            .formatted(top, SOME_DIGEST);
    assertThat(lineage(app().label("io.buildpacks.lifecycle.metadata", label)).base())
        .contains(new BaseImage("run", Digest.parse(SOME_DIGEST), 2, Recognition.LABEL_TOP_LAYER));
    String foreign = label.replace(top, SOME_DIGEST);
    assertThat(lineage(app().label("io.buildpacks.lifecycle.metadata", foreign)).base()).isEmpty();
  }

  @Test
  void aLabelThatMakesNoSenseClaimsNothing() throws IOException {
    ImageMaker hostile =
        app()
            .label(DIGEST, "sha256:short")
            .label("io.buildpacks.lifecycle.metadata", "[".repeat(100_000));
    assertThat(lineage(hostile).base()).isEmpty();
  }

  /// umoci writes layers and history as image builders do.
  @Test
  void agreesWithWhatUmociBuilt() throws Exception {
    Gates.run(
        "base images by umoci",
        Gates.tool("umoci"),
        umoci -> {
          Path layout = folder.resolve("built");
          Path content = Files.writeString(folder.resolve("content"), "cargo");
          umoci("init", "--layout", layout + "");
          umoci("new", "--image", layout + ":base");
          insert(layout + ":base", "ADD rootfs", content, "/rootfs");
          insert(layout + ":base", "RUN install", content, "/installed");
          umoci("tag", "--image", layout + ":base", "app");
          umoci(
              "config",
              "--image",
              layout + ":app",
              "--config.user",
              "1000",
              "--history.created_by",
              "USER 1000");
          insert(layout + ":app", "COPY app", content, "/app");

          try (Image base = opened("oci-layout:" + layout + ":base");
              Image app = opened("oci-layout:" + layout + ":app")) {
            Lineage lineage =
                new BaseImages(Limits.defaults())
                    .recognise(app, app.config().diffIds(), List.of(GivenImage.of(base)));
            assertThat(lineage.base())
                .hasValueSatisfying(found -> {
                  assertThat(found.layers()).isEqualTo(2);
                  assertThat(found.digest()).isEqualTo(base.manifestDigest());
                });
            LayerHistory history = LayerHistory.of(app.config(), app.layers().size());
            assertThat(history.problem()).isEmpty();
            assertThat(history.steps())
                .extracting(History::createdBy)
                .containsExactly("ADD rootfs", "RUN install", "COPY app");
          }
          return 3;
        });
  }

  @Test
  void saysWhenTheHistoryDoesNotFitTheLayers() throws IOException {
    try (Image image = open(app())) {
      assertThat(LayerHistory.of(image.config(), 2))
          .isEqualTo(
              new LayerHistory(
                  List.of(),
                  "the config's history has 3 steps that made a layer, the image has 2 layers"));
    }
    try (Image image =
        open(app().rewritingConfig(text -> text.replace("\"history\"", "\"tale\"")))) {
      LayerHistory history = LayerHistory.of(image.config(), 3);
      assertThat(history.problem()).isEqualTo("the config has no history");
      assertThat(history.createdBy(0)).isEmpty();
    }
  }

  private static ImageMaker none() {
    return ImageMaker.linux();
  }

  private static ImageMaker base() {
    return ImageMaker.linux().layer(tar -> tar.file("a", "a")).layer(tar -> tar.file("b", "b"));
  }

  private static ImageMaker app() {
    return base().layer(tar -> tar.file("app", "app"));
  }

  private Lineage lineage(ImageMaker maker, GivenImage... given) throws IOException {
    try (Image image = open(maker)) {
      List<DiffId> layers = image.config().diffIds();
      return new BaseImages(Limits.defaults()).recognise(image, layers, List.of(given));
    }
  }

  private GivenImage given(String name, ImageMaker maker) throws IOException {
    try (Image image = open(maker)) {
      return new GivenImage(
          name, image.manifestDigest().orElse(null), GivenImage.of(image).diffIds());
    }
  }

  private Image open(ImageMaker maker) throws IOException {
    Path layout = Files.createTempDirectory(folder, "image").resolve("layout");
    maker.ociLayout(layout, "it");
    return opened("oci-layout:" + layout + ":it");
  }

  private static Image opened(String source) {
    return ImageSources.open(ImageSources.parse(source), Opening.options());
  }

  private static void insert(String image, String step, Path content, String place) {
    umoci("insert", "--image", image, "--history.created_by", step, content + "", place);
  }

  private static void umoci(String... arguments) {
    String[] words = new String[arguments.length + 1];
    words[0] = "umoci";
    System.arraycopy(arguments, 0, words, 1, arguments.length);
    Command.of(words).text();
  }
}
