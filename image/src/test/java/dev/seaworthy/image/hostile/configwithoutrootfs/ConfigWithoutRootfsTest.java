package dev.seaworthy.image.hostile.configwithoutrootfs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.base.Gap;
import dev.seaworthy.image.Image;
import dev.seaworthy.image.ImageError;
import dev.seaworthy.image.Layer;
import dev.seaworthy.image.source.SourceForm;
import dev.seaworthy.testkit.image.ImageMaker;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Configs that leave out, or garble, what the manifest needs: a gap, and every layer is still
/// read.
class ConfigWithoutRootfsTest {

  @TempDir Path folder;

  private static ImageMaker image() {
    return ImageMaker.linux().layer(tar -> tar.file("a", "a")).layer(tar -> tar.file("b", "b"));
  }

  @ParameterizedTest
  @EnumSource(SourceForm.class)
  void withoutRootfsNoDiffIdIsClaimed(SourceForm form) throws IOException {
    try (SourceForm.Kept kept = form.store(image().withoutRootfs(), folder);
        Image opened = kept.open()) {
      assertThat(opened.layers())
          .hasSize(2)
          .allSatisfy(layer -> assertThat(((Layer.Blob) layer).claimedDiffId()).isNull());
      assertThat(opened.gaps())
          .extracting(Gap::code)
          .containsExactly(ImageError.CONFIG_INCOMPLETE.id());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "\"layers\"",
        "{\"diff_ids\":{}}",
        "{\"diff_ids\":[1,2]}",
        "{\"diff_ids\":[\"sha256:0\",\"md5:0\"]}",
        "{\"diff_ids\":null}"
      })
  void aGarbledRootfsIsAGapToo(String rootfs) throws IOException {
    ImageMaker garbled =
        image()
            .rewritingConfig(
                text -> text.replaceFirst("\"rootfs\":\\{[^}]*\\}", "\"rootfs\":" + rootfs));
    try (SourceForm.Kept kept = SourceForm.OCI_ARCHIVE.store(garbled, folder);
        Image opened = kept.open()) {
      assertThat(opened.layers()).hasSize(2);
      assertThat(opened.gaps())
          .isNotEmpty()
          .allSatisfy(gap -> assertThat(gap.code()).isEqualTo(ImageError.CONFIG_INCOMPLETE.id()));
    }
  }

  @Test
  void aMoreThanCompleteConfigIsAGapToo() throws IOException {
    ImageMaker more =
        image()
            .rewritingConfig(text ->
                text.replaceFirst(
                    "\"diff_ids\":\\[", "\"diff_ids\":[\"sha256:" + "0".repeat(64) + "\","));
    try (SourceForm.Kept kept = SourceForm.OCI_ARCHIVE.store(more, folder);
        Image opened = kept.open()) {
      assertThat(opened.gaps())
          .singleElement()
          .satisfies(gap ->
              assertThat(gap.detail()).contains("names 3 diff IDs").contains("has 2 layers"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\"config\":7", "\"config\":{\"Env\":\"A=b\"}", "\"config\":{\"Labels\":[]}"})
  void aGarbledRunConfigurationIsAGapToo(String config) throws IOException {
    ImageMaker garbled =
        image().rewritingConfig(text -> text.replaceFirst("\"config\":\\{.*?\\}\\}", config));
    try (SourceForm.Kept kept = SourceForm.OCI_ARCHIVE.store(garbled, folder);
        Image opened = kept.open()) {
      assertThat(opened.gaps())
          .extracting(Gap::code)
          .containsExactly(ImageError.CONFIG_INCOMPLETE.id());
    }
  }
}
