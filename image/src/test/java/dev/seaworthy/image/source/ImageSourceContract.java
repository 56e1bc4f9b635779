package dev.seaworthy.image.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.base.Gap;
import dev.seaworthy.base.Limit;
import dev.seaworthy.base.Limits;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.image.Image;
import dev.seaworthy.image.ImageConfig;
import dev.seaworthy.image.ImageError;
import dev.seaworthy.image.Layer;
import dev.seaworthy.image.OpenOptions;
import dev.seaworthy.image.Platform;
import dev.seaworthy.testkit.Sha256;
import dev.seaworthy.testkit.image.Compression;
import dev.seaworthy.testkit.image.ImageMaker;
import dev.seaworthy.testkit.image.LayerSpec;
import dev.seaworthy.testkit.image.MadeImage;
import dev.seaworthy.testkit.image.MadeLayer;
import dev.seaworthy.testkit.image.TarWriter;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What every source of made images does alike: the same image comes out of each.
public abstract class ImageSourceContract {

  @TempDir Path folder;

  /// An image that was stored, and the source that names it.
  ///
  /// @param made what its maker says of it
  protected record Stored(String source, MadeImage made) {}

  /// Stores an image where this kind of source finds it.
  protected abstract Stored store(ImageMaker image, Path folder) throws IOException;

  /// The options to open it with.
  protected OpenOptions options() {
    return Opening.options();
  }

  /// Whether the source keeps manifests, and so knows their digests.
  protected abstract boolean hasManifests();

  private static ImageMaker cargo() {
    return ImageMaker.linux()
        .label("org.example.port", "Rotterdam")
        .environment("CARGO", "tea")
        .layer(
            LayerSpec.of(tar -> tar.directory("etc").file("etc/os-release", "ID=debian\n"))
                .createdBy("ADD rootfs.tar /"))
        .layer(
            LayerSpec.of(tar -> tar.file("hold/tea", "green\n".repeat(200_000)))
                .createdBy("COPY tea /hold"))
        .layer(tar -> tar.whiteout("hold/tea"));
  }

  private Image open(Stored stored) {
    return ImageSources.open(ImageSources.parse(stored.source()), options());
  }

  private static byte[] read(Layer layer) throws IOException {
    try (InputStream in = ((Layer.Blob) layer).content().open()) {
      return in.readAllBytes();
    }
  }

  /// The unpacked bytes, by means of the JDK alone.
  private static byte[] unpack(byte[] stored) throws IOException {
    boolean isGzip = stored.length > 2 && stored[0] == 0x1f && (stored[1] & 0xff) == 0x8b;
    if (!isGzip) {
      return stored;
    }
    try (InputStream in =
        new GZIPInputStream(new BufferedInputStream(new ByteArrayInputStream(stored)))) {
      return in.readAllBytes();
    }
  }

  @Test
  void layersComeLowestFirstWithTheBytesThatTheirDigestsSay() throws IOException {
    Stored stored = store(cargo(), folder);

    try (Image image = open(stored)) {
      List<MadeLayer> made = stored.made().layers();
      assertThat(image.layers()).hasSize(made.size());
      for (int i = 0; i < made.size(); i++) {
        Layer.Blob layer = (Layer.Blob) image.layers().get(i);
        byte[] bytes = read(layer);
        assertThat(layer.index()).isEqualTo(i);
        assertThat(layer.descriptor().size()).isEqualTo(bytes.length);
        assertThat(layer.descriptor().digest()).hasToString(Sha256.of(bytes));
        assertThat(Sha256.of(unpack(bytes))).isEqualTo(made.get(i).diffId());
        assertThat(layer.claimedDiffId()).hasToString(made.get(i).diffId());
      }
      assertThat(image.gaps()).isEmpty();
    }
  }

  @Test
  void theConfigSaysWhatItsMakerWrote() throws IOException {
    Stored stored = store(cargo(), folder);

    try (Image image = open(stored)) {
      ImageConfig config = image.config();
      assertThat(config.created()).isEqualTo("2026-01-01T00:00:00Z");
      assertThat(config.platform()).isEqualTo(Platform.of("linux", "amd64"));
      assertThat(config.execution().labels()).containsEntry("org.example.port", "Rotterdam");
      assertThat(config.execution().env()).containsExactly("CARGO=tea");
      assertThat(config.layerHistory())
          .extracting(ImageConfig.History::createdBy)
          .containsExactly("ADD rootfs.tar /", "COPY tea /hold", "COPY cargo /hold # buildkit");
      assertThat(config.raw().object("rootfs").strings("diff_ids"))
          .isEqualTo(stored.made().layers().stream().map(MadeLayer::diffId).toList());
    }
  }

  @Test
  void digestsAreThoseOfTheDocuments() throws IOException {
    Stored stored = store(cargo(), folder);

    try (Image image = open(stored)) {
      assertThat(image.configDigest()).hasToString(present(stored.made().config().digest()));
      if (hasManifests()) {
        assertThat(image.manifestDigest()).hasToString(present(stored.made().manifest().digest()));
        assertThat(image.rawManifest().map(Sha256::of)).contains(stored.made().manifest().digest());
      } else {
        assertThat(image.manifestDigest()).isEmpty();
        assertThat(image.rawManifest()).isEmpty();
      }
      assertThat(image.indexDigest()).isEmpty();
    }
  }

  private static String present(String digest) {
    return "Optional[" + digest + "]";
  }

  @Test
  void layersCanBeReadAgainAndSideBySide() throws Exception {
    Stored stored = store(cargo(), folder);

    try (Image image = open(stored);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Layer> twice = Stream.concat(image.layers().stream(), image.layers().stream()).toList();
      List<Callable<String>> readings =
          twice.stream().map(layer -> (Callable<String>) () -> Sha256.of(read(layer))).toList();
      List<Future<String>> digests = threads.invokeAll(readings);
      for (int i = 0; i < twice.size(); i++) {
        assertThat(digests.get(i).get())
            .isEqualTo(((Layer.Blob) twice.get(i)).descriptor().digest().toString());
      }
    }
  }

  @Test
  void aLayerThatComesTwiceIsTwoLayers() throws IOException {
    TarWriter.Content same = tar -> tar.file("same", "same");
    Stored stored =
        store(
            ImageMaker.linux().layer(same).layer(tar -> tar.whiteout("same")).layer(same), folder);

    try (Image image = open(stored)) {
      assertThat(image.layers()).extracting(Layer::index).containsExactly(0, 1, 2);
      assertThat(read(image.layers().get(2))).isEqualTo(read(image.layers().get(0)));
    }
  }

  @Test
  void plainGzipAndZstdLayersKeepTheirForm() throws IOException {
    ImageMaker image = ImageMaker.linux();
    for (Compression compression : List.of(Compression.NONE, Compression.GZIP, Compression.ZSTD)) {
      image.layer(LayerSpec.of(tar -> tar.file("in", compression.name())).packed(compression));
    }
    Stored stored = store(image, folder);

    try (Image opened = open(stored)) {
      assertThat(opened.layers())
          .extracting(layer -> ((Layer.Blob) layer).descriptor().mediaType().value())
          .containsExactly(
              "application/vnd.oci.image.layer.v1.tar",
              "application/vnd.oci.image.layer.v1.tar+gzip",
              "application/vnd.oci.image.layer.v1.tar+zstd");
    }
  }

  @Test
  void anImageWithoutLayersOpensWithAGap() throws IOException {
    Stored stored = store(ImageMaker.linux(), folder);

    try (Image image = open(stored)) {
      assertThat(image.layers()).isEmpty();
      assertThat(image.gaps()).extracting(Gap::code).containsExactly(ImageError.EMPTY_IMAGE.id());
    }
  }

  @Test
  void aConfigWithoutRootfsOpensWithAGap() throws IOException {
    Stored stored = store(cargo().withoutRootfs(), folder);

    try (Image image = open(stored)) {
      assertThat(image.layers())
          .hasSize(3)
          .allSatisfy(layer -> assertThat(((Layer.Blob) layer).claimedDiffId()).isNull());
      assertThat(image.gaps())
          .singleElement()
          .satisfies(gap -> {
            assertThat(gap.code()).isEqualTo(ImageError.CONFIG_INCOMPLETE.id());
            assertThat(gap.detail()).contains("no \"rootfs\"");
          });
    }
  }

  @Test
  void aConfigWithFewerDiffIdsThanLayersOpensWithAGap() throws IOException {
    Stored stored =
        store(
            cargo().rewritingConfig(text -> text.replaceFirst(",\"sha256:[0-9a-f]{64}\"\\]", "]")),
            folder);

    try (Image image = open(stored)) {
      assertThat(((Layer.Blob) image.layers().get(1)).claimedDiffId()).isNotNull();
      assertThat(((Layer.Blob) image.layers().get(2)).claimedDiffId()).isNull();
      assertThat(image.gaps())
          .singleElement()
          .satisfies(gap -> assertThat(gap.detail()).contains("names 2 diff IDs", "has 3 layers"));
    }
  }

  @Test
  void anImageForAnotherPlatformThanTheOneAskedForIsRefused() throws IOException {
    Stored stored = store(cargo(), folder);
    OpenOptions options = options().withPlatform(Platform.of("linux", "arm64"));

    assertThatThrownBy(() -> ImageSources.open(ImageSources.parse(stored.source()), options))
        .isInstanceOfSatisfying(
            SeaworthyException.class,
            e -> assertThat(e.code()).isEqualTo(ImageError.NO_SUCH_PLATFORM))
        .hasMessageContaining("linux/amd64")
        .hasMessageContaining("linux/arm64");
  }

  @Test
  void aConfigThatIsNoJsonIsRefusedWithThePlace() throws IOException {
    Stored stored = store(cargo().rewritingConfig(text -> text.replaceFirst(":", ";")), folder);

    assertThatThrownBy(() -> open(stored))
        .isInstanceOf(SeaworthyException.class)
        .hasMessageContaining("config")
        .hasMessageContaining("line 1, column");
  }

  @Test
  void moreLayersThanTheLimitAreRefused() throws IOException {
    OpenOptions options = options().withLimits(Limits.defaults().with(Limit.LAYERS, 2));
    Stored stored = store(cargo(), folder);

    assertThatThrownBy(() -> ImageSources.open(ImageSources.parse(stored.source()), options))
        .isInstanceOfSatisfying(
            SeaworthyException.class, e -> assertThat(e.code()).isEqualTo(ImageError.LIMIT))
        .hasMessageContaining("layers = 2");
  }
}
