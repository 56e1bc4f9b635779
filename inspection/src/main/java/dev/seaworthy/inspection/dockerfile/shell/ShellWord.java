package dev.seaworthy.inspection.dockerfile.shell;

import java.util.List;

/// A word of a command.
///
/// @param text without its quotes; variables and substitutions stand in it as they are written
/// @param line counted from 1
/// @param inner the scripts whose output it takes in: `$(...)`, backticks, `<(...)`
public record ShellWord(String text, int line, List<ShellScript> inner) {
  public ShellWord {
    inner = List.copyOf(inner);
  }
}
