package dev.seaworthy.image.hostile.duplicatekeys;

import static dev.seaworthy.image.source.Refusals.assertRefused;

import dev.seaworthy.base.BaseError;
import dev.seaworthy.image.source.SourceForm;
import dev.seaworthy.testkit.image.ImageMaker;
import dev.seaworthy.testkit.image.TarWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Members that come twice, of which one reader takes the first and another the last.
class DuplicateKeysTest {

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(
      value = SourceForm.class,
      names = {"OCI_ARCHIVE", "OCI_LAYOUT", "REGISTRY"})
  void aManifestThatNamesItsLayersTwiceIsRefused(SourceForm form) throws IOException {
    ImageMaker image =
        ImageMaker.linux()
            .layer(tar -> tar.file("a", "a"))
            .rewritingManifest(text -> "{\"layers\":[]," + text.substring(1));
    try (SourceForm.Kept kept = form.store(image, folder)) {
      assertRefused(BaseError.BAD_JSON, kept.source())
          .hasMessageContaining("Duplicate field 'layers'");
    }
  }

  @ParameterizedTest
  @EnumSource(SourceForm.class)
  void aConfigThatNamesItsUserTwiceIsRefused(SourceForm form) throws IOException {
    ImageMaker image =
        ImageMaker.linux()
            .layer(tar -> tar.file("a", "a"))
            .rewritingConfig(text ->
                text.replaceFirst(
                    "\"config\":\\{", "\"config\":{\"User\":\"app\",\"User\":\"root\","));
    try (SourceForm.Kept kept = form.store(image, folder)) {
      assertRefused(BaseError.BAD_JSON, kept.source())
          .hasMessageContaining("Duplicate field 'User'");
    }
  }

  @Test
  void aDockerArchivesManifestFileThatNamesItsLayersTwiceIsRefused() throws IOException {
    Path archive = folder.resolve("image.tar");
    Files.write(
        archive,
        TarWriter.bytes(tar ->
            tar.file("manifest.json", "[{\"Config\":\"c\",\"Layers\":[],\"Layers\":[\"x\"]}]")));

    assertRefused(BaseError.BAD_JSON, "docker-archive:" + archive)
        .hasMessageContaining("manifest.json")
        .hasMessageContaining("Duplicate field 'Layers'");
  }
}
