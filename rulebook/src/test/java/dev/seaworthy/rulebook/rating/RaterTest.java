package dev.seaworthy.rulebook.rating;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.rulebook.Rating;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RaterTest {

  private static final String CRITICAL_VECTOR = "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H";
  private static final String MODERATE_VECTOR = "CVSS:3.1/AV:N/AC:H/PR:N/UI:N/S:U/C:H/I:N/A:N";
  private static final String VERSION_2 = "AV:N/AC:L/Au:N/C:P/I:N/A:N";

  private final Rater rater = new Rater(RatingRule.builtIn("seaworthy.rating@1"));

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
    FlawRating found = rater.rate(List.of(new Assessment(kind, vector, "nvd")));
    assertThat(found.rating()).isEqualTo(rating);
    assertThat(found.scoreTenths()).hasValue(scoreTenths);
  }

  @Test
  void takesVersion3BeforeTheOthersAndAVectorBeforeAWord() {
    FlawRating rating =
        rater.rate(
            List.of(
                new Assessment("WORD", "LOW", "github"),
                new Assessment("CVSS_V2", "AV:N/AC:L/Au:N/C:C/I:C/A:C", "nvd"),
                new Assessment("CVSS_V3", MODERATE_VECTOR, "github")));
    assertThat(rating.rating()).isEqualTo(Rating.MODERATE);
    assertThat(rating.stated())
        .extracting(stated -> stated.assessment().kind())
        .containsExactly("CVSS_V3", "CVSS_V2", "WORD");
  }

  @Test
  void takesNvdsStatementBeforeAWorseOne() {
    FlawRating rating =
        rater.rate(
            List.of(
                new Assessment("CVSS_V3", CRITICAL_VECTOR, "github"),
                new Assessment("CVSS_V3", MODERATE_VECTOR, "nvd")));
    assertThat(rating.rating()).isEqualTo(Rating.MODERATE);
  }

  @Test
  void takesTheWorstOfEquals() {
    FlawRating rating =
        rater.rate(
            List.of(
                new Assessment("CVSS_V3", MODERATE_VECTOR, "github"),
                new Assessment("CVSS_V3", CRITICAL_VECTOR, "vendor")));
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
    assertThat(rater.rate(List.of(word(word))).rating()).isEqualTo(rating);
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
    FlawRating rating = rater.rate(List.of(new Assessment(kind, value, "nvd")));
    assertThat(rating.rating()).isEqualTo(Rating.UNRATED);
    assertThat(rating.scoreTenths()).isEmpty();
    assertThat(rating.stated()).hasSize(1);
  }

  @Test
  void ratesByTheWordWhereTheVectorIsBroken() {
    FlawRating rating =
        rater.rate(List.of(new Assessment("CVSS_V3", "CVSS:3.1/AV:X", "nvd"), word("LOW")));
    assertThat(rating.rating()).isEqualTo(Rating.LOW);
  }

  @Test
  void doesNotParseAVectorWithoutEnd() {
    String endless = "CVSS:3.1/" + "AV:N/".repeat(100_000);
    assertThat(rater.rate(List.of(new Assessment("CVSS_V3", endless, "nvd"))).rating())
        .isEqualTo(Rating.UNRATED);
  }

  @Test
  void leavesUnratedWhatNobodyRated() {
    assertThat(rater.rate(List.of()).rating()).isEqualTo(Rating.UNRATED);
  }

  private final Rater fedramp = new Rater(RatingRule.builtIn("fedramp.rating@1"));
  private final Rater mlps = new Rater(RatingRule.builtIn("mlps.rating@2"));

  @Test
  void takesNvdsVersion2BeforeAnybodyElsesVersion3UnderFedramp() {
    FlawRating rating =
        fedramp.rate(
            List.of(
                new Assessment("CVSS_V3", CRITICAL_VECTOR, "cna:apache"),
                new Assessment("CVSS_V3", CRITICAL_VECTOR, "adp:CISA-ADP"),
                new Assessment("CVSS_V2", VERSION_2, "nvd")));
    assertThat(rating.rating()).isEqualTo(Rating.MODERATE);
    assertThat(rating.basis()).isEqualTo("nvd-cvss-v2");
    assertThat(rating.rule().reference()).isEqualTo("fedramp.rating@1");
    assertThat(rating.stated()).hasSize(3);
  }

  @Test
  void countsNvdsCriticalAsHighUnderFedramp() {
    FlawRating rating =
        fedramp.rate(
            List.of(
                word("LOW"),
                new Assessment("CVSS_V2", VERSION_2, "nvd"),
                new Assessment("CVSS_V3", CRITICAL_VECTOR, "nvd")));
    assertThat(rating.rating()).isEqualTo(Rating.HIGH);
    assertThat(rating.basis()).isEqualTo("nvd-cvss-v3");
    assertThat(rating.scoreTenths()).hasValue(100);
  }

  @Test
  void ratesAsTheScannerDoesWhereNvdHasNoScoreUnderFedramp() {
    Assessment cna = new Assessment("CVSS_V3", MODERATE_VECTOR, "cna:apache");
    assertThat(fedramp.rate(List.of(cna)).basis()).isEqualTo("scanner:cvss-v3");
    FlawRating byWord = fedramp.rate(List.of(new Assessment("WORD", "critical", "redhat")));
    assertThat(byWord.basis()).isEqualTo("scanner:word");
    assertThat(byWord.rating()).isEqualTo(Rating.HIGH);
  }

  @Test
  void neverDropsWhatNobodyRated() {
    assertThat(fedramp.rate(List.of()).rating()).isEqualTo(Rating.UNRATED);
    assertThat(fedramp.rate(List.of()).effective()).isEqualTo(Rating.HIGH);
    assertThat(mlps.rate(List.of()).rating()).isEqualTo(Rating.UNRATED);
    assertThat(mlps.rate(List.of()).effective()).isEqualTo(Rating.MODERATE);
    assertThat(mlps.rule().name(Rating.UNRATED).chinese()).isEqualTo("未定级");
    assertThat(mlps.rule().name(Rating.MODERATE).chinese()).isEqualTo("中危");
  }

  @Test
  void gradesByTheTablesUnderMlpsAndNotByTheScore() {
    String physical = "CVSS:3.1/AV:P/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H";
    FlawRating rating = mlps.rate(List.of(new Assessment("CVSS_V3", physical, "nvd")));
    assertThat(rating.scoreTenths()).hasValue(68);
    assertThat(rating.rating()).isEqualTo(Rating.HIGH);
    assertThat(rating.basis()).isEqualTo("nvd-cvss-v3:gbt30279");
  }

  /// AV:L/AC:H/PR:H/UI:N/S:U/C:L/I:N/A:N is 低危 by the tables.
  @ParameterizedTest
  @CsvSource({
    "超危, CRITICAL, cnnvd",
    "高危, HIGH, cnnvd",
    "high, HIGH, cnnvd",
    "低危, LOW, nvd-cvss-v3:gbt30279",
    "无, LOW, nvd-cvss-v3:gbt30279",
  })
  void neverRatesMilderThanCnnvdUnderMlps(String word, Rating expected, String basis) {
    String mild = "CVSS:3.1/AV:L/AC:H/PR:H/UI:N/S:U/C:L/I:N/A:N";
    FlawRating rating =
        mlps.rate(
            List.of(new Assessment("CVSS_V3", mild, "nvd"), new Assessment("WORD", word, "cnnvd")));
    assertThat(rating.rating()).isEqualTo(expected);
    assertThat(rating.basis()).isEqualTo(basis);
    assertThat(rating.stated()).hasSize(2);
    assertThat(rating.deciding().orElseThrow().rating()).isEqualTo(expected);
  }

  @Test
  void keepsTheTechnicalGradeWhereItIsWorseThanCnnvds() {
    FlawRating rating =
        mlps.rate(
            List.of(
                new Assessment("CVSS_V3", CRITICAL_VECTOR, "nvd"),
                new Assessment("WORD", "中危", "cnnvd")));
    assertThat(rating.rating()).isEqualTo(Rating.CRITICAL);
    assertThat(rating.basis()).isEqualTo("nvd-cvss-v3:gbt30279");
  }

  @Test
  void readsAVectorByWhatItSaysItself() {
    String four = "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:H/SI:H/SA:H";
    FlawRating rating = rater.rate(List.of(new Assessment("CVSS_V3", four, "github")));
    assertThat(rating.basis()).isEqualTo("cvss-v4");
  }

  private static Assessment word(String word) {
    return new Assessment("WORD", word, "github");
  }
}
