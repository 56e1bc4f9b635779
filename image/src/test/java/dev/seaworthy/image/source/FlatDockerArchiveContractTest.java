package dev.seaworthy.image.source;

import dev.seaworthy.testkit.image.DockerArchiveStyle;
import dev.seaworthy.testkit.image.ImageMaker;
import java.io.IOException;
import java.nio.file.Path;

class FlatDockerArchiveContractTest extends ImageSourceContract {

  @Override
  protected Stored store(ImageMaker image, Path folder) throws IOException {
    Path file = folder.resolve("cargo.tar");
    return new Stored(
        "docker-archive:" + file,
        image.dockerArchive(file, DockerArchiveStyle.FLAT, "shop/cart:1.8"));
  }

  @Override
  protected boolean hasManifests() {
    return false;
  }
}
