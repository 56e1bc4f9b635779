package dev.seaworthy.testkit;

import java.util.List;
import java.util.Locale;

/// One line that a gate leaves behind.
///
/// @param gate its name; gates of one name in several tests are one row of the table
/// @param outcome what became of it
/// @param count cases or decisions that it judged; 0 unless it ran
/// @param detail what was absent or what failed; empty when it ran
record GateRecord(String gate, Outcome outcome, long count, String detail) {

  /// From the best to the worst: a row of the table shows the worst that happened under its name.
  enum Outcome {
    RAN,
    ABSENT,
    FAILED;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    Outcome worse(Outcome other) {
      return compareTo(other) >= 0 ? this : other;
    }
  }

  GateRecord {
    gate = oneLine(gate);
    detail = oneLine(detail);
  }

  String line() {
    return String.join("\t", gate, outcome.word(), Long.toString(count), detail);
  }

  /// Reads a line of a record file.
  ///
  /// @throws IllegalArgumentException when it isn't one
  static GateRecord parse(String line) {
    List<String> cells = List.of(line.split("\t", -1));
    if (cells.size() != 4) {
      throw new IllegalArgumentException("wanted 4 cells in the gate record \"" + line + "\"");
    }
    return new GateRecord(
        cells.get(0),
        Outcome.valueOf(cells.get(1).toUpperCase(Locale.ROOT)),
        Long.parseLong(cells.get(2)),
        cells.get(3));
  }

  private static String oneLine(String text) {
    String line = text.replaceAll("\\s+", " ").strip();
    return line.length() <= 200 ? line : line.substring(0, 197) + "...";
  }
}
