package dev.seaworthy.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColumnsTest {

  /// Widths as the wcwidth tables of terminals give them.
  @ParameterizedTest
  @CsvSource({
    "abc, 3",
    "'', 0",
    "高危漏洞, 8",
    "ｶﾅ, 2",
    "한글, 4",
    "e\u0301, 1",
    "🚢, 2",
    "❤\uFE0F, 2",
    "❤, 1",
    "naïve, 5",
    "…, 1",
    "（全角）, 8",
  })
  void countsColumnsAndNotCharacters(String text, int columns) {
    assertThat(Columns.of(text)).isEqualTo(columns);
  }

  @Test
  void cutsAtTheWidthWithAnEllipsis() {
    assertThat(Columns.cut("abcdef", 6)).isEqualTo("abcdef");
    assertThat(Columns.cut("abcdefg", 6)).isEqualTo("abcde…");
    assertThat(Columns.cut("高危漏洞", 6)).isEqualTo("高危…");
  }

  @Test
  void keepsBothEndsOfAPath() {
    String cut = Columns.cutInside("/opt/very/long/path/to/some/library-1.2.3.jar", 30);
    assertThat(cut).startsWith("/opt/very/").endsWith("library-1.2.3.jar").contains("…");
    assertThat(Columns.of(cut)).isEqualTo(30);
    assertThat(Columns.cutInside("/short", 30)).isEqualTo("/short");
  }

  @Test
  void padsToTheWidth() {
    assertThat(Columns.padded("高", 4)).isEqualTo("高  ");
    assertThat(Columns.padded("abcde", 4)).isEqualTo("abcde");
  }
}
