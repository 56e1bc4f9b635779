package dev.seaworthy.inventory.classifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PatternReaderTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "abc|abc",
        "ab[0-9]cde|cde",
        "ab(?:cde)f|abcdef",
        "ab(?:cdefg)?+hij|hij",
        "ab(?:cdefg/hijk){1,2}+l|ab",
        "(?<version>3\\.[0-9])xy|3.",
        "colou?+r|colo",
        "a\\x62c|abc",
      })
  void findsTheLongestTextThatMustStandThere(String pattern, String anchor) {
    assertThat(PatternReader.read(pattern).anchor()).isEqualTo(anchor);
  }

  @Test
  void takesNothingFromAlternatives() {
    assertThat(PatternReader.read("ab(?:cdef|ghij)k").anchor()).isEqualTo("ab");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a*", "a+", "a?", "a{1,2}", "(a)", "(?=a)", "(?:a", "a)", "a|b", "\\d", "a]", "^a", "a$",
        "[a[b]]", "[a&&b]", "a\\",
      })
  void refusesWhateverCouldMakeItBacktrack(String pattern) {
    assertThatThrownBy(() -> PatternReader.read(pattern))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("the pattern");
  }
}
