package dev.seaworthy.image.hostile.hugemanifest;

import static dev.seaworthy.image.source.Refusals.assertRefused;

import dev.seaworthy.image.ImageError;
import dev.seaworthy.image.source.SourceForm;
import dev.seaworthy.testkit.image.Descriptor;
import dev.seaworthy.testkit.image.ImageMaker;
import dev.seaworthy.testkit.image.OciLayoutMaker;
import dev.seaworthy.testkit.image.TarWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Manifests, indexes and configs of a hundred megabytes: refused by their announced size, or after
/// as many bytes as the limit allows.
class HugeManifestTest {

  private static final int HUGE = 100 << 20;

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(
      value = SourceForm.class,
      names = {"OCI_ARCHIVE", "OCI_LAYOUT", "REGISTRY"})
  void aManifestOfAHundredMegabytesIsRefused(SourceForm form) throws IOException {
    ImageMaker image = ImageMaker.linux().layer(tar -> tar.file("a", "a")).withManifestOver(HUGE);
    try (SourceForm.Kept kept = form.store(image, folder)) {
      assertRefused(ImageError.LIMIT, kept.source())
          .hasMessageContaining("manifest-bytes = 4194304");
    }
  }

  @ParameterizedTest
  @EnumSource(SourceForm.class)
  void aConfigBeyondItsLimitIsRefused(SourceForm form) throws IOException {
    String padding = "x".repeat(17 << 20);
    ImageMaker image =
        ImageMaker.linux()
            .layer(tar -> tar.file("a", "a"))
            .rewritingConfig(text -> "{\"padding\":\"" + padding + "\"," + text.substring(1));
    try (SourceForm.Kept kept = form.store(image, folder)) {
      assertRefused(ImageError.LIMIT, kept.source())
          .hasMessageContaining("config-bytes = 16777216");
    }
  }

  @Test
  void anIndexFileOfAHundredMegabytesIsRefused() throws IOException {
    ImageMaker.linux().layer(tar -> tar.file("a", "a")).ociLayout(folder, "1");
    Files.write(folder.resolve("index.json"), new byte[HUGE]);

    assertRefused(ImageError.LIMIT, "oci-layout:" + folder)
        .hasMessageContaining("index.json is 104,857,600 bytes large");
  }

  @Test
  void aManifestFileOfAHundredMegabytesInADockerArchiveIsRefused() throws IOException {
    Path archive = folder.resolve("image.tar");
    try (OutputStream out = Files.newOutputStream(archive)) {
      TarWriter.to(out).zeros("manifest.json", HUGE).finish();
    }

    assertRefused(ImageError.LIMIT, "docker-archive:" + archive)
        .hasMessageContaining("manifest.json is 104,857,600 bytes large");
  }

  @Test
  void anIndexWithMoreEntriesThanTheLimitIsRefused() throws IOException {
    OciLayoutMaker layout = OciLayoutMaker.in(folder);
    Descriptor manifest =
        layout.add(ImageMaker.linux().layer(tar -> tar.file("a", "a"))).manifest();
    List<Descriptor> many = new ArrayList<>();
    for (int i = 0; i < 2_001; i++) {
      many.add(manifest);
    }
    layout.refer(layout.addIndex(many), "1").finish();

    assertRefused(ImageError.LIMIT, "oci-layout:" + folder)
        .hasMessageContaining("2001 entries")
        .hasMessageContaining("index-entries = 2000");
  }
}
