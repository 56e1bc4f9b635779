package dev.seaworthy.bench;

import java.util.List;
import java.util.Set;

/// One command that is measured.
///
/// @param name its row in the table
/// @param words the program and its arguments; `{scratch}` is an empty folder of each run
/// @param before words of a command that runs before it and is not measured; empty for none
/// @param exitCodes the exit codes of a run that did its work
/// @param reference the name of the contender that its time is held against; empty for none
record Contender(
    String name,
    List<String> before,
    List<String> words,
    Set<Integer> exitCodes,
    String reference) {
  Contender {
    before = List.copyOf(before);
    words = List.copyOf(words);
    exitCodes = Set.copyOf(exitCodes);
  }

  Contender(String name, List<String> words, Set<Integer> exitCodes, String reference) {
    this(name, List.of(), words, exitCodes, reference);
  }
}
