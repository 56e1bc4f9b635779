package dev.seaworthy.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;

class SamplesTest {
  @Test
  void givesTheSameValuesForTheSameSeed() {
    assertThat(Samples.of(7).bytes(100)).isEqualTo(Samples.of(7).bytes(100));
    assertThat(Samples.of(7).bytes(100)).isNotEqualTo(Samples.of(8).bytes(100));
  }

  @Test
  void namesTheSeedWithWhichAPropertyFails() {
    Samples.Property neverThree =
        samples -> assertThat(samples.below(4)).as("the roll").isNotEqualTo(3);

    assertThatThrownBy(() -> Samples.check(200, neverThree))
        .isInstanceOf(AssertionError.class)
        .hasMessageFindingMatch("seaworthy\\.seed=[0-9]+")
        .hasMessageContaining("the roll");
  }

  @Test
  void shrinksAFailureToTheElementsThatMatter() {
    List<Integer> cargo = IntStream.range(0, 100).boxed().toList();

    assertThat(Samples.shrink(cargo, part -> part.contains(13) && part.contains(77)))
        .containsExactly(13, 77);
  }

  @Test
  void makesBytesThatCompressLikeText() {
    byte[] bytes = Samples.of(1).compressibleBytes(1 << 20);
    Deflater deflater = new Deflater();
    deflater.setInput(bytes);
    deflater.finish();
    int packed = deflater.deflate(new byte[1 << 20]);
    deflater.end();

    assertThat(bytes.length / (double) packed).isBetween(2.0, 9.0);
  }

  @Test
  void mutatesAtMostOneTokenOfAVersion() {
    Stream.of(
            VersionSamples.debian(),
            VersionSamples.rpm(),
            VersionSamples.npm(),
            VersionSamples.go(),
            VersionSamples.python(),
            VersionSamples.maven())
        .forEach(versions ->
            Samples.check(
                300,
                samples -> {
                  String version = versions.usual(samples);
                  String mutated = versions.mutate(samples, version);
                  int same = sharedEnds(version, mutated);
                  // What isn't shared at either end is one token, the longest has 20 digits.
                  assertThat(version.length() - same).as(version + " " + mutated).isLessThan(22);
                  assertThat(mutated.length() - same).as(version + " " + mutated).isLessThan(22);
                }));
  }

  private static int sharedEnds(String one, String other) {
    int most = Math.min(one.length(), other.length());
    int start = 0;
    while (start < most && one.charAt(start) == other.charAt(start)) {
      start++;
    }
    int end = 0;
    while (end < most - start
        && one.charAt(one.length() - 1 - end) == other.charAt(other.length() - 1 - end)) {
      end++;
    }
    return start + end;
  }
}
