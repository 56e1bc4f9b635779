package dev.seaworthy.image.walk.hostile.manyandlargefiles;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.image.walk.hostile.SmallHeap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Images that are large, walked with the heap that the command line has.
class ManyAndLargeFilesTest {

  private static final long PEAK_MEGABYTES_MAX = 300;

  @TempDir private Path temporary;

  @Test
  void aMillionTinyFilesAreListed() {
    SmallHeap.Result result = SmallHeap.run("million-files");

    assertThat(result.files()).isEqualTo(1_000_001);
    assertThat(result.gaps()).isZero();
    assertThat(result.texts()).isEqualTo("[/honest/base.txt, /tiny/700/file-number-500.txt]");
    assertThat(result.peakMegabytes()).isLessThan(PEAK_MEGABYTES_MAX);
  }

  @Test
  void aFileOfFourGigabytesIsHashedAsItStreamsBy() {
    SmallHeap.Result result = SmallHeap.run("four-gigabytes");

    assertThat(result.files()).isEqualTo(3);
    assertThat(result.gaps()).isZero();
    assertThat(result.texts()).isEqualTo("[/honest/after.txt, /honest/base.txt]");
    assertThat(result.peakMegabytes()).isLessThan(PEAK_MEGABYTES_MAX);
  }

  @Test
  void directoriesThatOnlyNamesSpeakOfAreBoundedToo() {
    SmallHeap.Result result = SmallHeap.run("deep-directories");

    assertThat(result.files()).isBetween(10_000L, 100_000L);
    assertThat(result.gaps()).isOne();
    assertThat(result.texts()).isEqualTo("[/honest/base.txt]");
    assertThat(result.peakMegabytes()).isLessThan(PEAK_MEGABYTES_MAX);
  }

  /// Two layers whose facts are large, and one whose facts are too large.
  @Test
  void factsOfLargeLayersComeFromTheCacheOrNot() throws IOException {
    SmallHeap.Result first = SmallHeap.run("large-known-layers", temporary.resolve("cache"));
    SmallHeap.Result second = SmallHeap.run("large-known-layers", temporary.resolve("cache"));

    assertThat(first.files()).isEqualTo(480_001);
    assertThat(second.files()).isEqualTo(480_001);
    try (Stream<Path> entries = Files.walk(temporary)) {
      assertThat(entries.filter(entry -> entry.toString().endsWith(".facts")))
          .hasSize(3)
          .allSatisfy(entry -> assertThat(Files.size(entry)).isLessThanOrEqualTo(32L << 20));
    }
  }
}
