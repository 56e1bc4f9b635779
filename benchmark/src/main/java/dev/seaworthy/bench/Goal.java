package dev.seaworthy.bench;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What we promise of a measured figure, and whether it held.
///
/// @param what the promise in words
/// @param measured the figure
/// @param bound the largest figure that keeps it, or the smallest
/// @param isLeast whether it is the smallest
/// @param unit of both
record Goal(String what, double measured, double bound, boolean isLeast, String unit) {

  /// A figure that may be no larger.
  Goal(String what, double measured, double most, String unit) {
    this(what, measured, most, false, unit);
  }

  /// A figure that may be no smaller.
  static Goal atLeast(String what, double measured, double least, String unit) {
    return new Goal(what, measured, least, true, unit);
  }

  /// The bounds that depend on the image.
  ///
  /// @param timeRatio of a scan to the floor
  /// @param megabytes of memory at its peak
  record Bounds(double timeRatio, double megabytes) {
    static final Bounds USUAL = new Bounds(1.0, 300);

    /// Two gigabytes with 500 jars.
    static final Bounds BIG = new Bounds(1.2, 400);
  }

  /// Of the first scan's time, for an image that shares all but a twentieth with the first.
  private static final double SECOND_RATIO = 0.15;

  /// Of the bare scan's time, for one that looks for secrets and weak settings too.
  private static final double INSPECTED_RATIO = 1.6;

  /// The goals whose contenders were measured.
  static List<Goal> of(Race.Outcome outcome, Bounds bounds) {
    Optional<Series> floor = find(outcome, ScanBench.FLOOR);
    Optional<Series> scan = find(outcome, ScanBench.SCAN);
    Optional<Series> second = find(outcome, ScanBench.SECOND);
    Optional<Series> start = find(outcome, ScanBench.START);
    Optional<Goal> time =
        scan.flatMap(ours ->
            floor.map(other ->
                new Goal(
                    "scan against the floor",
                    ours.medianSeconds() / other.medianSeconds(),
                    bounds.timeRatio(),
                    "x")));
    Optional<Goal> again =
        second.flatMap(ours ->
            scan.map(first ->
                new Goal(
                    "second image against the first",
                    ours.medianSeconds() / first.medianSeconds(),
                    SECOND_RATIO,
                    "x")));
    Optional<Goal> inspected =
        find(outcome, ScanBench.INSPECTED)
            .flatMap(ours ->
                scan.map(bare ->
                    new Goal(
                        "scan with secrets and checks against the bare scan",
                        ours.medianSeconds() / bare.medianSeconds(),
                        INSPECTED_RATIO,
                        "x")));
    Optional<Goal> memory =
        scan.filter(ours -> ours.peakKibibytes() > 0)
            .map(ours ->
                new Goal(
                    "peak memory", ours.peakKibibytes() * 1024 / 1e6, bounds.megabytes(), "MB"));
    Optional<Goal> startUp =
        start.map(ours -> new Goal("start-up", ours.medianSeconds(), 0.2, "s"));
    return List.of(time, inspected, memory, again, startUp).stream()
        .flatMap(Optional::stream)
        .toList();
  }

  boolean isMet() {
    return isLeast ? measured >= bound : measured <= bound;
  }

  @Override
  public String toString() {
    return String.format(
            Locale.ROOT,
            "%-6s  %s: %.2f %s, at %s %.2f %s",
            isMet() ? "met" : "missed",
            what,
            measured,
            unit,
            isLeast ? "least" : "most",
            bound,
            unit)
        .stripTrailing();
  }

  private static Optional<Series> find(Race.Outcome outcome, String name) {
    return outcome.series().stream().filter(series -> series.name().equals(name)).findFirst();
  }
}
