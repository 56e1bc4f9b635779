package dev.seaworthy.rulebook.deadline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.rulebook.Rating;
import dev.seaworthy.rulebook.deadline.SystemFacts.Agencies;
import dev.seaworthy.rulebook.deadline.SystemFacts.DataClass;
import dev.seaworthy.rulebook.deadline.SystemFacts.Effect;
import dev.seaworthy.rulebook.deadline.SystemFacts.Exposure;
import dev.seaworthy.rulebook.deadline.SystemFacts.Potential;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SystemFactsTest {

  @Test
  void takesTheWorstOfWhatIsNotDeclared() {
    Potential potential = SystemFacts.UNDECLARED.potential(null);
    assertThat(potential.impact()).isEqualTo(ImpactRating.N5);
    assertThat(potential.reach()).isEqualTo(Reach.LEV_IRV);
    assertThat(potential.isExposed()).isTrue();
    assertThat(potential.isAutomatable()).isTrue();
    assertThat(potential.reasons())
        .containsExactly(
            "exposure isn't declared, so it counts as reachable from the internet: IRV",
            "nothing says whether an attack is automatable, so it is (VER-EVA-AIA)",
            "what the internet reaches counts as likely exploitable: LEV",
            "data class isn't declared, effect isn't declared, agencies aren't declared:"
                + " debilitating, N5");
  }

  /// FedRAMP's definition: minimal N1, narrow N2, disruptive for one agency N3, debilitating for
  /// one or disruptive for more N4, debilitating for more N5. Of data and use the worse counts.
  @ParameterizedTest
  @CsvSource({
    "LOW, MINIMAL, ONE, N2",
    "LOW, MINIMAL, MANY, N2",
    "LOW, NARROW, MANY, N2",
    "LOW, DISRUPTIVE, ONE, N3",
    "MODERATE, MINIMAL, ONE, N3",
    "MODERATE, DISRUPTIVE, MANY, N4",
    "MODERATE, DEBILITATING, ONE, N4",
    "HIGH, NARROW, ONE, N4",
    "HIGH, DEBILITATING, MANY, N5",
    ", NARROW, ONE, N4",
    "LOW, , ONE, N4",
    "LOW, NARROW, , N2",
    "MODERATE, DISRUPTIVE, , N4",
  })
  void ratesImpactByWhatIsDeclared(
      DataClass data, Effect effect, Agencies agencies, ImpactRating expected) {
    assertThat(new SystemFacts(null, data, effect, agencies, null).potential(null).impact())
        .isEqualTo(expected);
  }

  /// Anything that an automated system can exploit over the internet is likely exploitable; what
  /// SSVC says of a flaw goes before what is declared of all.
  @ParameterizedTest
  @CsvSource({
    "INTERNET, false, , LEV_IRV",
    "INTERNET, , false, LEV_IRV",
    "INTERNAL, , , LEV_NIRV",
    "INTERNAL, true, , LEV_NIRV",
    "INTERNAL, false, , NLEV",
    "INTERNAL, false, true, LEV_NIRV",
    "INTERNAL, true, false, NLEV",
    ", false, false, LEV_IRV",
  })
  void tellsReachByExposureAndAutomation(
      Exposure exposure, Boolean declared, Boolean known, Reach expected) {
    assertThat(new SystemFacts(exposure, null, null, null, declared).potential(known).reach())
        .isEqualTo(expected);
  }

  @Test
  void countsMinimalUseOfDataThatAreNoneAsMinimal() {
    // No class of data stands for a minimal effect: whoever means that sets N1 in an evaluation.
    for (DataClass data : DataClass.values()) {
      SystemFacts facts = new SystemFacts(null, data, Effect.MINIMAL, Agencies.ONE, null);
      assertThat(facts.potential(null).impact()).isNotEqualTo(ImpactRating.N1);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "CRITICAL, INTERNET, 2026-11-24",
    "HIGH, INTERNET, 2026-11-26",
    "MODERATE, INTERNET, 2026-12-03",
    "LOW, INTERNET, 2026-12-23",
    "CRITICAL, INTERNAL, 2026-11-26",
    "HIGH, INTERNAL, 2026-12-03",
    "MODERATE, INTERNAL, 2026-12-23",
    "LOW, INTERNAL, 2027-01-22",
    "LOW, , 2026-12-23",
  })
  void countsDaysByGradeAndExposureInShanghai(Rating rating, Exposure exposure, LocalDate due) {
    Instant evening = Instant.parse("2026-11-22T17:00:00Z");
    assertThat(
            ExposureDeadlines.mlps()
                .of(rating, exposure, evening, ZoneId.of("Asia/Shanghai"))
                .orElseThrow()
                .day())
        .contains(due);
  }
}
