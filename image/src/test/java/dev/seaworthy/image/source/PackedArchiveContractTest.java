package dev.seaworthy.image.source;

import dev.seaworthy.testkit.image.Compression;
import dev.seaworthy.testkit.image.ImageMaker;
import dev.seaworthy.testkit.image.MadeImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// An OCI archive that was compressed as a whole.
class PackedArchiveContractTest extends ImageSourceContract {

  @Override
  protected Stored store(ImageMaker image, Path folder) throws IOException {
    Path plain = folder.resolve("cargo.tar");
    Path packed = folder.resolve("cargo.tar.gz");
    MadeImage made = image.ociArchive(plain, "1.8");
    try (OutputStream out = Compression.GZIP.into(Files.newOutputStream(packed))) {
      Files.copy(plain, out);
    }
    return new Stored("oci-archive:" + packed, made);
  }

  @Override
  protected boolean hasManifests() {
    return true;
  }
}
