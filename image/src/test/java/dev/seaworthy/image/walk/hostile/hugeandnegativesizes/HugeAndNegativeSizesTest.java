package dev.seaworthy.image.walk.hostile.hugeandnegativesizes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.image.ImageError;
import dev.seaworthy.image.ImageFacts;
import dev.seaworthy.image.walk.TestImage;
import dev.seaworthy.image.walk.Walks;
import dev.seaworthy.image.walk.hostile.Hostile;
import dev.seaworthy.testkit.image.TarEntry;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HugeAndNegativeSizesTest {

  @Test
  void aNegativeSizeIsAGapAndReadingGoesOn() throws IOException {
    byte[] minusOne = new byte[12];
    Arrays.fill(minusOne, (byte) 0xff);

    ImageFacts facts =
        Hostile.walk(tar ->
            tar.entry(TarEntry.file("n.txt").patched(124, minusOne))
                .entry(TarEntry.file("p.txt").pax("size", "-512"))
                .entry(TarEntry.file("o.txt").patched(124, "77a77777777\0"), new byte[600]));

    assertThat(Hostile.gaps(facts, ImageError.BAD_ENTRY))
        .contains(
            "entry \"n.txt\": its header has no valid size",
            "entry \"p.txt\": its extended header has a negative size",
            "entry \"o.txt\": its header has no valid size");
  }

  @ParameterizedTest
  @ValueSource(longs = {1L << 20, 1L << 40, Long.MAX_VALUE})
  void aFileThatClaimsMoreThanThereIsEndsTheLayer(long size) throws IOException {
    ImageFacts facts =
        Walks.walk(Hostile.image(tar -> tar.entry(TarEntry.file("huge.txt").claimingSize(size))));

    assertThat(Hostile.gaps(facts, ImageError.LAYER_DAMAGED))
        .singleElement()
        .asString()
        .startsWith("the tar ends too early, inside the content of \"huge.txt\"");
    assertThat(Walks.texts(facts))
        .containsEntry("/honest/base.txt", "base")
        .containsEntry("/honest/before.txt", "before");
    assertThat(facts.tree().find("/huge.txt").orElseThrow().sha256()).isEmpty();
  }

  @Test
  void numbersBeyond63BitsAreGaps() throws IOException {
    ImageFacts facts =
        Hostile.walk(tar ->
            tar.entry(
                    TarEntry.file("a.txt")
                        .patched(124, new byte[] {(byte) 0x80, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1}))
                .entry(TarEntry.file("b.txt").pax("size", "9".repeat(30)))
                .entry(TarEntry.file("c.txt").pax("uid", "x")));

    assertThat(Hostile.gaps(facts, ImageError.BAD_ENTRY)).hasSize(3);
  }

  @Test
  void linksAndDirectoriesThatClaimContentHaveNone() throws IOException {
    ImageFacts facts =
        Walks.walk(
            TestImage.of(tar ->
                tar.entry(TarEntry.directory("d").claimingSize(1_000_000))
                    .entry(TarEntry.symlink("s", "d").claimingSize(4_096))
                    .entry(TarEntry.hardLink("h", "none").claimingSize(4_096))
                    .entry(TarEntry.fifo("f").claimingSize(4_096))
                    .file("after.txt", "after")));

    assertThat(Walks.texts(facts)).containsEntry("/after.txt", "after");
    assertThat(facts.gaps()).isEmpty();
  }
}
