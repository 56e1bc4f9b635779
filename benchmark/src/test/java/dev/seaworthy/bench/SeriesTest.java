package dev.seaworthy.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class SeriesTest {
  @Test
  void takesTheMiddleOfTheSortedTimes() {
    assertThat(series(9, 1, 5).medianSeconds()).isEqualTo(5);
    assertThat(series(9, 1, 5, 7).medianSeconds()).isEqualTo(6);
  }

  @Test
  void spreadsFromTheFastestToTheSlowest() {
    assertThat(series(9, 1, 5).fastestSeconds()).isEqualTo(1);
    assertThat(series(9, 1, 5).slowestSeconds()).isEqualTo(9);
  }

  @Test
  void remembersTheLargestPeakOfAnyRun() {
    Series series = new Series("x", List.of(new Run(1, 10), new Run(1, 30), new Run(1, 20)));
    assertThat(series.peakKibibytes()).isEqualTo(30);
  }

  @Test
  void refusesAContenderThatNeverRan() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Series("x", List.of()));
  }

  private static Series series(double... seconds) {
    return new Series("x", DoubleStream.of(seconds).mapToObj(each -> new Run(each, 0)).toList());
  }
}
