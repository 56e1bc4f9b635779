package dev.seaworthy.inspection.scap;

import dev.seaworthy.base.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/// What one rule of a benchmark answers to elsewhere, by the document that numbers it. Content
/// names dozens of clauses of the same few documents, so each document is told once.
final class Citations {

  private static final int CLAUSES_MAX = 200;
  private static final int CLAUSE_CHARS_MAX = 60;
  private static final int DOCUMENT_CHARS_MAX = 200;

  private final Map<String, TreeSet<String>> clauses = new TreeMap<>();
  private int count;

  /// @param document its address; empty where the content gives none
  void add(String document, String clause) {
    if (!clause.isBlank() && count < CLAUSES_MAX) {
      count++;
      clauses
          .computeIfAbsent(Text.shorten(document, DOCUMENT_CHARS_MAX), _ -> new TreeSet<>())
          .add(Text.shorten(clause.strip(), CLAUSE_CHARS_MAX));
    }
  }

  /// Such as `https://public.cyber.mil/stigs/cci/: CCI-000366, CCI-002165`, sorted.
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    clauses.forEach((document, numbers) -> {
      String all = String.join(", ", numbers);
      lines.add(document.isEmpty() ? all : document + ": " + all);
    });
    return lines;
  }
}
