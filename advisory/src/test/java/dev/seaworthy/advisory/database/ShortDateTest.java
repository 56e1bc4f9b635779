package dev.seaworthy.advisory.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.testkit.Samples;
import java.time.DateTimeException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShortDateTest {

  private static final long LAST = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();

  @Test
  void readsAndWritesAsTheJdkDoes() {
    Samples.check(
        200,
        samples -> {
          for (int i = 0; i < 200; i++) {
            long seconds = samples.random().nextLong(LAST + 1);
            String text = Instant.ofEpochSecond(seconds).toString();
            assertThat(ShortDate.text(seconds)).isEqualTo(text);
            assertThat(ShortDate.seconds(text)).isEqualTo(seconds);
          }
        });
    assertThat(ShortDate.text(0)).isEqualTo("1970-01-01T00:00:00Z");
    assertThat(ShortDate.seconds("1970-01-01T00:00:00Z")).isZero();
    assertThat(ShortDate.text(LAST)).isEqualTo("9999-12-31T23:59:59Z");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2026-08-21",
        "2026-08-21T10:00:00",
        "2026-08-21T10:00:00.5Z",
        "2026-08-21T10:00:00+",
        "2026-02-30T10:00:00Z",
        "2026-13-01T10:00:00Z",
        "2026-08-21T24:00:00Z",
        "2026-08-21T10:60:00Z",
        "2016-12-31T23:59:60Z",
        "1969-12-31T23:59:59Z",
        "+999-08-21T10:00:00Z",
        "٢026-08-21T10:00:00Z"
      })
  void leavesWhatIsInAnotherForm(String text) {
    assertThat(ShortDate.seconds(text)).isEqualTo(ShortDate.NONE);
  }

  @Test
  void writesNoYearThatTheFormHasNoRoomFor() {
    assertThatThrownBy(() -> ShortDate.text(LAST + 1)).isInstanceOf(DateTimeException.class);
    assertThatThrownBy(() -> ShortDate.text(-1)).isInstanceOf(DateTimeException.class);
  }
}
