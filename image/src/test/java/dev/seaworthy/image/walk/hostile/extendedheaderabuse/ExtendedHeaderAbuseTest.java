package dev.seaworthy.image.walk.hostile.extendedheaderabuse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.image.ImageError;
import dev.seaworthy.image.ImageFacts;
import dev.seaworthy.image.walk.TestImage;
import dev.seaworthy.image.walk.Walks;
import dev.seaworthy.image.walk.hostile.Hostile;
import dev.seaworthy.testkit.image.TarEntry;
import dev.seaworthy.testkit.image.TarWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExtendedHeaderAbuseTest {

  private static void pax(TarWriter tar, char type, String records) throws IOException {
    tar.entry(TarEntry.ofType(type, "h"), records.getBytes(StandardCharsets.ISO_8859_1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "12 path=a.txt\n",
        "99 path=a.txt\n",
        "path=a.txt\n",
        "0 \n",
        "-5 path=x\n",
        "14 path=a.txt ",
        "99999999999999999999 path=x\n",
        "5 =x\n",
        "4 x\n"
      })
  void aMalformedRecordIsAGap(String records) throws IOException {
    ImageFacts facts = Hostile.walk(tar -> pax(tar, 'x', records));

    assertThat(Hostile.gaps(facts, ImageError.BAD_ENTRY))
        .singleElement()
        .asString()
        .startsWith("entry \"h\": its extended header has");
  }

  @Test
  void aGlobalHeaderChangesNothingAsInContainerRuntimes() throws IOException {
    ImageFacts facts =
        Hostile.walk(tar ->
            tar.globalPax(Map.of("path", "hidden.txt", "size", "0", "comment", "c"))
                .file("a.txt", "a"));

    assertThat(Walks.texts(facts)).containsEntry("/a.txt", "a").hasSize(4);
    assertThat(facts.gaps()).isEmpty();
  }

  @Test
  void anExtendedHeaderBeyondItsLimitIsAGap() throws IOException {
    ImageFacts facts =
        Hostile.walk(tar -> {
          pax(tar, 'x', "x".repeat((1 << 20) + 1));
          tar.entry(TarEntry.ofType('L', "long"), new byte[2 << 20]);
          tar.entry(TarEntry.ofType('g', "global"), new byte[3 << 20]);
          tar.entry(TarEntry.ofType('K', "link").claimingSize(0));
        });

    assertThat(Hostile.gaps(facts, ImageError.BAD_ENTRY))
        .containsExactly(
            "entry \"global\": its global extended header has 3145728 bytes, more than the limit"
                + " tar-header-bytes = 1048576",
            "entry \"h\": its extended header has 1048577 bytes, more than the limit"
                + " tar-header-bytes = 1048576",
            "entry \"long\": its long name has 2097152 bytes, more than the limit"
                + " tar-header-bytes = 1048576");
  }

  @Test
  void anExtendedHeaderThatClaimsTerabytesEndsTheLayerWithoutMemory() throws IOException {
    ImageFacts facts =
        Walks.walk(
            Hostile.image(
                tar -> tar.entry(TarEntry.ofType('x', "h").patched(124, "77777777777\0"))));

    assertThat(Hostile.gaps(facts, ImageError.BAD_ENTRY)).hasSize(1);
    assertThat(Hostile.gaps(facts, ImageError.LAYER_DAMAGED)).hasSize(1);
    assertThat(Walks.texts(facts)).containsEntry("/honest/before.txt", "before");
  }

  @Test
  void longNamesWithoutAnEntryDoNoHarm() throws IOException {
    ImageFacts facts =
        Walks.walk(
            TestImage.of(tar ->
                tar.file("a.txt", "a")
                    .gnuLongName("first")
                    .gnuLongName("second.txt")
                    .gnuLongLink("nowhere")
                    .file("short", "named")
                    .gnuLongName("left over")));

    assertThat(Walks.texts(facts)).containsEntry("/second.txt", "named").hasSize(2);
    assertThat(facts.gaps()).isEmpty();
  }

  @Test
  void aSizeInTheExtendedHeaderWins() throws IOException {
    ImageFacts facts =
        Hostile.walk(tar ->
            tar.entry(
                TarEntry.file("a.txt").claimingSize(0).pax("size", "5"),
                "12345".getBytes(StandardCharsets.US_ASCII)));

    assertThat(Walks.texts(facts)).containsEntry("/a.txt", "12345");
    assertThat(facts.gaps()).isEmpty();
  }

  @Test
  void unknownKindsAreGapsAndVolumeLabelsAreNot() throws IOException {
    ImageFacts facts =
        Hostile.walk(tar ->
            tar.entry(TarEntry.ofType('V', "label"))
                .entry(TarEntry.ofType('M', "rest of a volume"), new byte[700])
                .entry(TarEntry.ofType('Q', "what"), new byte[700]));

    assertThat(Hostile.gaps(facts, ImageError.BAD_ENTRY))
        .containsExactly(
            "entry \"rest of a volume\": its type 'M' is unknown",
            "entry \"what\": its type 'Q' is unknown");
  }
}
