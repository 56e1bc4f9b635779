package dev.seaworthy.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RaceTest {
  @TempDir private Path folder;

  @Test
  void runsTheContendersInTurnsAndOneRoundThatDoesNotCount() throws IOException {
    Path log = folder.resolve("log");
    Race.Outcome outcome =
        race(2, shell("a", "echo a >>" + log, 0), shell("b", "echo b >>" + log, 0));
    assertThat(Files.readAllLines(log)).containsExactly("a", "b", "a", "b", "a", "b");
    assertThat(outcome.series()).extracting(Series::name).containsExactly("a", "b");
    assertThat(outcome.series()).allMatch(series -> series.runs().size() == 2);
    assertThat(outcome.failures()).isEmpty();
  }

  @Test
  void leavesOutAContenderThatFailsAndSaysWhy() {
    Race.Outcome outcome =
        race(1, shell("good", "true", 0), shell("bad", "echo aground >&2; exit 3", 0));
    assertThat(outcome.series()).extracting(Series::name).containsExactly("good");
    assertThat(outcome.failures()).containsOnlyKeys("bad");
    assertThat(outcome.failures().get("bad")).contains("3", "aground");
  }

  @Test
  void takesTheExitCodesThatMeanSuccess() {
    assertThat(race(1, shell("refused", "exit 1", 1)).failures()).isEmpty();
  }

  @Test
  void givesEachRunFoldersOfItsOwn() throws IOException {
    Path log = folder.resolve("log");
    String script = "test ! -e $XDG_CACHE_HOME/kept && touch $XDG_CACHE_HOME/kept {scratch}/x";
    assertThat(race(2, shell("a", script + " && echo ok >>" + log, 0)).failures()).isEmpty();
    assertThat(Files.readAllLines(log)).hasSize(3);
  }

  @Test
  void whatRunsBeforeIsNotMeasuredButLeavesWhatItKept() throws IOException {
    Contender contender =
        new Contender(
            "again",
            List.of("sh", "-c", "sleep 0.5; touch $XDG_CACHE_HOME/kept"),
            List.of("sh", "-c", "test -e $XDG_CACHE_HOME/kept"),
            Set.of(0),
            "");
    assertThat(Stopwatch.ofThisMachine().measure(contender).seconds()).isLessThan(0.5);
    assertThat(race(1, shell("bare", "test -e $XDG_CACHE_HOME/kept", 0)).failures()).hasSize(1);
  }

  @Test
  void measuresTimeAndMemory() throws IOException {
    Stopwatch stopwatch = Stopwatch.ofThisMachine();
    Run run = stopwatch.measure(shell("a", "sleep 0.1", 0));
    assertThat(run.seconds()).isBetween(0.1, 60.0);
    assertThat(run.peakKibibytes() > 0).isEqualTo(Files.isExecutable(stopwatch.time()));
  }

  private static Race.Outcome race(int rounds, Contender... contenders) {
    return new Race(Stopwatch.ofThisMachine(), rounds).run(List.of(contenders));
  }

  private static Contender shell(String name, String script, int exitCode) {
    return new Contender(name, List.of("sh", "-c", script), Set.of(exitCode), "");
  }
}
