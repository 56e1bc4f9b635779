package dev.seaworthy.checks;

import java.util.stream.Stream;

/// A source file has at most four hundred lines.
record FileLength(int linesMax) implements TidyRule {
  private static final String NAME = "file-length";

  @Override
  public Stream<Offence> offences(Repository repository) {
    return repository.texts().stream()
        .filter(file -> file.isWritten() && !file.isMarkdown() && !file.name().equals("pom.xml"))
        .filter(file -> file.lines().size() > linesMax)
        .map(file ->
            new Offence(
                NAME,
                file.path(),
                0,
                "*",
                file.lines().size() + " lines, at most " + linesMax + ": part it"));
  }
}
