package dev.seaworthy.inspection.dockerfile;

import java.util.List;

/// A command in one of its two forms.
public sealed interface CommandForm {

  /// A JSON array of words, which no shell reads.
  ///
  /// @param line where the array begins
  record Exec(List<String> words, int line) implements CommandForm {
    public Exec {
      words = List.copyOf(words);
    }
  }

  /// A text that a shell reads.
  record Shell(SourceText script) implements CommandForm {}

  /// As it was written, or nearly so.
  default String text() {
    return switch (this) {
      case Exec exec -> String.join(" ", exec.words());
      case Shell shell -> shell.script().text();
    };
  }
}
