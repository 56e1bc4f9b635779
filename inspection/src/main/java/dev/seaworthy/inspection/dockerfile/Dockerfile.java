package dev.seaworthy.inspection.dockerfile;

import dev.seaworthy.inspection.dockerfile.Instruction.Arg;
import java.util.List;

/// A Dockerfile that was read.
///
/// @param path what it is called in reports
/// @param escape the character that continues lines and takes the meaning from the next: `\` or a
///   backtick
/// @param global the arguments that stand before the first stage
/// @param stages at least one, in the order in which they stand
public record Dockerfile(
    String path,
    char escape,
    List<Directive> directives,
    List<Comment> comments,
    List<Arg> global,
    List<Stage> stages) {

  public Dockerfile {
    directives = List.copyOf(directives);
    comments = List.copyOf(comments);
    global = List.copyOf(global);
    stages = List.copyOf(stages);
  }

  /// One stage.
  ///
  /// @param index 0 for the first
  /// @param instructions what follows its `FROM`
  public record Stage(int index, Instruction.From from, List<Instruction> instructions) {
    public Stage {
      instructions = List.copyOf(instructions);
    }

    /// Its name, or its index where it has none.
    public String label() {
      return from.name().isEmpty() ? String.valueOf(index) : from.name();
    }
  }

  /// The stage that is built unless another is asked for.
  public Stage lastStage() {
    return stages.getLast();
  }
}
