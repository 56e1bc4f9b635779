package dev.seaworthy.bench;

import java.util.List;

/// The runs of one contender.
///
/// @param name the contender
/// @param runs in the order in which they were made; never empty
record Series(String name, List<Run> runs) {
  Series {
    runs = List.copyOf(runs);
    if (runs.isEmpty()) {
      throw new IllegalArgumentException(name + " was never run");
    }
  }

  /// The middle one of the sorted times; of an even number the mean of the two in the middle.
  double medianSeconds() {
    double[] sorted = runs.stream().mapToDouble(Run::seconds).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  double fastestSeconds() {
    return runs.stream().mapToDouble(Run::seconds).min().orElseThrow();
  }

  double slowestSeconds() {
    return runs.stream().mapToDouble(Run::seconds).max().orElseThrow();
  }

  /// The largest peak of all runs, because a bound on memory is a bound on every run.
  long peakKibibytes() {
    return runs.stream().mapToLong(Run::peakKibibytes).max().orElseThrow();
  }
}
