package dev.seaworthy.inspection.dockerfile.check;

import dev.seaworthy.inspection.PlainPath;
import dev.seaworthy.inspection.dockerfile.Dockerfile.Stage;
import dev.seaworthy.inspection.dockerfile.Instruction;
import dev.seaworthy.inspection.dockerfile.shell.ShellCommand;
import dev.seaworthy.inspection.dockerfile.shell.ShellScript;
import java.util.List;
import java.util.stream.Stream;

/// One instruction of a stage, with what holds where it stands.
///
/// @param isTrigger whether it is done only when an image is built on this one
/// @param scope the variables before it
/// @param scripts what a `RUN` has a shell do
/// @param allCommands every command of its scripts, at any depth
record Step(
    Stage stage,
    Instruction instruction,
    boolean isTrigger,
    Scope scope,
    List<ShellScript> scripts,
    List<ShellCommand> allCommands) {

  Step {
    scripts = List.copyOf(scripts);
    allCommands = List.copyOf(allCommands);
  }

  Step(
      Stage stage,
      Instruction instruction,
      boolean isTrigger,
      Scope scope,
      List<ShellScript> scripts) {
    this(
        stage,
        instruction,
        isTrigger,
        scope,
        scripts,
        scripts.stream().flatMap(ShellScript::all).toList());
  }

  int line() {
    return instruction.code().line();
  }

  /// Every command of its scripts, at any depth.
  Stream<ShellCommand> commands() {
    return allCommands.stream();
  }

  /// Whether one of its mounts keeps what lies at or below a path out of the layer.
  boolean hasMountAt(String path) {
    return mountTargets().anyMatch(target -> path.equals(target) || path.startsWith(target + "/"));
  }

  /// Where its mounts lie, without slashes at their ends.
  Stream<String> mountTargets() {
    return instruction.code().flags("mount").stream()
        .flatMap(mount -> Stream.of(mount.split(",", -1)))
        .filter(part ->
            part.startsWith("target=")
                || part.startsWith("dst=")
                || part.startsWith("destination="))
        .map(part -> part.substring(part.indexOf('=') + 1))
        .map(PlainPath::withoutTrailingSlashes);
  }
}
