package dev.seaworthy.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;

/// The table of labelled fixtures: who reads each, where its truth comes from, and how much of the
/// truth was found. Part of what [GateTable] prints.
///
/// @param rows by cataloger and fixture
record LabelTable(List<LabelRecord> rows) {

  private static final List<String> HEAD =
      List.of("cataloger", "fixture", "truth from", "expected", "found", "recall", "precision");
  private static final int WIDTH_MAX = 60;

  LabelTable {
    rows = List.copyOf(rows);
  }

  /// What the tests of a repository left behind.
  static LabelTable read(Path root) throws IOException {
    LinkedHashSet<LabelRecord> rows = new LinkedHashSet<>();
    for (Path target : GateTable.targets(root)) {
      for (Path file :
          GateTable.files(target.resolve("gates"), name -> name.endsWith(Labels.SUFFIX))) {
        for (String line : Files.readAllLines(file)) {
          rows.add(LabelRecord.parse(line));
        }
      }
    }
    return new LabelTable(
        rows.stream()
            .sorted(
                Comparator.comparing(LabelRecord::catalogers).thenComparing(LabelRecord::fixture))
            .toList());
  }

  /// The table with an empty line behind it; empty when there are no rows.
  String text() {
    if (rows.isEmpty()) {
      return "";
    }
    List<List<String>> lines = new ArrayList<>(List.of(HEAD));
    for (LabelRecord row : rows) {
      lines.add(
          List.of(
              shortened(row.catalogers()),
              row.fixture(),
              shortened(row.truth()),
              Long.toString(row.expected()),
              Long.toString(row.found()),
              row.recall(),
              row.precision()));
    }
    lines.add(1, rule(lines));
    StringBuilder text = new StringBuilder();
    for (List<String> line : lines) {
      for (int i = 0; i < line.size(); i++) {
        String form = (i < 3 ? "%-" : "%") + width(lines, i) + "s";
        text.append(i == 0 ? "" : "  ").append(String.format(Locale.ROOT, form, line.get(i)));
      }
      text.append('\n');
    }
    return text.append('\n').toString();
  }

  private static List<String> rule(List<List<String>> lines) {
    List<String> rule = new ArrayList<>();
    for (int i = 0; i < HEAD.size(); i++) {
      rule.add("-".repeat(width(lines, i)));
    }
    return rule;
  }

  private static int width(List<List<String>> lines, int column) {
    return lines.stream().mapToInt(line -> line.get(column).length()).max().orElse(1);
  }

  private static String shortened(String text) {
    return text.length() <= WIDTH_MAX ? text : text.substring(0, WIDTH_MAX - 1) + "…";
  }
}
