package dev.seaworthy.image.source;

import dev.seaworthy.testkit.image.ImageMaker;
import java.io.IOException;
import java.nio.file.Path;

class OciArchiveContractTest extends ImageSourceContract {

  @Override
  protected Stored store(ImageMaker image, Path folder) throws IOException {
    Path file = folder.resolve("cargo.tar");
    return new Stored("oci-archive:" + file, image.ociArchive(file, "1.8"));
  }

  @Override
  protected boolean hasManifests() {
    return true;
  }
}
