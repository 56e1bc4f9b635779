package dev.seaworthy.image.source;

import static dev.seaworthy.image.source.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.base.Gap;
import dev.seaworthy.image.Image;
import dev.seaworthy.image.ImageError;
import dev.seaworthy.image.Layer;
import dev.seaworthy.image.OpenOptions;
import dev.seaworthy.image.Platform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RootDirectoryTest {

  @TempDir Path folder;

  private Image open() {
    return ImageSources.open(ImageSources.parse("dir:" + folder), Opening.options());
  }

  @Test
  void aDirectoryIsOneTreeWithoutDocuments() throws IOException {
    Files.createDirectory(folder.resolve("etc"));

    try (Image image = open()) {
      assertThat(image.layers()).singleElement().isEqualTo(new Layer.Tree(0, folder.toRealPath()));
      assertThat(image.manifestDigest()).isEmpty();
      assertThat(image.configDigest()).isEmpty();
      assertThat(image.rawManifest()).isEmpty();
      assertThat(image.config().diffIds()).isEmpty();
      assertThat(image.gaps()).isEmpty();
      assertThat(image.name()).isEqualTo(folder.toString());
    }
  }

  @Test
  void anEmptyDirectoryOpensWithAGap() {
    try (Image image = open()) {
      assertThat(image.gaps()).extracting(Gap::code).containsExactly(ImageError.EMPTY_IMAGE.id());
    }
  }

  @Test
  void aLinkToADirectoryIsThatDirectory() throws IOException {
    Path real = Files.createDirectories(folder.resolve("real/etc")).getParent();
    Path link = Files.createSymbolicLink(folder.resolve("link"), real);

    try (Image image = ImageSources.open(ImageSources.parse("dir:" + link), Opening.options())) {
      assertThat(image.layers()).singleElement().isEqualTo(new Layer.Tree(0, real.toRealPath()));
    }
  }

  @Test
  void aDirectoryHasNoPlatformToChoose() throws IOException {
    Files.createDirectory(folder.resolve("etc"));
    OpenOptions options = Opening.options().withPlatform(Platform.of("linux", "amd64"));

    assertRefused(
            ImageError.NO_SUCH_PLATFORM,
            () -> ImageSources.open(ImageSources.parse("dir:" + folder), options))
        .hasMessageContaining("is a directory");
  }
}
