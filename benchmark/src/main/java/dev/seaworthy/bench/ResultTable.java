package dev.seaworthy.bench;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The results as a person reads them, each beside what it is held against.
final class ResultTable {
  private ResultTable() {}

  static String of(List<Contender> contenders, Race.Outcome outcome) {
    Map<String, Series> byName =
        outcome.series().stream().collect(Collectors.toMap(Series::name, series -> series));
    StringBuilder table = new StringBuilder();
    line(table, "", "median", "spread", "peak memory", "ratio");
    for (Contender contender : contenders) {
      Series series = byName.get(contender.name());
      if (series != null) {
        row(table, series, byName.get(contender.reference()));
      }
    }
    new TreeMap<>(outcome.failures())
        .forEach(
            (name, reason) -> table.append(name).append(" failed: ").append(reason).append('\n'));
    return table.toString();
  }

  private static void row(StringBuilder table, Series series, @Nullable Series reference) {
    String ratio =
        reference == null
            ? ""
            : number("%.2f x", series.medianSeconds() / reference.medianSeconds());
    String memory =
        series.peakKibibytes() == 0 ? "?" : number("%.0f MB", series.peakKibibytes() * 1024 / 1e6);
    line(
        table,
        series.name(),
        number("%.3f s", series.medianSeconds()),
        number("%.3f", series.fastestSeconds()) + " - " + number("%.3f s", series.slowestSeconds()),
        memory,
        ratio);
  }

  private static void line(StringBuilder table, Object... cells) {
    String row = String.format(Locale.ROOT, "%-24s  %9s  %19s  %11s  %8s", cells);
    table.append(row.stripTrailing()).append('\n');
  }

  private static String number(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }
}
