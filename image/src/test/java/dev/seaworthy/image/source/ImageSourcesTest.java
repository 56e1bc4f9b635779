package dev.seaworthy.image.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.image.ImageError;
import dev.seaworthy.image.ImageSource;
import dev.seaworthy.testkit.image.DockerArchiveStyle;
import dev.seaworthy.testkit.image.ImageMaker;
import dev.seaworthy.testkit.image.TarWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageSourcesTest {

  @TempDir Path folder;

  private static AbstractThrowableAssert<?, ? extends Throwable> refused(
      String text, ImageError code) {
    return assertThatThrownBy(() -> ImageSources.parse(text))
        .isInstanceOfSatisfying(
            SeaworthyException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  private Path file(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content);
  }

  @Test
  void anythingWithoutASchemeIsAReferenceIntoARegistry() {
    assertThat(ImageSources.parse("localhost:5000/shop/cart:1.8"))
        .isInstanceOfSatisfying(
            ImageSource.Remote.class,
            remote -> {
              assertThat(remote.reference().registry()).isEqualTo("localhost:5000");
              assertThat(remote.reference().tag()).isEqualTo("1.8");
            });
    assertThat(ImageSources.parse("debian:12"))
        .isInstanceOfSatisfying(
            ImageSource.Remote.class,
            remote -> assertThat(remote.reference()).hasToString("docker.io/library/debian:12"));
  }

  @Test
  void aLayoutTakesARefAfterItsPath() throws IOException {
    Path layout = folder.resolve("cargo");
    ImageMaker.linux().ociLayout(layout, "1.8");

    assertThat(ImageSources.parse("oci-layout:" + layout + ":shop/cart:1.8"))
        .isEqualTo(
            new ImageSource.OciLayout(
                "oci-layout:" + layout + ":shop/cart:1.8", layout, "shop/cart:1.8"));
    assertThat(ImageSources.parse("oci-layout:" + layout))
        .isInstanceOfSatisfying(
            ImageSource.OciLayout.class, source -> assertThat(source.ref()).isEmpty());
  }

  @Test
  void aDigestMayFollowAnAtSign() throws IOException {
    Path archive = folder.resolve("cargo.tar");
    String digest = ImageMaker.linux().ociArchive(archive, "1.8").manifest().digest();

    assertThat(ImageSources.parse("oci-archive:" + archive + "@" + digest))
        .isInstanceOfSatisfying(
            ImageSource.OciArchive.class, source -> assertThat(source.ref()).isEqualTo(digest));
  }

  @Test
  void aPathMayItselfHoldColons() throws IOException {
    Path layout = folder.resolve("cargo:2026:01");
    ImageMaker.linux().ociLayout(layout, "1.8");

    assertThat(ImageSources.parse("oci-layout:" + layout + ":1.8"))
        .isInstanceOfSatisfying(
            ImageSource.OciLayout.class,
            source -> {
              assertThat(source.path()).isEqualTo(layout);
              assertThat(source.ref()).isEqualTo("1.8");
            });
  }

  @Test
  void aMistypedFileNameIsAnsweredWithTheNearestOne() throws IOException {
    file("cart.tar", "");
    file("horse.tar", "");

    refused("docker-archive:" + folder.resolve("cart.tra"), ImageError.NOT_FOUND)
        .hasMessage(
            folder.resolve("cart.tra")
                + ": no such file. Did you mean "
                + folder.resolve("cart.tar")
                + "?");
  }

  @Test
  void aMistypedDirectoryIsNamed() throws IOException {
    Files.createDirectories(folder.resolve("images"));

    refused("oci-archive:" + folder.resolve("imags/deep/cart.tar"), ImageError.NOT_FOUND)
        .hasMessageContaining("there is no directory " + folder.resolve("imags"))
        .hasMessageContaining("Did you mean images?");
  }

  @Test
  void aFileWhereADirectoryIsWantedIsNamed() throws IOException {
    Path file = file("cart", "");

    refused("oci-archive:" + file.resolve("cart.tar"), ImageError.NOT_FOUND)
        .hasMessageContaining(file + " is not a directory");
  }

  @Test
  void aMissingFileWithoutNeighboursIsJustMissing() {
    refused("docker-archive:" + folder.resolve("cart.tar"), ImageError.NOT_FOUND)
        .hasMessage(folder.resolve("cart.tar") + ": no such file.");
  }

  @Test
  void aLinkThatLeadsNowhereIsToldSo() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("cart.tar"), folder.resolve("gone"));

    refused("docker-archive:" + link, ImageError.NOT_FOUND)
        .hasMessage(link + " is a link that leads nowhere");
  }

  @Test
  void aRefAfterAMissingFileIsNotTakenForItsName() throws IOException {
    file("cart.tar", "");

    refused("docker-archive:" + folder.resolve("cart.tra") + ":shop/cart:1", ImageError.NOT_FOUND)
        .hasMessageContaining("cart.tra: no such file. Did you mean");
  }

  @ParameterizedTest
  @CsvSource({
    "docker-archve:cart.tar, docker-archive:cart.tar",
    "oci-archiv:cart.tar, oci-archive:cart.tar",
    "OCI-LAYOUT:cart, oci-layout:cart",
    "dri:/srv, dir:/srv",
  })
  void aMistypedSchemeIsAnsweredWithTheRightOne(String text, String meant) {
    refused(text, ImageError.BAD_SOURCE).hasMessageContaining("Did you mean " + meant + "?");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "docker:nginx:1.25 ; docker save NAME -o image.tar",
        "docker://nginx:1.25 ; leave \"docker:\" out",
        "docker-daemon:nginx ; docker-archive:image.tar",
        "podman:nginx ; oci-archive:image.tar",
        "containers-storage:nginx ; oci-archive:image.tar",
        "registry:nginx ; leave \"registry:\" out",
        "oci:/srv/cart ; use oci-layout:PATH",
        "https://quay.io/shop/cart ; without \"https://\"",
        "http://localhost:5000/cart ; --plain-http",
        "file:/srv/cart.tar ; docker-archive:PATH",
        "directory:/srv ; use dir:PATH",
        "cyclonedx:/srv/cart.json ; use sbom:PATH",
        "bundle:/srv/cart.json ; \"bundle:\" is not a form of source",
      })
  void aFormOfAnotherToolIsAnsweredWithOurs(String text, String advice) {
    refused(text, ImageError.BAD_SOURCE).hasMessageContaining(advice);
  }

  @ParameterizedTest
  @ValueSource(strings = {"docker:5000/cart", "registry:5000/shop/cart:1.8", "registry/cart:1"})
  void aHostThatIsNamedLikeASchemeIsStillAHost(String text) {
    assertThat(ImageSources.parse(text)).isInstanceOf(ImageSource.Remote.class);
  }

  @Test
  void aBarePathIsAnsweredWithTheCommandToUse() throws IOException {
    Path docker = folder.resolve("docker.tar");
    Path oci = folder.resolve("oci.tar");
    Path layout = folder.resolve("layout");
    ImageMaker.linux().dockerArchive(docker, DockerArchiveStyle.FLAT, "a:1");
    ImageMaker.linux().ociArchive(oci, "1");
    ImageMaker.linux().ociLayout(layout, "1");

    refused(docker.toString(), ImageError.BAD_SOURCE)
        .hasMessageContaining("use docker-archive:" + docker);
    refused(oci.toString(), ImageError.BAD_SOURCE).hasMessageContaining("use oci-archive:" + oci);
    refused(layout.toString(), ImageError.BAD_SOURCE)
        .hasMessageContaining("use oci-layout:" + layout);
    refused(folder.toString(), ImageError.BAD_SOURCE).hasMessageContaining("use dir:" + folder);
  }

  @Test
  void theWorkingDirectoryAloneIsAnsweredWithTheCommandToUse() {
    refused(".", ImageError.BAD_SOURCE)
        .hasMessage(". is a directory: use dir:. to scan it as a root file system");
  }

  @Test
  void aBareNameOfAnArchiveThatIsNotThereIsAMissingFile() {
    refused("no-such-cart.tar", ImageError.NOT_FOUND)
        .hasMessageStartingWith("no-such-cart.tar: no such file");
  }

  @Test
  void aDirectoryGivenAsAnArchiveIsAnsweredWithItsForm() throws IOException {
    Path layout = folder.resolve("layout");
    ImageMaker.linux().ociLayout(layout, "1");

    refused("oci-archive:" + layout, ImageError.NOT_AN_IMAGE)
        .hasMessageContaining("use oci-layout:" + layout);
    refused("docker-archive:" + folder, ImageError.NOT_AN_IMAGE)
        .hasMessageContaining("use dir:" + folder);
  }

  @Test
  void aFileGivenAsADirectoryIsAnsweredWithItsForm() throws IOException {
    Path archive = folder.resolve("cart.tar");
    ImageMaker.linux().ociArchive(archive, "1");

    refused("dir:" + archive, ImageError.NOT_AN_IMAGE)
        .hasMessageContaining("use oci-archive:" + archive);
    refused("oci-layout:" + archive, ImageError.NOT_AN_IMAGE)
        .hasMessageContaining("use oci-archive:" + archive);
  }

  @Test
  void aLayoutGivenAsARootFileSystemIsAnsweredWithItsForm() throws IOException {
    Path layout = folder.resolve("layout");
    ImageMaker.linux().ociLayout(layout, "1");

    refused("dir:" + layout, ImageError.NOT_AN_IMAGE)
        .hasMessageContaining("use oci-layout:" + layout);
  }

  @Test
  void aTarOfARootFileSystemIsExplained() throws IOException {
    Path tar = folder.resolve("rootfs.tar");
    Files.write(
        tar, TarWriter.bytes(writer -> writer.directory("etc").file("etc/os-release", "ID=x")));

    refused(tar.toString(), ImageError.BAD_SOURCE)
        .hasMessageContaining("docker export")
        .hasMessageContaining("use dir:");
  }

  @ParameterizedTest
  @CsvSource({"dir:, dir:PATH", "docker-archive:, docker-archive:PATH", "'  ', no image"})
  void aSourceWithoutAPathIsRefused(String text, String part) {
    refused(text, ImageError.BAD_SOURCE).hasMessageContaining(part);
  }

  @Test
  void controlCharactersDoNotReachTheTerminal() {
    refused("dir:/no\u001b[31msuch\u202epath", ImageError.NOT_FOUND)
        .satisfies(
            e -> assertThat(e.getMessage()).doesNotContain("\u001b").doesNotContain("\u202e"));
  }
}
