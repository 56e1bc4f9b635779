package dev.seaworthy.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.testkit.Command;
import dev.seaworthy.testkit.Gates;
import dev.seaworthy.testkit.RepositoryRoot;
import dev.seaworthy.verdict.policy.DetectionCadence;
import java.time.Instant;
import java.time.Period;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DetectionCadenceTest {

  /// What the shipped policies say, against what a script reads in the official rules.
  @Test
  void agreesWithTheOfficialRules() throws Exception {
    Gates.run(
        "detection cadences of FedRAMP",
        List.of(
            Gates.shared("reference/fedramp/fedramp-data.json"),
            Gates.shared("reference/fedramp/FedRAMP-POAM-Template-Rev5.xlsx"),
            Gates.tool("python3")),
        () -> {
          List<String> lines =
              Command.of(
                      "python3",
                      RepositoryRoot.oracle("official-deadlines.py").toString(),
                      Gates.shared("reference/fedramp/fedramp-data.json").path() + "",
                      Gates.shared("reference/fedramp/FedRAMP-POAM-Template-Rev5.xlsx").path() + "")
                  .run()
                  .lines()
                  .stream()
                  .filter(line -> line.startsWith("detection\t") && !line.contains("\ta\t"))
                  .toList();
          assertThat(lines).hasSize(9).allSatisfy(DetectionCadenceTest::agrees);
          return lines.size();
        });
  }

  private static void agrees(String line) {
    String[] fields = line.split("\t", -1);
    DetectionCadence cadence =
        BuiltInPolicies.named("fedramp-cr26-class-" + fields[1].toLowerCase(Locale.ROOT))
            .demands()
            .detectionOrNull();
    assertThat(cadence).isNotNull();
    Period period =
        switch (fields[2]) {
          case "PDD" -> cadence.drifting();
          case "PCD" -> cadence.steady();
          case "PSD" -> cadence.samples();
          default -> throw new AssertionError(line);
        };
    assertThat(period).hasToString(fields[3]);
  }

  /// Months are those of the calendar; the clocks of no zone move days.
  @ParameterizedTest
  @CsvSource({
    "P14D, 2026-03-01T12:00:00Z, 2026-03-15T12:00:00Z",
    "P1M, 2027-01-31T12:00:00Z, 2027-02-28T12:00:00Z",
    "P1M, 2028-01-31T12:00:00Z, 2028-02-29T12:00:00Z",
    "P6M, 2026-08-31T12:00:00Z, 2027-02-28T12:00:00Z",
    "P1D, 2026-10-31T12:00:00Z, 2026-11-01T12:00:00Z",
  })
  void endsWithThePeriod(Period drifting, Instant surveyed, Instant until) {
    DetectionCadence cadence =
        new DetectionCadence(
            drifting, Period.ofMonths(1), Period.ofDays(1), DetectionCadence.Kind.DRIFTING);
    assertThat(cadence.until(surveyed)).isEqualTo(until);
  }
}
