package dev.seaworthy.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GoalTest {
  @Test
  void holdsTheScanAgainstTheFloorAndTheRestAgainstTheirBounds() {
    List<Goal> goals = Goal.of(outcome(2.0, 1.9, 250_000, 0.3), Goal.Bounds.USUAL);
    assertThat(goals).extracting(Goal::isMet).containsExactly(true, true, false);
    assertThat(goals.getFirst())
        .hasToString("met     scan against the floor: 0.95 x, at most 1.00 x");
  }

  @Test
  void missesAScanThatIsSlowerThanTheFloorOrTooLarge() {
    assertThat(Goal.of(outcome(2.0, 2.1, 300_000, 0.1), Goal.Bounds.USUAL))
        .extracting(Goal::isMet)
        .containsExactly(false, false, true);
  }

  @Test
  void holdsASecondImageAgainstTheFirst() {
    Race.Outcome outcome =
        new Race.Outcome(
            List.of(
                new Series(ScanBench.FLOOR, List.of(new Run(10, 2_000))),
                new Series(ScanBench.SCAN, List.of(new Run(11, 380_000))),
                new Series(ScanBench.SECOND, List.of(new Run(2.2, 200_000)))),
            Map.of());
    assertThat(Goal.of(outcome, Goal.Bounds.BIG))
        .extracting(Goal::toString)
        .containsExactly(
            "met     scan against the floor: 1.10 x, at most 1.20 x",
            "met     peak memory: 389.12 MB, at most 400.00 MB",
            "missed  second image against the first: 0.20 x, at most 0.15 x");
  }

  @Test
  void knowsFiguresThatMayBeNoSmaller() {
    assertThat(Goal.atLeast("speed", 401, 400, "MB/s").isMet()).isTrue();
    assertThat(Goal.atLeast("speed", 399, 400, "MB/s"))
        .hasToString("missed  speed: 399.00 MB/s, at least 400.00 MB/s");
  }

  @Test
  void judgesOnlyWhatWasMeasured() {
    assertThat(Goal.of(new Race.Outcome(List.of(), Map.of()), Goal.Bounds.USUAL)).isEmpty();
  }

  @Test
  void printsEachContenderBesideWhatItIsHeldAgainst() {
    Race.Outcome outcome = outcome(2.0, 1.9, 250_000, 0.3);
    List<Contender> contenders =
        List.of(
            new Contender(ScanBench.FLOOR, List.of(), Set.of(0), ScanBench.FLOOR),
            new Contender(ScanBench.SCAN, List.of(), Set.of(0), ScanBench.FLOOR));
    assertThat(ResultTable.of(contenders, outcome).lines().toList())
        .satisfiesExactly(
            header -> assertThat(header).contains("median", "spread", "ratio"),
            floor -> assertThat(floor).contains("2.000 s", "1.00 x"),
            scan -> assertThat(scan).contains("1.900 s", "256 MB", "0.95 x"));
  }

  private static Race.Outcome outcome(double floor, double scan, long kibibytes, double start) {
    return new Race.Outcome(
        List.of(
            new Series(ScanBench.FLOOR, List.of(new Run(floor, 2_000))),
            new Series(ScanBench.SCAN, List.of(new Run(scan, kibibytes))),
            new Series(ScanBench.START, List.of(new Run(start, 60_000)))),
        Map.of());
  }
}
