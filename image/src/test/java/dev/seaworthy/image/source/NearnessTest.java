package dev.seaworthy.image.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearnessTest {

  @ParameterizedTest
  @CsvSource({
    "cart, cart, 0",
    "cart, carts, 1",
    "cart, crat, 1",
    "cart, care, 1",
    "'', cart, 4",
    "ca, abc, 3",
    "kitten, sitting, 3"
  })
  void countsTheSlipsBetweenTwoNames(String left, String right, int distance) {
    assertThat(Nearness.distance(left, right)).isEqualTo(distance);
    assertThat(Nearness.distance(right, left)).isEqualTo(distance);
  }

  @Test
  void offersTheNearestAndTheFirstOfEquals() {
    assertThat(Nearness.nearest("cart", List.of("carts", "card", "horse"))).contains("card");
  }

  @Test
  void offersNothingThatIsTooFar() {
    assertThat(Nearness.nearest("cart", List.of("horse", "boat"))).isEmpty();
  }
}
