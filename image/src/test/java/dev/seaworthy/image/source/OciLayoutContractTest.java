package dev.seaworthy.image.source;

import dev.seaworthy.testkit.image.ImageMaker;
import java.io.IOException;
import java.nio.file.Path;

class OciLayoutContractTest extends ImageSourceContract {

  @Override
  protected Stored store(ImageMaker image, Path folder) throws IOException {
    Path layout = folder.resolve("cargo");
    return new Stored("oci-layout:" + layout + ":1.8", image.ociLayout(layout, "1.8"));
  }

  @Override
  protected boolean hasManifests() {
    return true;
  }
}
