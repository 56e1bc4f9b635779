package dev.seaworthy.image.source;

import dev.seaworthy.image.Image;
import dev.seaworthy.image.OpenOptions;
import dev.seaworthy.testkit.image.DockerArchiveStyle;
import dev.seaworthy.testkit.image.ImageMaker;
import dev.seaworthy.testkit.image.MadeImage;
import dev.seaworthy.testkit.registry.TokenRegistry;
import java.io.IOException;
import java.nio.file.Path;

/// The forms of source that a test goes through.
public enum SourceForm {
  CLASSIC_DOCKER_ARCHIVE {
    @Override
    public Kept store(ImageMaker image, Path folder) throws IOException {
      return dockerArchive(image, folder, DockerArchiveStyle.CLASSIC);
    }
  },
  HYBRID_DOCKER_ARCHIVE {
    @Override
    public Kept store(ImageMaker image, Path folder) throws IOException {
      return dockerArchive(image, folder, DockerArchiveStyle.OCI_INSIDE);
    }
  },
  OCI_ARCHIVE {
    @Override
    public Kept store(ImageMaker image, Path folder) throws IOException {
      Path file = folder.resolve("image.tar");
      return new Kept("oci-archive:" + file, image.ociArchive(file, "1.8"), () -> {});
    }
  },
  OCI_LAYOUT {
    @Override
    public Kept store(ImageMaker image, Path folder) throws IOException {
      Path layout = folder.resolve("image");
      return new Kept("oci-layout:" + layout, image.ociLayout(layout, "1.8"), () -> {});
    }
  },
  REGISTRY {
    @Override
    public Kept store(ImageMaker image, Path folder) throws IOException {
      Path layout = folder.resolve("image");
      MadeImage made = image.ociLayout(layout, "1.8");
      TokenRegistry registry =
          TokenRegistry.anonymous("shop/cart", layout).tag("1.8", made.manifest());
      return new Kept(registry.host() + "/shop/cart:1.8", made, registry::close);
    }
  };

  /// An image that lies where its source says, until it is closed.
  ///
  /// @param made what its maker says of it
  public record Kept(String source, MadeImage made, Runnable end) implements AutoCloseable {

    public Image open() {
      return open(Opening.options());
    }

    public Image open(OpenOptions options) {
      return ImageSources.open(ImageSources.parse(source), options);
    }

    @Override
    public void close() {
      end.run();
    }
  }

  /// Stores an image in this form.
  public abstract Kept store(ImageMaker image, Path folder) throws IOException;

  /// Whether a manifest with descriptors lies in it.
  public boolean hasManifest() {
    return this != CLASSIC_DOCKER_ARCHIVE && this != HYBRID_DOCKER_ARCHIVE;
  }

  private static Kept dockerArchive(ImageMaker image, Path folder, DockerArchiveStyle style)
      throws IOException {
    Path file = folder.resolve("image.tar");
    return new Kept(
        "docker-archive:" + file, image.dockerArchive(file, style, "shop/cart:1.8"), () -> {});
  }
}
