package dev.seaworthy.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantitiesTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0 B",
    "999, 999 B",
    "1000, 1.0 kB",
    "1049, 1.0 kB",
    "9949, 9.9 kB",
    "15000, 15 kB",
    "999499, 999 kB",
    "1000000, 1.0 MB",
    "212345678, 212 MB",
    "17400000000, 17 GB",
    "1234000000000, 1.2 TB",
    "5000000000000000, 5000 TB",
  })
  void writesSizesInDecimalUnits(long bytes, String text) {
    assertThat(Quantities.bytes(bytes)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "999, 999", "1000, '1,000'", "1234567, '1,234,567'", "-1000, '-1,000'"})
  void groupsDigitsInEveryLocale(long number, String text) {
    assertThat(Quantities.grouped(number)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "1, finding, 1 finding",
    "2, finding, 2 findings",
    "0, advisory, 0 advisories",
    "1200, layer, '1,200 layers'"
  })
  void countsThings(long number, String noun, String text) {
    assertThat(Quantities.counted(number, noun)).isEqualTo(text);
  }
}
