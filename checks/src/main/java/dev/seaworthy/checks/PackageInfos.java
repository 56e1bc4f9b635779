package dev.seaworthy.checks;

import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Every package of main code has a `package-info.java` that says its purpose and is null-marked.
record PackageInfos() implements TidyRule {
  private static final String NAME = "package-info";

  @Override
  public Stream<Offence> offences(Repository repository) {
    return repository.texts().stream()
        .filter(SourceFile::isMainJava)
        .map(SourceFile::folder)
        .collect(Collectors.toCollection(TreeSet::new))
        .stream()
        .map(folder -> folder + "/package-info.java")
        .flatMap(path -> judge(repository, path));
  }

  private static Stream<Offence> judge(Repository repository, String path) {
    String text = repository.text(path).map(SourceFile::text).orElse("");
    if (text.isEmpty()) {
      return offence(path, "missing: say the package's purpose in a sentence");
    }
    if (!text.contains("@NullMarked")) {
      return offence(path, "not @NullMarked");
    }
    if (!text.startsWith("/// ") && !text.startsWith("/**")) {
      return offence(path, "no doc comment: say the package's purpose in a sentence");
    }
    return Stream.empty();
  }

  private static Stream<Offence> offence(String path, String detail) {
    return Stream.of(new Offence(NAME, path, 0, "*", detail));
  }
}
