package dev.seaworthy.checks;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Decision records are called `NNNN-title.md`, and no two share a number.
record DecisionNumbers() implements TidyRule {
  private static final String NAME = "decision-number";
  private static final String FOLDER = "docs/decisions";

  @Override
  public Stream<Offence> offences(Repository repository) {
    List<SourceFile> records =
        repository.texts().stream().filter(file -> file.folder().equals(FOLDER)).toList();
    Stream<Offence> misnamed =
        records.stream()
            .filter(file -> !file.name().matches("\\d{4}-[a-z0-9-]+\\.md"))
            .map(file -> offence(file, "wanted a name like 0001-what-was-decided.md"));
    Map<String, List<SourceFile>> numbered =
        records.stream()
            .collect(
                Collectors.groupingBy(
                    file -> file.name().substring(0, Math.min(4, file.name().length())),
                    TreeMap::new,
                    Collectors.toList()));
    Stream<Offence> shared =
        numbered.values().stream()
            .filter(same -> same.size() > 1)
            .flatMap(List::stream)
            .map(file -> offence(file, "another record has its number: take the next free one"));
    return Stream.concat(misnamed, shared);
  }

  private static Offence offence(SourceFile file, String detail) {
    return new Offence(NAME, file.path(), 0, "*", detail);
  }
}
