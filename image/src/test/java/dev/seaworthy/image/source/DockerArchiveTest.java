package dev.seaworthy.image.source;

import static dev.seaworthy.image.source.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.base.Gap;
import dev.seaworthy.image.Image;
import dev.seaworthy.image.ImageError;
import dev.seaworthy.image.Layer;
import dev.seaworthy.image.OpenOptions;
import dev.seaworthy.testkit.Sha256;
import dev.seaworthy.testkit.image.Compression;
import dev.seaworthy.testkit.image.DockerArchiveStyle;
import dev.seaworthy.testkit.image.ImageMaker;
import dev.seaworthy.testkit.image.TarWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What only Docker archives have: several images by name, and layers without digests.
class DockerArchiveTest {

  @TempDir Path folder;

  private static String entry(String config, String tag) {
    return "{\"Config\":\"%s\",\"RepoTags\":[\"%s\"],\"Layers\":[\"%s.tar\"]}"
        .formatted(config, tag, config);
  }

  private static String config(String os) {
    return "{\"os\":\"%s\",\"rootfs\":{\"diff_ids\":[\"%s\"]}}".formatted(os, Sha256.of(os));
  }

  /// An archive of the images `shop/cart:1.8` and `quay.io/shop/till:2`.
  private Path two() throws IOException {
    Path file = folder.resolve("two.tar");
    Files.write(
        file,
        TarWriter.bytes(tar ->
            tar.file("cart", config("linux"))
                .file("cart.tar", "linux")
                .file("till", config("plan9"))
                .file("till.tar", "plan9")
                .file(
                    "manifest.json",
                    "["
                        + entry("cart", "shop/cart:1.8")
                        + ","
                        + entry("till", "quay.io/shop/till:2")
                        + "]")));
    return file;
  }

  private static Image open(String source) {
    return ImageSources.open(ImageSources.parse(source), Opening.options());
  }

  @Test
  void severalImagesAreAmbiguousAndNamed() throws IOException {
    Path file = two();

    assertRefused(ImageError.AMBIGUOUS, "docker-archive:" + file)
        .hasMessage(file + " holds several images: quay.io/shop/till:2; shop/cart:1.8");
  }

  @ParameterizedTest
  @ValueSource(strings = {"shop/cart:1.8", "docker.io/shop/cart:1.8"})
  void anImageIsChosenByItsName(String name) throws IOException {
    try (Image image = open("docker-archive:" + two() + ":" + name)) {
      assertThat(image.config().platform().os()).isEqualTo("linux");
      assertThat(image.name()).isEqualTo(name);
      assertThat(((Layer.Blob) image.layers().getFirst()).descriptor().digest())
          .hasToString(Sha256.of("linux"));
    }
  }

  @Test
  void aNameThatIsNotThereIsAnsweredWithThoseThatAre() throws IOException {
    assertRefused(ImageError.NOT_FOUND, "docker-archive:" + two() + ":shop/cart:9")
        .hasMessageContaining("no image \"shop/cart:9\"")
        .hasMessageContaining("quay.io/shop/till:2; shop/cart:1.8");
  }

  @Test
  void theOnlyImageNeedsNoName() throws IOException {
    Path file = folder.resolve("one.tar");
    ImageMaker.linux()
        .layer(tar -> tar.file("a", "a"))
        .dockerArchive(file, DockerArchiveStyle.FLAT, "shop/cart:1.8", "shop/cart:latest");

    try (Image image = open("docker-archive:" + file)) {
      assertThat(image.name()).isEqualTo("shop/cart:1.8");
    }
    try (Image image = open("docker-archive:" + file + ":shop/cart")) {
      assertThat(image.name()).isEqualTo("shop/cart");
    }
  }

  @Test
  void anImageWithoutANameIsKnownByItsFile() throws IOException {
    Path file = folder.resolve("one.tar");
    ImageMaker.linux()
        .layer(tar -> tar.file("a", "a"))
        .dockerArchive(file, DockerArchiveStyle.CLASSIC);

    try (Image image = open("docker-archive:" + file)) {
      assertThat(image.name()).isEqualTo(file.toString());
    }
  }

  @Test
  void anOciArchiveIsAnsweredWithItsForm() throws IOException {
    Path file = folder.resolve("cart.tar");
    ImageMaker.linux().ociArchive(file, "1.8");

    assertRefused(ImageError.NOT_AN_IMAGE, "docker-archive:" + file)
        .hasMessage("%s is an OCI archive: use oci-archive:%s".formatted(file, file));
  }

  @Test
  void aDockerArchiveGivenAsAnOciArchiveIsAnsweredWithItsForm() throws IOException {
    Path file = folder.resolve("cart.tar");
    ImageMaker.linux().dockerArchive(file, DockerArchiveStyle.CLASSIC, "a:1");

    assertRefused(ImageError.NOT_AN_IMAGE, "oci-archive:" + file)
        .hasMessage("%s is a Docker archive: use docker-archive:%s".formatted(file, file));
  }

  @Test
  void whatDockerSavesTodayIsBothAtOnce() throws IOException {
    Path file = folder.resolve("cart.tar");
    String manifest =
        ImageMaker.linux()
            .layer(tar -> tar.file("a", "a"))
            .dockerArchive(file, DockerArchiveStyle.OCI_INSIDE, "shop/cart:1.8")
            .manifest()
            .digest();

    try (Image asOci = open("oci-archive:" + file);
        Image asDocker = open("docker-archive:" + file)) {
      assertThat(asOci.manifestDigest()).hasToString("Optional[" + manifest + "]");
      assertThat(asDocker.manifestDigest()).isEmpty();
      assertThat(asDocker.configDigest()).isEqualTo(asOci.configDigest());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"docker-archive", "oci-archive"})
  void filesThatAreNoTarAreAnsweredWithWhatTheyAre(String scheme) throws IOException {
    Path text = Files.writeString(folder.resolve("notes.txt"), "no tar at all");
    Path empty = Files.writeString(folder.resolve("empty.tar"), "");
    Path zip = Files.writeString(folder.resolve("cart.zip"), "PK\u0003\u0004 and so on");
    Path xz =
        Files.write(folder.resolve("cart.tar.xz"), new byte[] {(byte) 0xfd, '7', 'z', 'X', 'Z', 0});

    assertRefused(ImageError.NOT_AN_IMAGE, scheme + ":" + text)
        .hasMessageContaining("is not a tar");
    assertRefused(ImageError.NOT_AN_IMAGE, scheme + ":" + empty).hasMessageContaining("is empty");
    assertRefused(ImageError.NOT_AN_IMAGE, scheme + ":" + zip)
        .hasMessageContaining("is a zip file");
    assertRefused(ImageError.NOT_AN_IMAGE, scheme + ":" + xz)
        .hasMessageContaining("compressed with xz")
        .hasMessageContaining("xz --decompress");
  }

  @Test
  void aCompressedFileThatHoldsNoTarIsAnsweredSo() throws IOException {
    Path file = folder.resolve("notes.gz");
    try (OutputStream out = Compression.GZIP.into(Files.newOutputStream(file))) {
      out.write("no tar at all".getBytes(StandardCharsets.UTF_8));
    }

    assertRefused(ImageError.NOT_AN_IMAGE, "docker-archive:" + file)
        .hasMessageContaining("what it holds is not a tar");
  }

  @Test
  void aForeignLayerThatWasNotSavedIsAGap() throws IOException {
    Path file = folder.resolve("windows.tar");
    String diffId = Sha256.of("windows");
    Files.write(
        file,
        TarWriter.bytes(tar ->
            tar.file(
                    "config",
                    "{\"os\":\"windows\",\"rootfs\":{\"diff_ids\":[\"%s\",\"%s\"]}}"
                        .formatted(diffId, Sha256.of("app")))
                .file("app.tar", "app")
                .file(
                    "manifest.json",
                    """
                    [{"Config":"config","RepoTags":null,"Layers":["base.tar","app.tar"],
                    "LayerSources":{"%s":{"mediaType":
                    "application/vnd.docker.image.rootfs.foreign.diff.tar.gzip","size":7,
                    "digest":"%s","urls":["https://example.org/base"]}}}]
                    """
                        .formatted(diffId, diffId))));

    try (Image image = open("docker-archive:" + file)) {
      assertThat(image.layers()).extracting(Layer::index).containsExactly(1);
      assertThat(image.gaps()).extracting(Gap::code).containsExactly(ImageError.LAYER_ABSENT.id());
    }
  }

  @Test
  void aCompressedArchiveIsUnpackedIntoAFileThatIsGoneAtOnce() throws IOException {
    Path plain = folder.resolve("cart.tar");
    Path packed = folder.resolve("cart.tar.zst");
    Path scratch = Files.createDirectory(folder.resolve("scratch"));
    ImageMaker.linux()
        .layer(tar -> tar.zeros("a", 3_000_000))
        .dockerArchive(plain, DockerArchiveStyle.FLAT, "a:1");
    try (OutputStream out = Compression.ZSTD.into(Files.newOutputStream(packed))) {
      Files.copy(plain, out);
    }
    OpenOptions usual = Opening.options();
    OpenOptions options =
        OpenOptions.of(usual.limits(), usual.machine(), scratch, usual.registry());

    try (Image image = ImageSources.open(ImageSources.parse("docker-archive:" + packed), options)) {
      assertThat(scratch).isEmptyDirectory();
      Layer.Blob layer = (Layer.Blob) image.layers().getFirst();
      try (InputStream in = layer.content().open()) {
        assertThat(Sha256.of(in.readAllBytes())).isEqualTo(layer.descriptor().digest().toString());
      }
    }
  }
}
