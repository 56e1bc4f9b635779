package dev.seaworthy.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.advisory.Severity;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FlawRaterTest {

  private final FlawRater rater = new FlawRater(BuiltInPolicies.standard());

  /// Scores as NVD and FIRST's own example pages publish them.
  @ParameterizedTest
  @CsvSource({
    "CVSS_V3, CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H, 100, CRITICAL",
    "CVSS_V3, CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N, 75, HIGH",
    "CVSS_V3, CVSS:3.0/AV:N/AC:L/PR:N/UI:R/S:C/C:L/I:L/A:N, 61, MODERATE",
    "CVSS_V3, CVSS:3.0/AV:N/AC:H/PR:N/UI:R/S:U/C:L/I:N/A:N, 31, LOW",
    "CVSS_V3, CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:N, 0, NONE",
    "CVSS_V2, AV:N/AC:L/Au:N/C:C/I:C/A:C, 100, HIGH",
    "CVSS_V2, AV:N/AC:L/Au:N/C:P/I:N/A:N, 50, MODERATE",
    "CVSS_V4, CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:H/SI:H/SA:H, 100, CRITICAL",
    "CVSS_V4, CVSS:4.0/AV:L/AC:L/AT:P/PR:L/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N, 73, HIGH",
  })
  void computesTheBaseScoreFromTheVector(
      String kind, String vector, int scoreTenths, Rating rating) {
    FlawRating found = rater.rate(List.of(new Severity(kind, vector, "nvd")));
    assertThat(found.rating()).isEqualTo(rating);
    assertThat(found.scoreTenths()).hasValue(scoreTenths);
  }

  @Test
  void takesVersion3BeforeTheOthersAndAVectorBeforeAWord() {
    FlawRating rating =
        rater.rate(
            List.of(
                new Severity("WORD", "LOW", "github"),
                new Severity("CVSS_V2", "AV:N/AC:L/Au:N/C:C/I:C/A:C", "nvd"),
                new Severity("CVSS_V3", Given.MODERATE_VECTOR, "github")));
    assertThat(rating.rating()).isEqualTo(Rating.MODERATE);
    assertThat(rating.stated())
        .extracting(stated -> stated.severity().kind())
        .containsExactly("CVSS_V3", "CVSS_V2", "WORD");
  }

  @Test
  void takesNvdsStatementBeforeAWorseOne() {
    FlawRating rating =
        rater.rate(
            List.of(
                new Severity("CVSS_V3", Given.CRITICAL_VECTOR, "github"),
                new Severity("CVSS_V3", Given.MODERATE_VECTOR, "nvd")));
    assertThat(rating.rating()).isEqualTo(Rating.MODERATE);
  }

  @Test
  void takesTheWorstOfEquals() {
    FlawRating rating =
        rater.rate(
            List.of(
                new Severity("CVSS_V3", Given.MODERATE_VECTOR, "github"),
                new Severity("CVSS_V3", Given.CRITICAL_VECTOR, "vendor")));
    assertThat(rating.rating()).isEqualTo(Rating.CRITICAL);
  }

  @ParameterizedTest
  @CsvSource({
    "CRITICAL, CRITICAL",
    "Important, HIGH",
    "high, HIGH",
    "MODERATE, MODERATE",
    "medium, MODERATE",
    "negligible, LOW",
  })
  void readsVendorsWords(String word, Rating rating) {
    assertThat(rater.rate(List.of(Given.word(word))).rating()).isEqualTo(rating);
  }

  @ParameterizedTest
  @CsvSource({
    "WORD, not yet assigned",
    "CVSS_V3, CVSS:3.1/AV:N",
    "CVSS_V3, nonsense",
    "CVSS_V4, CVSS:4.0/",
    "CVSS_V9, CVSS:9.0/AV:N",
  })
  void leavesUnratedWhatSaysNothing(String kind, String value) {
    FlawRating rating = rater.rate(List.of(new Severity(kind, value, "nvd")));
    assertThat(rating.rating()).isEqualTo(Rating.UNRATED);
    assertThat(rating.scoreTenths()).isEmpty();
    assertThat(rating.stated()).hasSize(1);
  }

  @Test
  void ratesByTheWordWhereTheVectorIsBroken() {
    FlawRating rating =
        rater.rate(List.of(new Severity("CVSS_V3", "CVSS:3.1/AV:X", "nvd"), Given.word("LOW")));
    assertThat(rating.rating()).isEqualTo(Rating.LOW);
  }

  @Test
  void doesNotParseAVectorWithoutEnd() {
    String endless = "CVSS:3.1/" + "AV:N/".repeat(100_000);
    assertThat(rater.rate(List.of(Given.cvss3(endless))).rating()).isEqualTo(Rating.UNRATED);
  }

  @Test
  void leavesUnratedWhatNobodyRated() {
    assertThat(rater.rate(List.of()).rating()).isEqualTo(Rating.UNRATED);
  }
}
