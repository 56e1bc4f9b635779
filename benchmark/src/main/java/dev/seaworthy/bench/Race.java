package dev.seaworthy.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Runs all contenders in turns: one of each, then one of each again. What disturbs the machine for
/// a while disturbs all of them alike.
///
/// @param stopwatch what measures
/// @param rounds how often each runs; the round before them, which warms the page cache, counts for
///   nothing
record Race(Stopwatch stopwatch, int rounds) {
  /// What came of a race.
  ///
  /// @param series one for each contender that ended every run as it should, in their order
  /// @param failures by the name of each other contender, what went wrong
  record Outcome(List<Series> series, Map<String, String> failures) {
    Outcome {
      series = List.copyOf(series);
      failures = Map.copyOf(failures);
    }
  }

  Outcome run(List<Contender> contenders) {
    Map<Contender, List<Run>> runs = new LinkedHashMap<>();
    Map<String, String> failures = new LinkedHashMap<>();
    contenders.forEach(contender -> runs.put(contender, new ArrayList<>()));
    for (int round = 0; round <= rounds; round++) {
      boolean counts = round > 0;
      runs.forEach((contender, made) -> runOnce(contender, counts, made, failures));
    }
    List<Series> series =
        runs.entrySet().stream()
            .filter(entry -> !failures.containsKey(entry.getKey().name()))
            .map(entry -> new Series(entry.getKey().name(), entry.getValue()))
            .toList();
    return new Outcome(series, failures);
  }

  private void runOnce(
      Contender contender, boolean counts, List<Run> made, Map<String, String> failures) {
    if (failures.containsKey(contender.name())) {
      return;
    }
    try {
      Run run = stopwatch.measure(contender);
      if (counts) {
        made.add(run);
      }
    } catch (IOException e) {
      failures.put(contender.name(), String.valueOf(e.getMessage()));
    }
  }
}
