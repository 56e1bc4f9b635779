package dev.seaworthy.checks;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/// The rules of this house, with their bounds, words and exceptions.
final class House {
  private static final int FILE_LINES_MAX = 400;
  private static final int METHOD_LINES_MAX = 60;

  private House() {}

  static Tidiness tidiness() throws IOException {
    return new Tidiness(rules(), TidyException.parse(lines("exceptions.tsv")));
  }

  private static List<TidyRule> rules() throws IOException {
    List<Word> words = Word.parse(lines("words.tsv"));
    return List.of(
        new JavaRules(
            List.of(
                new MethodLength(METHOD_LINES_MAX),
                new TestHygiene(),
                new PlainJava(),
                new NameWords(words))),
        new FileLength(FILE_LINES_MAX),
        new PackageInfos(),
        new ProseWords(words),
        new Unfinished(),
        new DeadLinks(),
        MachineTraces.parse(lines("machine-traces.txt")),
        new ChangelogForm(),
        new FileModes(),
        new DecisionNumbers());
  }

  private static Stream<String> lines(String resource) throws IOException {
    try (InputStream in = House.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IOException(resource + " is missing beside " + House.class);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList().stream();
    }
  }
}
