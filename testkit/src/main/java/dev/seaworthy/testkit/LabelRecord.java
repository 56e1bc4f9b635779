package dev.seaworthy.testkit;

import java.util.List;
import java.util.Locale;

/// One line that a labelled fixture leaves behind.
///
/// @param catalogers who reads it
/// @param fixture its name
/// @param truth whose listing says what is in it
/// @param expected how many components the truth has
/// @param found how many were found
/// @param right how many of those the truth has
record LabelRecord(
    String catalogers, String fixture, String truth, long expected, long found, long right) {

  LabelRecord {
    catalogers = oneLine(catalogers);
    fixture = oneLine(fixture);
    truth = oneLine(truth);
  }

  /// The part of the truth that was found; 1 when there is nothing to find.
  String recall() {
    return share(right, expected);
  }

  /// The part of what was found that is true; 1 when nothing was found.
  String precision() {
    return share(right, found);
  }

  String line() {
    return String.join(
        "\t",
        catalogers,
        fixture,
        truth,
        Long.toString(expected),
        Long.toString(found),
        Long.toString(right));
  }

  /// Reads a line of a record file.
  ///
  /// @throws IllegalArgumentException when it isn't one
  static LabelRecord parse(String line) {
    List<String> cells = List.of(line.split("\t", -1));
    if (cells.size() != 6) {
      throw new IllegalArgumentException("wanted 6 cells in the label record \"" + line + "\"");
    }
    return new LabelRecord(
        cells.get(0),
        cells.get(1),
        cells.get(2),
        Long.parseLong(cells.get(3)),
        Long.parseLong(cells.get(4)),
        Long.parseLong(cells.get(5)));
  }

  /// Cut, not rounded: 1.000 means all of them.
  private static String share(long part, long whole) {
    long thousandths = whole == 0 ? 1_000 : part * 1_000 / whole;
    return String.format(Locale.ROOT, "%d.%03d", thousandths / 1_000, thousandths % 1_000);
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\s+", " ").strip();
  }
}
