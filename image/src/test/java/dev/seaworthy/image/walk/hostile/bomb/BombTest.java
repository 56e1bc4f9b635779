package dev.seaworthy.image.walk.hostile.bomb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.base.Limit;
import dev.seaworthy.base.Limits;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.image.ImageError;
import dev.seaworthy.image.ImageFacts;
import dev.seaworthy.image.Layer;
import dev.seaworthy.image.walk.TestImage;
import dev.seaworthy.image.walk.Walks;
import dev.seaworthy.image.walk.hostile.Hostile;
import dev.seaworthy.image.walk.hostile.TarStream;
import dev.seaworthy.testkit.image.Compression;
import dev.seaworthy.testkit.image.TarWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Layers that unpack to much more than they are.
class BombTest {

  /// A layer that begins honestly and goes on with zeros.
  private static Layer.Blob bomb(int index, Compression way, long zeros) throws IOException {
    ByteArrayOutputStream stored = new ByteArrayOutputStream();
    try (TarStream out = new TarStream(way.into(stored))) {
      TarWriter tar = TarWriter.to(out);
      tar.file("honest/before.txt", "before").zeros("zeros.txt", zeros).finish();
    }
    return TestImage.stored(index, stored.toByteArray(), null);
  }

  private static TestImage image(Layer.Blob bomb) throws IOException {
    byte[] base = TarWriter.bytes(tar -> tar.file("honest/base.txt", "base"));
    return new TestImage(List.of(TestImage.layer(0, base, Compression.GZIP), bomb));
  }

  @ParameterizedTest
  @EnumSource(names = {"GZIP", "ZSTD", "ZSTD_FRAMES"})
  void aLayerThatGrowsBeyondTheRatioIsAGap(Compression way) throws IOException {
    Limits limits = Limits.defaults().with(Limit.LAYER_RATIO, 100);

    ImageFacts facts = Walks.walk(image(bomb(1, way, 200L << 20)), limits, Walks.TEXTS);

    assertThat(Walks.texts(facts)).containsKeys("/honest/base.txt", "/honest/before.txt");
    assertThat(Hostile.gaps(facts, ImageError.LAYER_TOO_LARGE))
        .containsExactly(
            "the layer is larger than the limit layer-ratio = 100 times (how much larger a layer"
                + " may become than its compressed form, after the first 64 MiB); what follows was"
                + " not read");
    assertThat(facts.layers().get(1).sizeBytes()).isLessThan(66L << 20);
  }

  @Test
  void anHonestLayerOfZerosIsRead() throws IOException {
    ImageFacts facts = Walks.walk(image(bomb(1, Compression.GZIP, 100L << 20)));

    assertThat(facts.gaps()).isEmpty();
    assertThat(Walks.file(facts, "/zeros.txt").sha256()).isPresent();
  }

  @ParameterizedTest
  @EnumSource
  void aLayerBeyondItsSizeIsAGap(Compression way) throws IOException {
    Limits limits = Limits.defaults().with(Limit.LAYER_BYTES, 1 << 20);

    ImageFacts facts = Walks.walk(image(bomb(1, way, 8 << 20)), limits, Walks.TEXTS);

    assertThat(Walks.texts(facts)).containsKeys("/honest/base.txt", "/honest/before.txt");
    assertThat(Hostile.gaps(facts, ImageError.LAYER_TOO_LARGE))
        .singleElement()
        .asString()
        .startsWith("the layer is larger than the limit layer-bytes = 1048576 bytes");
  }

  @Test
  void layersThatAreTooLargeTogetherEndTheScan() throws IOException {
    Limits limits = Limits.defaults().with(Limit.IMAGE_BYTES, 10 << 20);
    Layer.Blob first = bomb(0, Compression.GZIP, 6 << 20);
    Layer.Blob second = bomb(1, Compression.GZIP, 6 << 20);

    assertThatThrownBy(() -> Walks.walk(new TestImage(List.of(first, second)), limits, Walks.TEXTS))
        .isInstanceOfSatisfying(
            SeaworthyException.class, e -> assertThat(e.code()).isEqualTo(ImageError.LIMIT))
        .hasMessage(
            "the image's layers unpack to more than the limit image-bytes = 10,485,760 bytes");
  }

  @Test
  void anImageFullOfWhiteoutsAndLinksIsBounded() throws IOException {
    Limits limits = Limits.defaults().with(Limit.LAYER_ENTRIES, 1_000);
    TestImage image =
        TestImage.of(
            tar -> tar.file("honest/base.txt", "base"),
            tar -> {
              tar.file("honest/before.txt", "before");
              tar.file("a/".repeat(1_500) + "deep", "");
              tar.file("late.txt", "");
            });

    ImageFacts facts = Walks.walk(image, limits, Walks.TEXTS);

    assertThat(Walks.texts(facts)).containsOnlyKeys("/honest/base.txt", "/honest/before.txt");
    assertThat(Hostile.gaps(facts, ImageError.LAYER_TOO_LARGE))
        .singleElement()
        .asString()
        .startsWith("the layer is larger than the limit layer-entries = 1000 entries");
  }

  private static TarWriter.Content files(String directory, int count) {
    return tar -> {
      tar.file(directory + "/honest.txt", "honest");
      for (int i = 0; i < count; i++) {
        tar.file(directory + "/file-" + i, "");
      }
    };
  }

  @Test
  void aFileListBeyondTheMemoryForOneLayerIsAGap() throws IOException {
    Limits limits = Limits.defaults().with(Limit.FILE_TABLE_BYTES, 1_000_000);
    TestImage image = TestImage.of(files("a", 10), files("b", 20_000), files("c", 10));

    ImageFacts facts = Walks.walk(image, limits, Walks.TEXTS);

    assertThat(Walks.texts(facts))
        .containsOnlyKeys("/a/honest.txt", "/b/honest.txt", "/c/honest.txt");
    assertThat(Hostile.gaps(facts, ImageError.LAYER_TOO_LARGE))
        .singleElement()
        .asString()
        .startsWith("the layer's list of files is larger than the limit file-table-bytes");
  }

  @Test
  void fileListsBeyondTheMemoryForAllEndTheScan() throws IOException {
    Limits limits = Limits.defaults().with(Limit.FILE_TABLE_BYTES, 1_000_000);
    TestImage image = TestImage.of(files("a", 6_000), files("b", 6_000));

    assertThatThrownBy(() -> Walks.walk(image, limits, Walks.TEXTS))
        .isInstanceOfSatisfying(
            SeaworthyException.class, e -> assertThat(e.code()).isEqualTo(ImageError.LIMIT))
        .hasMessageContaining("file-table-bytes = 1,000,000 bytes");
  }

  @Test
  void moreGapsThanAreKeptAreCounted() throws IOException {
    Limits limits = Limits.defaults().with(Limit.GAPS, 10);

    ImageFacts facts =
        Hostile.walk(
            limits,
            tar -> {
              for (int i = 0; i < 100; i++) {
                tar.file("../" + i, "");
              }
            });

    assertThat(facts.gaps()).hasSize(11);
    assertThat(Hostile.gaps(facts, ImageError.TOO_MANY_GAPS))
        .containsExactly("90 more gaps beside the 10 that are kept (limit gaps)");
  }

  @Test
  void depthIsNoProblem() throws IOException {
    TarWriter.Content deep = tar -> tar.file("d/".repeat(2_000) + "x.txt", "x");
    TarWriter.Content deeper =
        tar -> tar.file("d/".repeat(2_000) + "y.txt", "y").whiteout("d/".repeat(2_000) + "x.txt");

    ImageFacts facts = Walks.walk(TestImage.of(deep, deeper));

    assertThat(Walks.texts(facts)).containsOnlyKeys("/" + "d/".repeat(2_000) + "y.txt");
    assertThat(facts.tree().resolve("/" + "d/".repeat(2_000) + "y.txt")).isPresent();
  }
}
