package dev.seaworthy.checks;

import java.util.Optional;
import java.util.stream.Stream;

/// A script names its interpreter and can be run; nothing else can be run.
record FileModes() implements TidyRule {
  private static final String NAME = "file-mode";

  @Override
  public Stream<Offence> offences(Repository repository) {
    return repository.texts().stream().flatMap(file -> judge(file).stream());
  }

  private static Optional<Offence> judge(SourceFile file) {
    if (file.isScript() == file.isExecutable()) {
      return Optional.empty();
    }
    String detail =
        file.isScript()
            ? "a script that can't be run: chmod +x"
            : "can be run and names no interpreter: chmod -x";
    return Optional.of(new Offence(NAME, file.path(), 0, "*", detail));
  }
}
