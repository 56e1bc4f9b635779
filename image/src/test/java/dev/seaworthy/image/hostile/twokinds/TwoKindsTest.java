package dev.seaworthy.image.hostile.twokinds;

import static dev.seaworthy.image.source.Refusals.assertRefused;

import dev.seaworthy.image.ImageError;
import dev.seaworthy.image.source.SourceForm;
import dev.seaworthy.testkit.image.Descriptor;
import dev.seaworthy.testkit.image.ImageMaker;
import dev.seaworthy.testkit.image.MadeImage;
import dev.seaworthy.testkit.image.OciLayoutMaker;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Documents that one reader takes for a manifest and another for an index (CVE-2021-41190).
class TwoKindsTest {

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(
      value = SourceForm.class,
      names = {"OCI_ARCHIVE", "OCI_LAYOUT", "REGISTRY"})
  void aManifestThatIsAnIndexTooIsRefused(SourceForm form) throws IOException {
    ImageMaker image =
        ImageMaker.linux()
            .layer(tar -> tar.file("a", "a"))
            .rewritingManifest(text -> "{\"manifests\":[]," + text.substring(1));
    try (SourceForm.Kept kept = form.store(image, folder)) {
      assertRefused(ImageError.NOT_AN_IMAGE, kept.source())
          .hasMessageContaining("both \"manifests\" and \"layers\"");
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = SourceForm.class,
      names = {"OCI_ARCHIVE", "OCI_LAYOUT", "REGISTRY"})
  void aManifestThatSaysItIsAnIndexIsRefused(SourceForm form) throws IOException {
    ImageMaker image =
        ImageMaker.linux()
            .layer(tar -> tar.file("a", "a"))
            .rewritingManifest(text ->
                text.replaceFirst(
                    "\"application/vnd.oci.image.manifest.v1.json\"",
                    "\"application/vnd.oci.image.index.v1+json\""));
    try (SourceForm.Kept kept = form.store(image, folder)) {
      assertRefused(ImageError.NOT_AN_IMAGE, kept.source())
          .hasMessageContaining("has the members of an image manifest");
    }
  }

  @Test
  void aManifestThatIsListedAsAnIndexIsRefused() throws IOException {
    OciLayoutMaker layout = OciLayoutMaker.in(folder);
    MadeImage made = layout.add(ImageMaker.linux().layer(tar -> tar.file("a", "a")));
    layout.refer(
        new Descriptor(OciLayoutMaker.INDEX, made.manifest().digest(), made.manifest().size()));
    layout.finish();

    assertRefused(ImageError.NOT_AN_IMAGE, "oci-layout:" + folder)
        .hasMessageContaining("was given as " + OciLayoutMaker.INDEX);
  }
}
