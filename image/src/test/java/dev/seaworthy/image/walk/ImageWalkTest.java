package dev.seaworthy.image.walk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.base.Digest;
import dev.seaworthy.base.Limit;
import dev.seaworthy.base.Limits;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.image.DiffId;
import dev.seaworthy.image.FileRecord;
import dev.seaworthy.image.FileRecord.Kind;
import dev.seaworthy.image.ImageError;
import dev.seaworthy.image.ImageFacts;
import dev.seaworthy.image.Interest;
import dev.seaworthy.image.Layer;
import dev.seaworthy.image.LayerFactsCache;
import dev.seaworthy.image.WalkListener;
import dev.seaworthy.testkit.image.Compression;
import dev.seaworthy.testkit.image.TarEntry;
import dev.seaworthy.testkit.image.TarWriter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ImageWalkTest {

  @ParameterizedTest
  @EnumSource
  void readsEveryCompression(Compression way) throws IOException {
    byte[] big = new byte[300_000];
    Arrays.fill(big, (byte) 'x');
    byte[] tar =
        TarWriter.bytes(
            out -> out.directory("etc").file("etc/a.txt", "hello").file("big.txt", big));

    ImageFacts facts = Walks.walk(TestImage.ofTars(way, tar));

    assertThat(Walks.paths(facts)).containsExactly("0:/big.txt", "0:/etc", "0:/etc/a.txt");
    assertThat(Walks.texts(facts)).containsEntry("/etc/a.txt", "hello");
    assertThat(Walks.file(facts, "/big.txt").sha256()).contains(Digest.sha256(big));
    assertThat(facts.layers().getFirst().diffId()).isEqualTo(new DiffId(Digest.sha256(tar)));
    assertThat(facts.layers().getFirst().sizeBytes()).isEqualTo(tar.length);
    assertThat(facts.gaps()).isEmpty();
  }

  @Test
  void keepsModeOwnerSizeHashAndCapabilities() throws IOException {
    ImageFacts facts =
        Walks.walk(
            TestImage.of(tar ->
                tar.entry(
                    TarEntry.file("usr/bin/ping")
                        .mode(04755)
                        .owner(1000, 3_000_000)
                        .attribute("security.capability", new byte[] {1, 0, 0, 2}),
                    "ping".getBytes(StandardCharsets.UTF_8))));

    FileRecord ping = Walks.file(facts, "/usr/bin/ping");
    assertThat(ping.kind()).isEqualTo(Kind.REGULAR);
    assertThat(ping.mode()).isEqualTo(04755);
    assertThat(ping.uid()).isEqualTo(1000);
    assertThat(ping.gid()).isEqualTo(3_000_000);
    assertThat(ping.size()).isEqualTo(4);
    assertThat(ping.hasCapabilities()).isTrue();
    assertThat(ping.sha256()).contains(Digest.sha256("ping".getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void namesBothDigestsOfAnAlteredBlob() throws IOException {
    byte[] stored = TestImage.packed(TarWriter.bytes(tar -> tar.file("a", "a")), Compression.GZIP);
    Layer.Blob honest = TestImage.stored(0, stored, null);
    byte[] altered = stored.clone();
    altered[altered.length / 2] ^= 1;
    Layer.Blob layer =
        new Layer.Blob(0, honest.descriptor(), null, () -> new ByteArrayInputStream(altered));

    assertThatThrownBy(() -> Walks.walk(new TestImage(List.of(layer))))
        .isInstanceOfSatisfying(
            SeaworthyException.class,
            e -> assertThat(e.code()).isEqualTo(ImageError.DIGEST_MISMATCH))
        .hasMessageContaining("layer 1 of 1")
        .hasMessageContaining(Digest.sha256(stored).toString())
        .hasMessageContaining(Digest.sha256(altered).toString());
  }

  @Test
  void namesBothDiffIdsOfAnUntruthfulConfig() throws IOException {
    byte[] tar = TarWriter.bytes(out -> out.file("a", "a"));
    DiffId other = new DiffId(Digest.sha256(new byte[] {1}));
    Layer.Blob layer = TestImage.stored(0, TestImage.packed(tar, Compression.GZIP), other);

    assertThatThrownBy(() -> Walks.walk(new TestImage(List.of(layer))))
        .isInstanceOfSatisfying(
            SeaworthyException.class,
            e -> assertThat(e.code()).isEqualTo(ImageError.DIGEST_MISMATCH))
        .hasMessageContaining(other.toString())
        .hasMessageContaining(Digest.sha256(tar).toString());
  }

  @Test
  void saysHowMuchOfATruncatedLayerIsThere() throws IOException {
    byte[] stored = TestImage.packed(TarWriter.bytes(tar -> tar.file("a", "a")), Compression.NONE);
    Layer.Blob honest = TestImage.stored(2, stored, null);
    byte[] half = Arrays.copyOf(stored, 1_024);
    Layer.Blob layer =
        new Layer.Blob(1, honest.descriptor(), null, () -> new ByteArrayInputStream(half));
    TestImage image = new TestImage(List.of(TestImage.layer(0, stored, Compression.GZIP), layer));

    assertThatThrownBy(() -> Walks.walk(image))
        .isInstanceOfSatisfying(
            SeaworthyException.class, e -> assertThat(e.code()).isEqualTo(ImageError.TRUNCATED))
        .hasMessage(
            "layer 2 of 2 ends after 1,024 of 2,048 bytes (digest %s)"
                .formatted(Digest.sha256(stored)));
  }

  @Test
  void givesAnalysersLargeFilesFromATemporaryFileThatDoesNotStay(@TempDir Path folder)
      throws IOException {
    String text = "0123456789".repeat(2_000);
    TestImage image = TestImage.of(tar -> tar.file("large.txt", text).file("small.txt", "s"));
    Limits limits = Limits.defaults().with(Limit.MEMORY_CONTENT_BYTES, 1_000);
    ImageWalk walk =
        new ImageWalk(
            List.of(Walks.TEXTS), limits, LayerFactsCache.NONE, WalkResources.of(1, folder, 1));

    ImageFacts facts = walk.walk(image, WalkListener.NONE);

    assertThat(Walks.texts(facts)).containsEntry("/large.txt", text.substring(0, 60));
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void saysThatAllLayersAreEmpty() throws IOException {
    assertThat(Walks.gaps(Walks.walk(TestImage.of(_ -> {}, _ -> {}))))
        .containsExactly("-1: no layer leaves any file");
  }

  @Test
  void keepsThePlaceOfALayerThatIsNotThere() throws IOException {
    byte[] tar = TarWriter.bytes(out -> out.file("a.txt", "a"));
    TestImage image =
        new TestImage(
            List.of(
                TestImage.layer(0, tar, Compression.GZIP),
                TestImage.layer(2, tar, Compression.GZIP)));

    ImageFacts facts = Walks.walk(image);

    assertThat(facts.layers()).hasSize(3);
    assertThat(Walks.paths(facts)).containsExactly("2:/a.txt");
  }

  @Test
  void asksEachAnalyserOnlyForWhatItWants() throws IOException {
    TextAnalyser exact = TextAnalyser.named("exact", new Interest.ExactPath("/etc/os-release"));
    TextAnalyser name = TextAnalyser.named("name", new Interest.Name("package.json"));
    TextAnalyser elf = TextAnalyser.named("elf", new Interest.Magic("\u007fELF", 8));
    TestImage image =
        TestImage.of(tar ->
            tar.file("etc/os-release", "os")
                .file("opt/etc/os-release", "no")
                .file("app/package.json", "{}")
                .file("app/bin", "\u007fELF-and-more")
                .file("app/short", "\u007fELF"));

    ImageFacts facts = Walks.walk(image, Limits.defaults(), exact, name, elf);

    assertThat(facts.visible())
        .extracting(fact -> fact.analyser().name() + " " + fact.path())
        .containsExactly("elf /app/bin", "name /app/package.json", "exact /etc/os-release");
  }

  @Test
  void asksForBytesAtAPlaceInTheBeginning() throws IOException {
    TextAnalyser tar = TextAnalyser.named("tar", new Interest.Magic("ustar", 257, 300));
    String blanks = " ".repeat(257);
    TestImage image =
        TestImage.of(out ->
            out.file("app/a", blanks + "ustar" + " ".repeat(100))
                .file("app/b", blanks + "ustAr" + " ".repeat(100))
                .file("app/c", "ustar" + blanks + " ".repeat(100))
                .file("app/short", blanks + "ustar"));

    ImageFacts facts = Walks.walk(image, Limits.defaults(), tar);

    assertThat(facts.visible())
        .extracting(fact -> fact.analyser().name() + " " + fact.path())
        .containsExactly("tar /app/a");
  }
}
