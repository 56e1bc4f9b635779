package dev.seaworthy.inspection.dockerfile;

import java.util.List;

/// One instruction of a Dockerfile (Dockerfile reference, "Overview"). What its variables stand for
/// is not settled yet: see [Expansion].
public sealed interface Instruction {

  Code code();

  /// Begins a stage.
  ///
  /// @param image as it is written
  /// @param name of the stage in lower case, or empty
  record From(Code code, String image, String name) implements Instruction {}

  record Arg(Code code, List<Variable> variables) implements Instruction {
    public Arg {
      variables = List.copyOf(variables);
    }
  }

  record Env(Code code, List<Variable> variables) implements Instruction {
    public Env {
      variables = List.copyOf(variables);
    }
  }

  record Label(Code code, List<Variable> variables) implements Instruction {
    public Label {
      variables = List.copyOf(variables);
    }
  }

  record Run(Code code, CommandForm command) implements Instruction {}

  record Cmd(Code code, CommandForm command) implements Instruction {}

  record Entrypoint(Code code, CommandForm command) implements Instruction {}

  /// Takes files into the image.
  sealed interface Transfer extends Instruction {
    /// Files, addresses, and names of heredocs with their `<<`.
    List<String> sources();

    String destination();

    /// Whether it is written as a JSON array, in which nothing is a heredoc.
    boolean isArray();
  }

  record Copy(Code code, List<String> sources, String destination, boolean isArray)
      implements Transfer {
    public Copy {
      sources = List.copyOf(sources);
    }
  }

  record Add(Code code, List<String> sources, String destination, boolean isArray)
      implements Transfer {
    public Add {
      sources = List.copyOf(sources);
    }
  }

  /// @param isNone whether it switches off the one that the base image has; then the command is
  ///   empty
  record Healthcheck(Code code, boolean isNone, CommandForm command) implements Instruction {}

  record User(Code code, String user) implements Instruction {}

  record Workdir(Code code, String path) implements Instruction {}

  record Expose(Code code, List<String> ports) implements Instruction {
    public Expose {
      ports = List.copyOf(ports);
    }
  }

  record Volume(Code code, List<String> paths) implements Instruction {
    public Volume {
      paths = List.copyOf(paths);
    }
  }

  record Shell(Code code, List<String> words) implements Instruction {
    public Shell {
      words = List.copyOf(words);
    }
  }

  record StopSignal(Code code, String signal) implements Instruction {}

  record Maintainer(Code code, String person) implements Instruction {}

  /// @param trigger what is done when an image is built on this one
  record OnBuild(Code code, Instruction trigger) implements Instruction {}
}
