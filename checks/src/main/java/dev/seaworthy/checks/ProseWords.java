package dev.seaworthy.checks;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.stream.Stream;

/// Documents and comments use the words of the vocabulary. Code between backticks is left alone.
record ProseWords(List<Word> words) implements TidyRule {
  private static final String NAME = "words";

  ProseWords {
    words = words.stream().filter(Word::isForbiddenInProse).toList();
  }

  @Override
  public Stream<Offence> offences(Repository repository) {
    return repository.texts().stream()
        .filter(SourceFile::isWritten)
        .flatMap(file -> Prose.of(file).stream().flatMap(line -> judge(file, line)));
  }

  private Stream<Offence> judge(SourceFile file, Prose.Line line) {
    String lower = line.text().toLowerCase(Locale.ROOT);
    return words.stream().flatMap(word -> judge(file, line.number(), lower, word));
  }

  private static Stream<Offence> judge(SourceFile file, int line, String text, Word word) {
    Matcher found = word.pattern().matcher(text);
    return found
        .results()
        .map(result ->
            new Offence(
                NAME,
                file.path(),
                line,
                result.group(),
                "\"" + result.group() + "\": we say " + word.instead()));
  }
}
