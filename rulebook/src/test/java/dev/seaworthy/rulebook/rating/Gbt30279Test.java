package dev.seaworthy.rulebook.rating;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.rulebook.Rating;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Gbt30279Test {

  private final Gbt30279 tables = Gbt30279.standard();

  /// Worked by hand through the tables of the annexes.
  @ParameterizedTest
  @CsvSource({
    "AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H, 9, 9, CRITICAL",
    "AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H, 9, 9, CRITICAL",
    "AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:N, 9, 7, CRITICAL",
    "AV:N/AC:L/PR:N/UI:R/S:U/C:H/I:H/A:H, 8, 9, HIGH",
    "AV:N/AC:L/PR:L/UI:N/S:U/C:H/I:H/A:H, 8, 9, HIGH",
    "AV:A/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H, 8, 9, HIGH",
    "AV:N/AC:H/PR:N/UI:N/S:U/C:H/I:H/A:H, 8, 9, HIGH",
    "AV:L/AC:L/PR:L/UI:N/S:U/C:H/I:H/A:H, 6, 9, HIGH",
    "AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H, 9, 4, HIGH",
    "AV:P/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H, 2, 9, HIGH",
    "AV:N/AC:L/PR:N/UI:R/S:C/C:L/I:L/A:N, 8, 2, MODERATE",
    "AV:N/AC:L/PR:N/UI:N/S:U/C:L/I:N/A:N, 9, 1, MODERATE",
    "AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:N, 9, 0, NONE",
  })
  void gradesByTheAnnexes(String metrics, int exploitability, int impact, Rating rating) {
    assertThat(tables.technical(vector("CVSS:3.1/" + metrics)))
        .contains(new Gbt30279.Technical(exploitability, impact, rating));
  }

  /// Over every base vector with some impact, as counted when the tables were examined: 超危 only
  /// with the easiest exploitation and grave impact, and most grades in the band of the score.
  @Test
  void gradesEveryVectorAsTheTablesWereExaminedToDo() {
    Map<String, Integer> same = new HashMap<>();
    Map<String, Integer> all = new HashMap<>();
    RatingRule rule = RatingRule.builtIn("seaworthy.rating@1");
    for (String metrics : everyBaseVector()) {
      CvssVector vector = vector("CVSS:3.1/" + metrics);
      Gbt30279.Technical technical = tables.technical(vector).orElseThrow();
      if (technical.impact() == 0) {
        continue;
      }
      if (technical.rating() == Rating.CRITICAL) {
        assertThat(technical.exploitability()).isEqualTo(9);
        assertThat(technical.impact()).isGreaterThanOrEqualTo(7);
      }
      String scope = vector.metrics().get("S");
      boolean isSame =
          rule.ofScore(Assessment.CVSS_3, vector.scoreTenths()).orElseThrow() == technical.rating();
      all.merge(scope, 1, Integer::sum);
      same.merge(scope, isSame ? 1 : 0, Integer::sum);
    }
    assertThat(all).isEqualTo(Map.of("U", 1_248, "C", 1_248));
    assertThat(same.get("U") * 1_000 / 1_248).isEqualTo(918);
    assertThat(same.get("C") * 1_000 / 1_248).isEqualTo(646);
  }

  /// Worked by hand: scope H, then cost and difficulty, through annexes C and E.
  @ParameterizedTest
  @CsvSource({
    "'', false, true, L, L, 7, CRITICAL",
    "'', false, false, L, H, 9, CRITICAL",
    "/E:U/RL:O, false, true, H, L, 5, HIGH",
    "/E:U/RL:O, true, true, L, L, 7, CRITICAL",
    "/E:P/RL:W, false, true, M, M, 7, CRITICAL",
  })
  void ordersRepairsByTheEnvironment(
      String temporal,
      boolean isKnownExploited,
      boolean hasFix,
      String cost,
      String difficulty,
      int environment,
      Rating rating) {
    CvssVector vector = vector("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H" + temporal);
    Gbt30279.Technical technical = tables.technical(vector).orElseThrow();
    assertThat(tables.composite(technical, vector, isKnownExploited, hasFix))
        .contains(new Gbt30279.Composite("H", cost, difficulty, environment, rating));
  }

  @Test
  void gradesNoOtherVersionOfCvss() {
    assertThat(tables.technical(vector("AV:N/AC:L/Au:N/C:P/I:N/A:N"))).isEmpty();
  }

  private static List<String> everyBaseVector() {
    List<String> vectors = List.of("");
    for (String metric :
        new String[] {"AV:NALP", "AC:LH", "PR:NLH", "UI:NR", "S:UC", "C:NLH", "I:NLH", "A:NLH"}) {
      String name = metric.substring(0, metric.indexOf(':') + 1);
      vectors =
          vectors.stream()
              .flatMap(begun ->
                  metric
                      .substring(name.length())
                      .chars()
                      .mapToObj(
                          value -> (begun.isEmpty() ? "" : begun + "/") + name + (char) value))
              .toList();
    }
    return vectors;
  }

  private static CvssVector vector(String text) {
    return CvssVector.parse(text).orElseThrow();
  }
}
