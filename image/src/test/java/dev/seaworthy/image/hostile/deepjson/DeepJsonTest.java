package dev.seaworthy.image.hostile.deepjson;

import static dev.seaworthy.image.source.Refusals.assertRefused;

import dev.seaworthy.base.BaseError;
import dev.seaworthy.image.source.SourceForm;
import dev.seaworthy.testkit.image.ImageMaker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Documents nested so deep that a reader's stack could end.
class DeepJsonTest {

  private static final String DEEP = "[".repeat(500_000) + "]".repeat(500_000);

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(
      value = SourceForm.class,
      names = {"OCI_ARCHIVE", "OCI_LAYOUT", "REGISTRY"})
  void aDeepManifestIsRefused(SourceForm form) throws IOException {
    ImageMaker image =
        ImageMaker.linux()
            .layer(tar -> tar.file("a", "a"))
            .rewritingManifest(text -> "{\"deep\":" + DEEP + "," + text.substring(1));
    try (SourceForm.Kept kept = form.store(image, folder)) {
      assertRefused(BaseError.JSON_LIMIT, kept.source())
          .hasMessageContaining(kept.made().manifest().digest().substring(0, 19));
    }
  }

  @ParameterizedTest
  @EnumSource(SourceForm.class)
  void aDeepConfigIsRefused(SourceForm form) throws IOException {
    ImageMaker image =
        ImageMaker.linux()
            .layer(tar -> tar.file("a", "a"))
            .rewritingConfig(text -> "{\"deep\":" + DEEP + "," + text.substring(1));
    try (SourceForm.Kept kept = form.store(image, folder)) {
      assertRefused(BaseError.JSON_LIMIT, kept.source()).hasMessageContaining("config");
    }
  }

  @Test
  void aDeepIndexFileIsRefused() throws IOException {
    ImageMaker.linux().layer(tar -> tar.file("a", "a")).ociLayout(folder, "1");
    Files.writeString(folder.resolve("index.json"), DEEP);

    assertRefused(BaseError.JSON_LIMIT, "oci-layout:" + folder).hasMessageContaining("index.json");
  }
}
