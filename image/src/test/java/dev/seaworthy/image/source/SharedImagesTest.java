package dev.seaworthy.image.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.image.Image;
import dev.seaworthy.image.ImageSource;
import dev.seaworthy.image.Layer;
import dev.seaworthy.image.OpenOptions;
import dev.seaworthy.image.archive.FileKind;
import dev.seaworthy.testkit.Gates;
import dev.seaworthy.testkit.Sha256;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Opens images that other tools made.
class SharedImagesTest {

  @Test
  void everySharedImageOpensWithLayersAsTheirDigestsSay() throws Exception {
    Gates.run(
        "shared images open and have the digests that they say",
        Gates.shared("fixtures/images"),
        folder -> {
          List<Path> images;
          try (Stream<Path> files = Files.list(folder)) {
            images = files.filter(file -> file.toString().endsWith(".tar")).sorted().toList();
          }
          long layers = 0;
          for (Path file : images) {
            layers += read(file);
          }
          assertThat(layers).isGreaterThanOrEqualTo(images.size());
          return layers;
        });
  }

  private static long read(Path file) throws Exception {
    OpenOptions options = Opening.options();
    ImageSource source =
        FileKind.of(file, options.limits()) == FileKind.OCI_ARCHIVE
            ? new ImageSource.OciArchive(file.toString(), file, "")
            : new ImageSource.DockerArchive(file.toString(), file, "");
    try (Image image = ImageSources.open(source, options)) {
      assertThat(image.gaps()).as("gaps of %s", file).isEmpty();
      for (Layer layer : image.layers()) {
        Layer.Blob blob = (Layer.Blob) layer;
        try (InputStream in = blob.content().open()) {
          assertThat(Sha256.of(in.readAllBytes()))
              .as("layer %s of %s", layer.index(), file)
              .isEqualTo(blob.descriptor().digest().toString());
        }
      }
      return image.layers().size();
    }
  }
}
