package dev.seaworthy.image.hostile.digestmismatch;

import static dev.seaworthy.image.source.Refusals.assertRefused;

import dev.seaworthy.image.ImageError;
import dev.seaworthy.testkit.Sha256;
import dev.seaworthy.testkit.image.DockerArchiveStyle;
import dev.seaworthy.testkit.image.ImageMaker;
import dev.seaworthy.testkit.image.LayerSpec;
import dev.seaworthy.testkit.image.MadeImage;
import dev.seaworthy.testkit.image.TarWriter;
import dev.seaworthy.testkit.registry.Fault;
import dev.seaworthy.testkit.registry.TokenRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Content that is not what its digest says, wherever it lies.
class DigestMismatchTest {

  @TempDir Path folder;

  private static final String OTHER = "sha256:" + "0".repeat(64);

  @Test
  void aManifestThatWasChangedIsRefusedWithBothDigests() throws IOException {
    MadeImage made = ImageMaker.linux().layer(tar -> tar.file("a", "a")).ociLayout(folder, "1");
    String digest = made.manifest().digest();
    Path blob = blob(digest);
    String changed = Files.readString(blob).replace("gzip", "zstd");
    Files.writeString(blob, changed);

    assertRefused(ImageError.DIGEST_MISMATCH, "oci-layout:" + folder)
        .hasMessageContaining(digest)
        .hasMessageContaining(Sha256.of(changed));
  }

  @Test
  void aConfigThatWasChangedIsRefusedWithBothDigests() throws IOException {
    MadeImage made = ImageMaker.linux().layer(tar -> tar.file("a", "a")).ociLayout(folder, "1");
    String digest = made.config().digest();
    String changed = Files.readString(blob(digest)).replace("amd64", "arm64");
    Files.writeString(blob(digest), changed);

    assertRefused(ImageError.DIGEST_MISMATCH, "oci-layout:" + folder)
        .hasMessageContaining(digest)
        .hasMessageContaining(Sha256.of(changed));
  }

  @Test
  void aRegistryThatServesAnotherManifestThanTheDigestAskedForIsNotBelieved() throws IOException {
    MadeImage asked = ImageMaker.linux().layer(tar -> tar.file("a", "a")).ociLayout(folder, "1");
    MadeImage other =
        ImageMaker.linux().layer(tar -> tar.file("b", "b")).ociLayout(folder.resolve("o"), "1");
    Files.copy(
        folder.resolve("o/blobs/sha256").resolve(Sha256.hex(other.manifest().digest())),
        blob(asked.manifest().digest()),
        StandardCopyOption.REPLACE_EXISTING);

    try (TokenRegistry registry =
        TokenRegistry.anonymous("shop/cart", folder).tag("1", asked.manifest())) {
      assertRefused(
              ImageError.DIGEST_MISMATCH,
              registry.host() + "/shop/cart@" + asked.manifest().digest())
          .hasMessageContaining(asked.manifest().digest())
          .hasMessageContaining(other.manifest().digest());
    }
  }

  @Test
  void aRegistryThatTellsAnotherDigestThanItServesIsNotBelieved() throws IOException {
    MadeImage made = ImageMaker.linux().layer(tar -> tar.file("a", "a")).ociLayout(folder, "1");

    try (TokenRegistry registry =
        TokenRegistry.anonymous("shop/cart", folder)
            .tag("1", made.manifest())
            .tellingDigest(OTHER)) {
      assertRefused(ImageError.DIGEST_MISMATCH, registry.host() + "/shop/cart:1")
          .hasMessageContaining("Docker-Content-Digest")
          .hasMessageContaining(OTHER);
    }
  }

  @Test
  void aConfigThatBecameAnotherOneOnItsWayIsNotBelieved() throws IOException {
    MadeImage made = ImageMaker.linux().layer(tar -> tar.file("a", "a")).ociLayout(folder, "1");

    try (TokenRegistry registry =
        TokenRegistry.anonymous("shop/cart", folder)
            .tag("1", made.manifest())
            .order(1, new Fault.Corrupt(made.config().digest()))) {
      assertRefused(ImageError.DIGEST_MISMATCH, registry.host() + "/shop/cart:1")
          .hasMessageContaining(made.config().digest());
    }
  }

  @Test
  void aHybridDockerArchiveWhoseLayerIsNotWhatItsNameSaysIsRefused() throws IOException {
    Path archive = folder.resolve("image.tar");
    ImageMaker.linux()
        .layer(LayerSpec.of(tar -> tar.file("a", "a")).claimingDigest(OTHER))
        .dockerArchive(archive, DockerArchiveStyle.OCI_INSIDE, "shop/cart:1");

    assertRefused(ImageError.DIGEST_MISMATCH, "docker-archive:" + archive)
        .hasMessageContaining("layer 1 of 1")
        .hasMessageContaining(OTHER);
  }

  @Test
  void aDockerArchiveWhoseConfigIsNotWhatItsNameSaysIsRefused() throws IOException {
    Path archive = folder.resolve("image.tar");
    Files.write(
        archive,
        TarWriter.bytes(tar ->
            tar.file("0".repeat(64) + ".json", "{}")
                .file(
                    "manifest.json",
                    "[{\"Config\":\"" + "0".repeat(64) + ".json\",\"Layers\":[]}]")));

    assertRefused(ImageError.DIGEST_MISMATCH, "docker-archive:" + archive)
        .hasMessageContaining(OTHER)
        .hasMessageContaining(Sha256.of("{}"));
  }

  private Path blob(String digest) {
    return folder.resolve("blobs/sha256").resolve(Sha256.hex(digest));
  }
}
