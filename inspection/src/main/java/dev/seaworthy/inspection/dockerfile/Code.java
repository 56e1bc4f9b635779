package dev.seaworthy.inspection.dockerfile;

import java.util.List;
import java.util.Optional;

/// What every instruction has.
///
/// @param keyword as it is written
/// @param line of its first character, counted from 1
/// @param endLine its last line, those of its heredocs included
/// @param text the instruction in one line, without its continuation marks, comments and heredocs
/// @param flags in the order in which they stand
/// @param heredocs in the order in which they stand
public record Code(
    String keyword,
    int line,
    int endLine,
    SourceText text,
    List<Flag> flags,
    List<Heredoc> heredocs) {

  public Code {
    flags = List.copyOf(flags);
    heredocs = List.copyOf(heredocs);
  }

  /// The value of a flag; the first one's, where there are several.
  public Optional<String> flag(String name) {
    return flags.stream().filter(flag -> flag.name().equals(name)).findFirst().flatMap(Flag::value);
  }

  /// The values of a flag that may stand several times.
  public List<String> flags(String name) {
    return flags.stream()
        .filter(flag -> flag.name().equals(name))
        .flatMap(flag -> flag.value().stream())
        .toList();
  }

  /// With heredocs.
  Code with(List<Heredoc> found, int lastLine) {
    return new Code(keyword, line, lastLine, text, flags, found);
  }
}
