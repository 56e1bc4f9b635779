package dev.seaworthy.image.hostile.cyclicdescriptors;

import static dev.seaworthy.image.source.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.image.Image;
import dev.seaworthy.image.ImageError;
import dev.seaworthy.image.source.ImageSources;
import dev.seaworthy.image.source.Opening;
import dev.seaworthy.testkit.image.Descriptor;
import dev.seaworthy.testkit.image.ImageMaker;
import dev.seaworthy.testkit.image.MadeImage;
import dev.seaworthy.testkit.image.OciLayoutMaker;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Indexes that lead back to themselves, or on and on.
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class CyclicDescriptorsTest {

  @TempDir Path folder;

  @Test
  void anIndexThatListsItselfIsRefused() throws IOException {
    OciLayoutMaker layout = OciLayoutMaker.in(folder);
    layout.refer(layout.addCyclicIndex(), "1").finish();

    // No digest can be part of what it is the digest of, so the lie shows as a wrong digest.
    assertRefused(ImageError.DIGEST_MISMATCH, "oci-layout:" + folder)
        .hasMessageContaining("c".repeat(64));
  }

  @Test
  void indexesInsideIndexesEndAtTheLimit() throws IOException {
    OciLayoutMaker layout = OciLayoutMaker.in(folder);
    Descriptor top = layout.add(ImageMaker.linux().layer(tar -> tar.file("a", "a"))).manifest();
    for (int i = 0; i < 10; i++) {
      top = layout.addIndex(List.of(top));
    }
    layout.refer(top, "1").finish();

    assertRefused(ImageError.LIMIT, "oci-layout:" + folder).hasMessageContaining("index-depth = 4");
  }

  @Test
  void aFewIndexesInsideIndexesAreFollowed() throws IOException {
    OciLayoutMaker layout = OciLayoutMaker.in(folder);
    MadeImage made = layout.add(ImageMaker.linux().layer(tar -> tar.file("a", "a")));
    Descriptor inner = layout.addIndex(List.of(made.manifest()));
    Descriptor outer = layout.addIndex(List.of(inner));
    layout.refer(outer, "1").finish();

    try (Image image =
        ImageSources.open(ImageSources.parse("oci-layout:" + folder), Opening.options())) {
      assertThat(image.manifestDigest()).hasToString("Optional[" + made.manifest().digest() + "]");
      assertThat(image.indexDigest()).hasToString("Optional[" + outer.digest() + "]");
    }
  }

  @Test
  void indexesThatMultiplyEndAtTheLimit() throws IOException {
    OciLayoutMaker layout = OciLayoutMaker.in(folder);
    Descriptor top = layout.add(ImageMaker.linux().layer(tar -> tar.file("a", "a"))).manifest();
    for (int i = 0; i < 3; i++) {
      List<Descriptor> many = new ArrayList<>();
      for (int j = 0; j < 50; j++) {
        many.add(top);
      }
      top = layout.addIndex(many);
    }
    layout.refer(top, "1").finish();

    assertRefused(ImageError.LIMIT, "oci-layout:" + folder)
        .hasMessageContaining("index-entries = 2000");
  }
}
