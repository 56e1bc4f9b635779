package dev.seaworthy.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class BoundsTest {

  private static BoundedInputStream bounded(int length, int bound) {
    return new BoundedInputStream(
        new ByteArrayInputStream(new byte[length]), Limit.METADATA_BYTES, bound, "file \"/x\"");
  }

  @Test
  void letsExactlyTheBoundThrough() throws IOException {
    try (BoundedInputStream in = bounded(100, 100)) {
      assertThat(in.readAllBytes()).hasSize(100);
      assertThat(in.count()).isEqualTo(100);
    }
  }

  @Test
  void failsInsteadOfPretendingThatTheStreamEnded() throws IOException {
    try (BoundedInputStream in = bounded(101, 100)) {
      assertThatThrownBy(in::readAllBytes)
          .isInstanceOfSatisfying(
              LimitExceededException.class,
              e -> assertThat(e.limit()).isEqualTo(Limit.METADATA_BYTES))
          .hasMessageContaining("file \"/x\"")
          .hasMessageContaining("metadata-bytes = 100 bytes");
    }
  }

  @Test
  void countsWhatIsSkipped() throws IOException {
    try (BoundedInputStream in = bounded(200, 100)) {
      assertThatThrownBy(() -> in.skipNBytes(150)).isInstanceOf(LimitExceededException.class);
    }
  }

  @Test
  void keepsOtherLimitsWhenOneChanges() {
    Limits limits = Limits.defaults().with("layers", 7);

    assertThat(limits.of(Limit.LAYERS)).isEqualTo(7);
    assertThat(limits.of(Limit.JSON_DEPTH)).isEqualTo(Limit.JSON_DEPTH.defaultValue());
    assertThat(limits.changed()).containsOnlyKeys(Limit.LAYERS);
    assertThat(Limits.defaults().changed()).isEmpty();
  }

  @Test
  void refusesAnUnknownLimitAndAValueBelowOne() {
    assertThatThrownBy(() -> Limits.defaults().with("layrs", 1))
        .isInstanceOfSatisfying(
            SeaworthyException.class, e -> assertThat(e.code()).isEqualTo(BaseError.UNKNOWN_LIMIT))
        .hasMessageContaining("layrs");
    assertThatThrownBy(() -> Limits.defaults().with("layers", 0))
        .isInstanceOfSatisfying(
            SeaworthyException.class, e -> assertThat(e.code()).isEqualTo(BaseError.BAD_LIMIT));
  }

  @Test
  void hasKeysThatNoLocaleBends() {
    assertThat(Arrays.stream(Limit.values()).map(Limit::key))
        .doesNotHaveDuplicates()
        .allMatch(key -> key.matches("[a-z]+(-[a-z]+)*"));
  }

  @Test
  void saturatesWhenALimitIsLargerThanAnInt() {
    assertThat(Limits.defaults().asInt(Limit.LAYER_BYTES)).isEqualTo(Integer.MAX_VALUE);
  }
}
