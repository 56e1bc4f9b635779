package dev.seaworthy.inspection.dockerfile.shell;

import java.util.List;
import java.util.stream.Stream;

/// The commands of a script in the order in which they stand; groups, loops and conditions are
/// opened.
public record ShellScript(List<ShellCommand> commands) {
  public ShellScript {
    commands = List.copyOf(commands);
  }

  /// These commands and, after each, those of the scripts in its words.
  public Stream<ShellCommand> all() {
    return commands.stream()
        .flatMap(command ->
            Stream.concat(Stream.of(command), command.inner().flatMap(ShellScript::all)));
  }

  /// This script and those in its words, at any depth.
  public Stream<ShellScript> scripts() {
    return Stream.concat(
        Stream.of(this),
        commands.stream().flatMap(ShellCommand::inner).flatMap(ShellScript::scripts));
  }
}
