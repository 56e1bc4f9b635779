package dev.seaworthy.image.hostile.truncatedarchive;

import static dev.seaworthy.image.source.Refusals.assertRefused;

import dev.seaworthy.image.ImageError;
import dev.seaworthy.testkit.image.Compression;
import dev.seaworthy.testkit.image.DockerArchiveStyle;
import dev.seaworthy.testkit.image.ImageMaker;
import dev.seaworthy.testkit.image.TarWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Archives that were cut off, wherever that happened.
class TruncatedArchiveTest {

  @TempDir Path folder;

  private Path cut(Path archive, long bytes) throws IOException {
    Path cut = folder.resolve("cut.tar");
    try (InputStream in = Files.newInputStream(archive)) {
      Files.write(cut, in.readNBytes((int) bytes));
    }
    return cut;
  }

  @ParameterizedTest
  @EnumSource(DockerArchiveStyle.class)
  void aDockerArchiveIsRefusedWhereverItIsCut(DockerArchiveStyle style) throws IOException {
    Path archive = folder.resolve("image.tar");
    ImageMaker.linux()
        .layer(tar -> tar.file("a", "a".repeat(3_000)))
        .dockerArchive(archive, style, "shop/cart:1");
    long end = Files.size(archive) - 1_024;

    for (long bytes = 1_025; bytes < end; bytes += 512) {
      Path cut = cut(archive, bytes);
      assertRefused(ImageError.TRUNCATED, "docker-archive:" + cut)
          .as("cut to %s of %s bytes", bytes, end)
          .hasMessageContaining("ends");
    }
  }

  @Test
  void anOciArchiveIsRefusedWhereverItIsCut() throws IOException {
    Path archive = folder.resolve("image.tar");
    ImageMaker.linux().layer(tar -> tar.file("a", "a".repeat(3_000))).ociArchive(archive, "1");
    long end = Files.size(archive) - 1_024;

    for (long bytes = 1_025; bytes < end; bytes += 512) {
      Path cut = cut(archive, bytes);
      assertRefused(ImageError.TRUNCATED, "oci-archive:" + cut)
          .as("cut to %s of %s bytes", bytes, end)
          .hasMessageContaining("ends");
    }
  }

  /// Tools that write the index first leave an archive that looks whole, but for its blobs.
  @Test
  void anOciArchiveWhoseBlobsAreCutOffIsTruncated() throws IOException {
    Path layout = folder.resolve("layout");
    ImageMaker.linux().layer(tar -> tar.file("a", "a".repeat(3_000))).ociLayout(layout, "1");
    List<Path> files;
    try (Stream<Path> all = Files.walk(layout).filter(Files::isRegularFile)) {
      // "index.json" and "oci-layout" come first when the order is turned round.
      files = all.sorted(Comparator.reverseOrder()).toList();
    }
    Path archive = folder.resolve("image.tar");
    try (OutputStream out = Files.newOutputStream(archive)) {
      TarWriter tar = TarWriter.to(out);
      for (Path file : files) {
        tar.file(layout.relativize(file).toString(), Files.readAllBytes(file));
      }
      tar.finish();
    }
    long end = Files.size(archive) - 1_024;

    for (long bytes = 1_025; bytes < end; bytes += 512) {
      assertRefused(ImageError.TRUNCATED, "oci-archive:" + cut(archive, bytes))
          .as("cut to %s of %s bytes", bytes, end)
          .hasMessageContaining("ends");
      assertRefused(ImageError.TRUNCATED, "oci-archive:" + cut(archive, bytes - 1))
          .as("cut to %s of %s bytes", bytes - 1, end)
          .hasMessageContaining("ends");
    }
  }

  @Test
  void anArchiveThatEndsBetweenTwoEntriesIsTruncatedAndNotOfAnotherKind() throws IOException {
    Path archive = folder.resolve("cart.tar");
    try (OutputStream out = Files.newOutputStream(archive)) {
      TarWriter.to(out).file("0a1b/layer.tar", "x");
    }

    assertRefused(ImageError.TRUNCATED, "docker-archive:" + archive)
        .hasMessageContaining("ends after 1 entries without the mark that ends a tar");
  }

  @Test
  void theEntryInWhichItEndsIsNamed() throws IOException {
    Path archive = folder.resolve("cart.tar");
    try (OutputStream out = Files.newOutputStream(archive)) {
      TarWriter.to(out).zeros("0a1b/layer.tar", 40_112_768).finish();
    }
    Path cut = cut(archive, 512 + 11_534_336);

    assertRefused(ImageError.TRUNCATED, "docker-archive:" + cut)
        .hasMessage(
            cut
                + " ends inside its entry \"0a1b/layer.tar\", after 11,534,336 of 40,112,768 bytes,"
                + " before the image's manifest");
  }

  @ParameterizedTest
  @EnumSource(
      value = Compression.class,
      names = {"GZIP", "ZSTD"})
  void aCompressedArchiveThatWasCutIsRefused(Compression compression) throws IOException {
    Path plain = folder.resolve("image.tar");
    Path packed = folder.resolve("image.tar.packed");
    ImageMaker.linux().layer(tar -> tar.zeros("a", 300_000)).ociArchive(plain, "1");
    try (OutputStream out = compression.into(Files.newOutputStream(packed))) {
      Files.copy(plain, out);
    }
    Path cut = cut(packed, Files.size(packed) / 2);

    assertRefused(ImageError.TRUNCATED, "oci-archive:" + cut).hasMessageContaining("compressed");
  }
}
