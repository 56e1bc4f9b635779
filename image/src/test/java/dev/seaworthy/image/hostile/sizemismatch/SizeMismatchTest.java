package dev.seaworthy.image.hostile.sizemismatch;

import static dev.seaworthy.image.source.Refusals.assertRefused;

import dev.seaworthy.image.Image;
import dev.seaworthy.image.ImageError;
import dev.seaworthy.image.Layer;
import dev.seaworthy.image.source.SourceForm;
import dev.seaworthy.testkit.image.ImageMaker;
import dev.seaworthy.testkit.image.LayerSpec;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Content that is longer or shorter than its descriptor says.
class SizeMismatchTest {

  @TempDir Path folder;

  private static ImageMaker claiming(long size) {
    return ImageMaker.linux()
        .layer(tar -> tar.file("a", "a"))
        .layer(LayerSpec.of(tar -> tar.file("b", "b".repeat(5_000))).claimingSize(size));
  }

  @ParameterizedTest
  @EnumSource(
      value = SourceForm.class,
      names = {"OCI_ARCHIVE", "OCI_LAYOUT"})
  void aLayerThatIsShorterIsTruncated(SourceForm form) throws IOException {
    try (SourceForm.Kept kept = form.store(claiming(40_112_768), folder)) {
      assertRefused(ImageError.TRUNCATED, kept.source())
          .hasMessageContaining("layer 2 of 2 ends after")
          .hasMessageContaining("of 40,112,768 bytes")
          .hasMessageContaining(kept.made().layers().get(1).descriptor().digest());
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = SourceForm.class,
      names = {"OCI_ARCHIVE", "OCI_LAYOUT"})
  void aLayerThatIsLongerIsRefused(SourceForm form) throws IOException {
    try (SourceForm.Kept kept = form.store(claiming(7), folder)) {
      assertRefused(ImageError.SIZE_MISMATCH, kept.source())
          .hasMessageContaining("layer 2 of 2 has")
          .hasMessageContaining("its descriptor says 7");
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {7, 40_112_768})
  void aRegistryThatAnnouncesAnotherLengthForALayerIsRefusedAtOnce(long size) throws IOException {
    try (SourceForm.Kept kept = SourceForm.REGISTRY.store(claiming(size), folder);
        Image image = kept.open()) {
      Layer.Blob layer = (Layer.Blob) image.layers().get(1);

      assertRefused(ImageError.SIZE_MISMATCH, () -> layer.content().open())
          .hasMessageContaining("layer 2 of 2");
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = SourceForm.class,
      names = {"OCI_ARCHIVE", "OCI_LAYOUT", "REGISTRY"})
  void aConfigOfAnotherSizeIsRefused(SourceForm form) throws IOException {
    ImageMaker image =
        ImageMaker.linux()
            .layer(tar -> tar.file("a", "a"))
            .rewritingManifest(
                text -> text.replaceFirst("(config.v1.json[^}]*?\"size\":)[0-9]+", "$123"));
    try (SourceForm.Kept kept = form.store(image, folder)) {
      assertRefused(ImageError.SIZE_MISMATCH, kept.source())
          .hasMessageContaining("23")
          .hasMessageContaining(kept.made().config().digest());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "1.5", "1e99", "\"7\"", "null", "99999999999999999999"})
  void aSizeThatIsNoLengthIsRefusedWithItsPlace(String size) throws IOException {
    ImageMaker image =
        ImageMaker.linux()
            .layer(tar -> tar.file("a", "a"))
            .rewritingManifest(
                text -> text.replaceFirst("(tar.gzip[^}]*?\"size\":)[0-9]+", "$1" + size));
    try (SourceForm.Kept kept = SourceForm.OCI_ARCHIVE.store(image, folder)) {
      assertRefused(ImageError.NOT_AN_IMAGE, kept.source())
          .hasMessageContaining("layers[0]: \"size\"");
    }
  }
}
