package dev.seaworthy.checks;

import java.util.List;
import java.util.stream.Stream;

/// A line of `exceptions.tsv`: an offence that may stand, and why.
///
/// @param rule the rule's name
/// @param path the file
/// @param subject the offence's subject
/// @param reason why it may stand; never empty
record TidyException(String rule, String path, String subject, String reason) {
  TidyException {
    if (reason.isBlank()) {
      throw new IllegalArgumentException("an exception needs a reason: " + rule + " " + path);
    }
  }

  static List<TidyException> parse(Stream<String> lines) {
    return lines
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .map(TidyException::parseLine)
        .toList();
  }

  boolean covers(Offence offence) {
    return rule.equals(offence.rule())
        && path.equals(offence.path())
        && subject.equals(offence.subject());
  }

  private static TidyException parseLine(String line) {
    List<String> cells = List.of(line.split("\t", -1));
    if (cells.size() != 4) {
      throw new IllegalArgumentException(
          "wanted rule, file, subject and reason parted by tabs in \"" + line + "\"");
    }
    return new TidyException(cells.get(0), cells.get(1), cells.get(2), cells.get(3));
  }
}
