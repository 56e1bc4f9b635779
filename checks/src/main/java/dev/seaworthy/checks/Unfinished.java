package dev.seaworthy.checks;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// What is landed is finished; what is left to do stands in the issues.
record Unfinished() implements TidyRule {
  private static final String NAME = "unfinished";
  private static final Pattern MARK =
      Pattern.compile("\\b(TO" + "DO|FIX" + "ME|XX" + "X|HA" + "CK)\\b");

  @Override
  public Stream<Offence> offences(Repository repository) {
    return repository.texts().stream().filter(SourceFile::isWritten).flatMap(Unfinished::judge);
  }

  private static Stream<Offence> judge(SourceFile file) {
    List<String> lines = file.lines();
    return IntStream.range(0, lines.size())
        .boxed()
        .flatMap(i -> {
          Matcher mark = MARK.matcher(lines.get(i));
          return mark.find()
              ? Stream.of(
                  new Offence(NAME, file.path(), i + 1, mark.group(), "finish it or file it"))
              : Stream.empty();
        });
  }
}
