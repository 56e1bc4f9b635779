package dev.seaworthy.image.walk.hostile.damagedstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.base.Digest;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.image.DiffId;
import dev.seaworthy.image.ImageError;
import dev.seaworthy.image.ImageFacts;
import dev.seaworthy.image.Layer;
import dev.seaworthy.image.walk.TestImage;
import dev.seaworthy.image.walk.Walks;
import dev.seaworthy.image.walk.hostile.Hostile;
import dev.seaworthy.testkit.Samples;
import dev.seaworthy.testkit.image.Compression;
import dev.seaworthy.testkit.image.TarEntry;
import dev.seaworthy.testkit.image.TarWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Layers whose digest is right but whose content is damaged: as published, and broken.
class DamagedStreamTest {

  private static final byte[] RANDOM = Samples.of(3).bytes(900_000);

  private static byte[] tar() throws IOException {
    return TarWriter.bytes(tar ->
        tar.file("honest/before.txt", "before")
            .file("random.bin", RANDOM)
            .file("honest/after.txt", "after"));
  }

  private static ImageFacts walk(byte[] stored) throws IOException {
    byte[] base = TarWriter.bytes(tar -> tar.file("honest/base.txt", "base"));
    Layer.Blob honest = TestImage.layer(0, base, Compression.GZIP);
    return Walks.walk(new TestImage(List.of(honest, TestImage.stored(1, stored, null))));
  }

  @ParameterizedTest
  @EnumSource(names = {"GZIP", "GZIP_MEMBERS", "ZSTD", "ZSTD_FRAMES"})
  void whatCameBeforeACutIsListed(Compression way) throws IOException {
    byte[] packed = TestImage.packed(tar(), way);

    ImageFacts facts = walk(Arrays.copyOf(packed, packed.length / 2));

    assertThat(Hostile.gaps(facts, ImageError.LAYER_DAMAGED))
        .singleElement()
        .asString()
        .startsWith("the stored bytes can't be unpacked: ")
        .endsWith("; what follows was not read");
    assertThat(Walks.texts(facts)).containsOnlyKeys("/honest/base.txt", "/honest/before.txt");
  }

  @ParameterizedTest
  @EnumSource(names = {"GZIP", "GZIP_MEMBERS", "ZSTD", "ZSTD_FRAMES"})
  void everyDamagedByteIsNoticedOrHarmless(Compression way) throws IOException {
    byte[] tar = tar();
    byte[] packed = TestImage.packed(tar, way);
    Samples.check(
        60,
        samples -> {
          byte[] damaged = packed.clone();
          damaged[samples.below(damaged.length)] ^= (byte) (1 << samples.below(8));
          Layer.Blob layer = TestImage.stored(0, damaged, new DiffId(Digest.sha256(tar)));
          try {
            ImageFacts facts = Walks.walk(new TestImage(List.of(layer)));
            if (facts.gaps().isEmpty()) {
              assertThat(facts.layers().getFirst().sizeBytes()).isEqualTo(tar.length);
              assertThat(Walks.texts(facts)).hasSize(2);
            }
          } catch (SeaworthyException e) {
            // The content came out otherwise, or the first bytes are those of no known form.
            assertThat(e.code())
                .isIn(ImageError.DIGEST_MISMATCH, ImageError.UNSUPPORTED_COMPRESSION);
          }
        });
  }

  @Test
  void somethingAfterTheLastMemberIsAGap() throws IOException {
    byte[] packed = TestImage.packed(tar(), Compression.GZIP);

    ImageFacts padded = walk(Arrays.copyOf(packed, packed.length + 1_000));
    assertThat(padded.gaps()).isEmpty();

    byte[] garbage = Arrays.copyOf(packed, packed.length + 3);
    garbage[packed.length + 1] = 'x';
    ImageFacts facts = walk(garbage);
    assertThat(Hostile.gaps(facts, ImageError.LAYER_DAMAGED)).hasSize(1);
    assertThat(Walks.texts(facts)).hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 511, 513, 1_600, 500_000})
  void aTarThatEndsInTheMiddleIsAGap(int length) throws IOException {
    ImageFacts facts = walk(TestImage.packed(Arrays.copyOf(tar(), length), Compression.GZIP));

    assertThat(Hostile.gaps(facts, ImageError.LAYER_DAMAGED))
        .singleElement()
        .asString()
        .startsWith("the tar ends too early, inside");
  }

  @Test
  void aTarThatEndsAfterAnEntryIsFine() throws IOException {
    byte[] tar = TarWriter.bytes(out -> out.file("honest/before.txt", "before"));

    assertThat(walk(TestImage.packed(Arrays.copyOf(tar, 1_024), Compression.GZIP)).gaps())
        .isEmpty();
    assertThat(walk(TestImage.packed(Arrays.copyOf(tar, 1_536), Compression.GZIP)).gaps())
        .isEmpty();
    assertThat(walk(TestImage.packed(Arrays.copyOf(tar, 518), Compression.GZIP)).gaps()).isEmpty();
  }

  @Test
  void aDamagedHeaderHidesNoOtherEntry() throws IOException {
    ImageFacts facts =
        Hostile.walk(tar -> {
          tar.entry(TarEntry.file("lost.txt").withBrokenChecksum(), new byte[2_000]);
          tar.file("found.txt", "found");
          tar.raw(Samples.of(1).bytes(1_024));
          tar.file("too.txt", "too");
          tar.raw(new byte[512]);
        });

    assertThat(Walks.texts(facts)).containsKeys("/found.txt", "/too.txt");
    assertThat(Hostile.gaps(facts, ImageError.BAD_ENTRY)).hasSize(3);
  }

  @Test
  void whatIsNoTarIsAGap() throws IOException {
    ImageFacts facts = walk(TestImage.packed(RANDOM, Compression.GZIP));

    assertThat(facts.gaps()).isNotEmpty();
    assertThat(Walks.texts(facts)).containsOnlyKeys("/honest/base.txt");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u00fd7zXZ\0", "BZh91AY", "whatever"})
  void anUnknownCompressionIsNamed(String beginning) throws IOException {
    byte[] stored = Arrays.copyOf(beginning.getBytes(StandardCharsets.ISO_8859_1), 600);

    assertThatThrownBy(() -> walk(stored))
        .isInstanceOfSatisfying(
            SeaworthyException.class,
            e -> assertThat(e.code()).isEqualTo(ImageError.UNSUPPORTED_COMPRESSION))
        .hasMessageStartingWith("layer 2 of 2 can't be unpacked: its media type is application/");
  }

  @Test
  void aReadingThatFailsIsNotTakenForDamage() throws IOException {
    Layer.Blob honest = TestImage.layer(0, tar(), Compression.ZSTD);
    Layer.Blob failing =
        new Layer.Blob(
            0,
            honest.descriptor(),
            null,
            () ->
                new InputStream() {
                  @Override
                  public int read() throws IOException {
                    throw new IOException("the network is down");
                  }
                });

    assertThatThrownBy(() -> Walks.walk(new TestImage(List.of(failing))))
        .isInstanceOfSatisfying(
            SeaworthyException.class, e -> assertThat(e.code()).isEqualTo(ImageError.UNREADABLE))
        .hasMessageContaining("the network is down");
  }
}
