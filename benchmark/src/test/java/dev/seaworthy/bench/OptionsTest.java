package dev.seaworthy.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {
  @Test
  void runsSevenTimesUnlessToldOtherwise() {
    assertThat(Options.parse(List.of())).contains(new Options(null, null, 7, false, 0, false));
    assertThat(Options.parse(List.of("--runs", "3", "--strict", "--image", "hold")))
        .contains(new Options(Path.of("hold"), null, 3, false, 0, true));
  }

  @Test
  void runsLessOftenOverBigImages() {
    assertThat(Options.parse(List.of("--big")))
        .contains(new Options(null, null, 3, true, 0, false));
    assertThat(Options.parse(List.of("--big", "--runs", "5")))
        .contains(new Options(null, null, 5, true, 0, false));
  }

  @Test
  void takesAnImageOfTextsOfAnySize() {
    assertThat(Options.parse(List.of("--texts", "200")))
        .contains(new Options(null, null, 3, false, 200, false));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--runs",
        "--runs 0",
        "--runs many",
        "--image",
        "--no such",
        "--big --image x",
        "--texts",
        "--texts 0",
        "--big --texts 9",
        "hold"
      })
  void refusesWhatItDoesNotKnow(String line) {
    assertThat(Options.parse(List.of(line.split(" ", -1)))).isEmpty();
  }
}
