package dev.seaworthy.checks;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A line of `words.tsv`: a word that we do not use, and the field's word that we use in its place.
///
/// @param place where it is forbidden
/// @param pattern what it looks like in lower case, words parted by single blanks
/// @param instead what to say
record Word(Place place, Pattern pattern, String instead) {
  enum Place {
    PROSE,
    NAME,
    BOTH
  }

  static List<Word> parse(Stream<String> lines) {
    return lines
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .map(Word::parseLine)
        .toList();
  }

  boolean isForbiddenInProse() {
    return place != Place.NAME;
  }

  boolean isForbiddenInNames() {
    return place != Place.PROSE;
  }

  private static Word parseLine(String line) {
    List<String> cells = List.of(line.split("\t", -1));
    if (cells.size() != 3) {
      throw new IllegalArgumentException(
          "wanted place, word and what to say instead parted by tabs in \"" + line + "\"");
    }
    return new Word(
        Place.valueOf(cells.get(0).toUpperCase(Locale.ROOT)),
        Pattern.compile("\\b(?:" + cells.get(1) + ")\\b"),
        cells.get(2));
  }
}
