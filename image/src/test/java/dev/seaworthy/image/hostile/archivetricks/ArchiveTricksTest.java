package dev.seaworthy.image.hostile.archivetricks;

import static dev.seaworthy.image.source.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.base.Limit;
import dev.seaworthy.base.Limits;
import dev.seaworthy.image.Image;
import dev.seaworthy.image.ImageError;
import dev.seaworthy.image.Layer;
import dev.seaworthy.image.OpenOptions;
import dev.seaworthy.image.source.ImageSources;
import dev.seaworthy.image.source.Opening;
import dev.seaworthy.testkit.Sha256;
import dev.seaworthy.testkit.image.Compression;
import dev.seaworthy.testkit.image.ImageMaker;
import dev.seaworthy.testkit.image.MadeImage;
import dev.seaworthy.testkit.image.TarEntry;
import dev.seaworthy.testkit.image.TarWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Outer tars that show one reader other members than another, or lead a reader astray.
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class ArchiveTricksTest {

  private static final String MANIFEST =
      "[{\"Config\":\"config.json\",\"RepoTags\":[\"shop/cart:1\"],\"Layers\":[\"layer.tar\"]}]";
  private static final String CONFIG = "{\"os\":\"linux\",\"rootfs\":{\"diff_ids\":[]}}";

  @TempDir Path folder;

  private String archive(TarWriter.Content content) throws IOException {
    Path file = folder.resolve("image.tar");
    Files.write(file, TarWriter.bytes(content));
    return "docker-archive:" + file;
  }

  private static TarWriter honest(TarWriter tar) throws IOException {
    return tar.file("manifest.json", MANIFEST).file("config.json", CONFIG);
  }

  @Test
  void aSecondManifestIsRefused() throws IOException {
    String source = archive(tar -> honest(tar).file("layer.tar", "").file("manifest.json", "[]"));

    assertRefused(ImageError.NOT_AN_IMAGE, source)
        .hasMessageContaining("\"manifest.json\" more than once");
  }

  @Test
  void aSecondLayerOfTheSameNameIsRefused() throws IOException {
    String source = archive(tar -> honest(tar).file("layer.tar", "").file("./layer.tar", "other"));

    assertRefused(ImageError.NOT_AN_IMAGE, source)
        .hasMessageContaining("\"layer.tar\" more than once");
  }

  @Test
  void linksThatGoRoundAreRefused() throws IOException {
    String source =
        archive(
            tar -> honest(tar).symlink("layer.tar", "other.tar").symlink("other.tar", "layer.tar"));

    assertRefused(ImageError.NOT_AN_IMAGE, source).hasMessageContaining("\"layer.tar\" as layer 1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/etc/passwd", "../../../../etc/passwd", "gone"})
  void aLinkNeverLeavesTheArchive(String target) throws IOException {
    String source = archive(tar -> honest(tar).symlink("layer.tar", target));

    assertRefused(ImageError.NOT_AN_IMAGE, source)
        .hasMessageContaining("the archive has no such file");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/etc/passwd", "../../etc/passwd", "x/../../etc/passwd"})
  void aNameInTheManifestNeverLeavesTheArchive(String name) throws IOException {
    String source =
        archive(tar ->
            tar.file("manifest.json", MANIFEST.replace("layer.tar", name))
                .file("config.json", CONFIG));

    assertRefused(ImageError.NOT_AN_IMAGE, source)
        .hasMessageContaining("the archive has no such file");
  }

  @Test
  void aHardLinkToALayerIsFollowedInsideTheArchive() throws IOException {
    String source =
        archive(tar -> honest(tar).file("first.tar", "x").hardLink("layer.tar", "./first.tar"));

    try (Image image = ImageSources.open(ImageSources.parse(source), Opening.options())) {
      assertThat(((Layer.Blob) image.layers().getFirst()).descriptor().digest())
          .hasToString(Sha256.of("x"));
    }
  }

  @Test
  void aDirectoryOrDeviceIsNoLayer() throws IOException {
    String device = archive(tar -> honest(tar).entry(TarEntry.characterDevice("layer.tar", 1, 5)));

    assertRefused(ImageError.NOT_AN_IMAGE, device)
        .hasMessageContaining("the archive has no such file");
  }

  @Test
  void aSparseLayerIsRefusedInsteadOfReadAsIfItWasWhole() throws IOException {
    String source =
        archive(tar ->
            honest(tar)
                .entry(TarEntry.file("layer.tar").pax("GNU.sparse.major", "1"), new byte[512]));

    assertRefused(ImageError.NOT_AN_IMAGE, source).hasMessageContaining("not a plain file");
  }

  @Test
  void aHugeSizeIsATruncatedArchive() throws IOException {
    String source =
        archive(tar -> tar.entry(TarEntry.file("layer.tar").claimingSize(Long.MAX_VALUE / 2)));

    assertRefused(ImageError.TRUNCATED, source).hasMessageContaining("ends inside its entry");
  }

  @Test
  void aNegativeSizeIsDamage() throws IOException {
    String source =
        archive(tar ->
            honest(tar)
                .entry(
                    TarEntry.file("layer.tar")
                        .patched(
                            124, new byte[] {-1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1})));

    assertRefused(ImageError.DAMAGED, source).hasMessageContaining("a size that can't be");
  }

  @Test
  void anExtendedHeaderBeyondTheLimitIsRefused() throws IOException {
    String source =
        archive(tar -> tar.entry(TarEntry.file("a").pax("comment", "x".repeat(2 << 20))));

    assertRefused(ImageError.LIMIT, source).hasMessageContaining("tar-header-bytes = 1048576");
  }

  @Test
  void aHeaderThatIsNoneIsDamageWithItsPlace() throws IOException {
    String source =
        archive(tar ->
            tar.file("a", "a").raw("not a header".repeat(100).getBytes(StandardCharsets.UTF_8)));

    assertRefused(ImageError.DAMAGED, source).hasMessageContaining("at byte 1,024");
  }

  @Test
  void moreEntriesThanTheLimitAreRefused() throws IOException {
    String source =
        archive(tar -> {
          for (int i = 0; i < 101; i++) {
            tar.file("f" + i, "");
          }
        });
    OpenOptions options =
        Opening.options().withLimits(Limits.defaults().with(Limit.ARCHIVE_ENTRIES, 100));

    assertRefused(ImageError.LIMIT, () -> ImageSources.open(ImageSources.parse(source), options))
        .hasMessageContaining("archive-entries = 100");
  }

  @Test
  void anArchiveThatUnpacksWithoutEndIsRefusedAndLeavesNothing() throws IOException {
    Path packed = folder.resolve("bomb.tar.gz");
    Path scratch = Files.createDirectory(folder.resolve("scratch"));
    try (OutputStream out = Compression.GZIP.into(Files.newOutputStream(packed))) {
      TarWriter.to(out).zeros("layer.tar", 80L << 20).finish();
    }
    OpenOptions usual = Opening.options();
    OpenOptions options =
        new OpenOptions(
            Limits.defaults().with(Limit.ARCHIVE_RATIO, 100),
            null,
            usual.machine(),
            scratch,
            usual.registry());

    assertRefused(
            ImageError.LIMIT,
            () -> ImageSources.open(ImageSources.parse("docker-archive:" + packed), options))
        .hasMessageContaining("archive-ratio = 100 times");
    assertThat(scratch).isEmptyDirectory();
  }

  @Test
  void aLayoutDoesNotLeadOutByALink() throws IOException {
    Path layout = folder.resolve("layout");
    MadeImage made = ImageMaker.linux().layer(tar -> tar.file("a", "a")).ociLayout(layout, "1");
    Path blob =
        layout
            .resolve("blobs/sha256")
            .resolve(Sha256.hex(made.layers().getFirst().descriptor().digest()));
    Path outside = folder.resolve("outside");
    Files.move(blob, outside);
    Files.createSymbolicLink(blob, outside);

    assertRefused(ImageError.NOT_AN_IMAGE, "oci-layout:" + layout)
        .hasMessageContaining("is not a plain file of the layout");
  }
}
