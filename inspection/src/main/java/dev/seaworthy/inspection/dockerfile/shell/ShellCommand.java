package dev.seaworthy.inspection.dockerfile.shell;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// One simple command.
///
/// @param words what it is called with, assignments before it included, redirections not
/// @param targets the files that its output goes to
/// @param joint how it follows the command before it
/// @param called what is really called
/// @param given scripts that it is given to run, as by `sh -c`
public record ShellCommand(
    List<ShellWord> words,
    List<ShellWord> targets,
    Joint joint,
    Invocation called,
    List<ShellScript> given) {

  private static final int TEXT_CHARS_MAX = 8_000;

  public ShellCommand {
    words = List.copyOf(words);
    targets = List.copyOf(targets);
    given = List.copyOf(given);
  }

  /// What stands between a command and the one before it.
  public enum Joint {
    /// Nothing, or the end of another: `;`, `&`, a line's end.
    NEXT,
    /// `&&`
    AND,
    /// `||`
    OR,
    /// `|`
    PIPE
  }

  public int line() {
    return words.isEmpty() ? 1 : words.getFirst().line();
  }

  /// The word that names the program which is really called, as it is written; none where only
  /// variables are set.
  public Optional<ShellWord> program() {
    int at = words.size() - called.arguments().size() - 1;
    return called.name().isEmpty() ? Optional.empty() : Optional.of(words.get(at));
  }

  /// The scripts in its words, and those that it is given.
  public Stream<ShellScript> inner() {
    return Stream.concat(
        Stream.concat(words.stream(), targets.stream()).flatMap(word -> word.inner().stream()),
        given.stream());
  }

  /// Its words as one text, or the first of them where it is very long.
  public String text() {
    StringBuilder text = new StringBuilder();
    for (ShellWord word : words) {
      text.append(text.isEmpty() ? "" : " ").append(word.text());
      if (text.length() > TEXT_CHARS_MAX) {
        return text.append(" …").toString();
      }
    }
    return text.toString();
  }
}
