package dev.seaworthy.image.source;

import dev.seaworthy.testkit.image.DockerArchiveStyle;
import dev.seaworthy.testkit.image.ImageMaker;
import java.io.IOException;
import java.nio.file.Path;

class LinkedDockerArchiveContractTest extends ImageSourceContract {

  @Override
  protected Stored store(ImageMaker image, Path folder) throws IOException {
    Path file = folder.resolve("cargo.tar");
    return new Stored(
        "docker-archive:" + file,
        image.dockerArchive(file, DockerArchiveStyle.CLASSIC_WITH_LINKS, "shop/cart:1.8"));
  }

  @Override
  protected boolean hasManifests() {
    return false;
  }
}
