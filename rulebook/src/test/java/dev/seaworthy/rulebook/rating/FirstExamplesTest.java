package dev.seaworthy.rulebook.rating;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Base scores against those that FIRST publishes with its examples.
class FirstExamplesTest {

  private static List<String> examples() throws IOException {
    try (var in = FirstExamplesTest.class.getResourceAsStream("first-examples.tsv")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("examples")
  void scoresAsPublished(String line) {
    String[] cells = line.split("\t", -1);
    int tenths = Integer.parseInt(cells[3].replace(".", ""));
    assertThat(CvssVector.parse(cells[2]))
        .hasValueSatisfying(vector -> assertThat(vector.scoreTenths()).isEqualTo(tenths));
  }

  @Test
  void coversEveryVersion() throws IOException {
    assertThat(examples()).hasSizeGreaterThanOrEqualTo(60);
    for (String version : new String[] {"v2: ", "v3.0 ", "v3.1 ", "v4.0 "}) {
      assertThat(examples().stream().filter(line -> line.startsWith(version)))
          .hasSizeGreaterThanOrEqualTo(12);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "CVSS:3.1/",
        "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N",
        "CVSS:3.1/AV:N/AV:L/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N",
        "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:X/I:N/A:N",
        "CVSS:3.2/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N",
        "AV:N/AC:L/Au:N/C:P/I:N",
        "7.5"
      })
  void refusesWhatIsNoVector(String text) {
    assertThat(CvssVector.parse(text)).isEmpty();
  }
}
