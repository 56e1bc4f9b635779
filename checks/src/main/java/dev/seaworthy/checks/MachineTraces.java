package dev.seaworthy.checks;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Nothing in the repository names the machine or the package hosts that it was built with: a fresh
/// clone builds anywhere, against whatever mirror its owner has set up.
///
/// @param traces what such a name looks like, one pattern each
record MachineTraces(List<Pattern> traces) implements TidyRule {
  /// The file that holds the patterns, which would find themselves.
  static final String SOURCE = "checks/src/main/resources/dev/seaworthy/checks/machine-traces.txt";

  private static final String NAME = "machine-trace";

  MachineTraces {
    traces = List.copyOf(traces);
  }

  static MachineTraces parse(Stream<String> lines) {
    return new MachineTraces(
        lines
            .filter(line -> !line.isBlank() && !line.startsWith("#"))
            .map(Pattern::compile)
            .toList());
  }

  @Override
  public Stream<Offence> offences(Repository repository) {
    return repository.texts().stream()
        .filter(file -> !file.path().equals(SOURCE))
        .flatMap(this::judge);
  }

  private Stream<Offence> judge(SourceFile file) {
    if (traces.stream().noneMatch(trace -> trace.matcher(file.text()).find())) {
      return Stream.empty();
    }
    List<String> lines = file.lines();
    return IntStream.range(0, lines.size())
        .boxed()
        .flatMap(i ->
            traces.stream()
                .flatMap(trace -> trace.matcher(lines.get(i)).results())
                .map(found -> offence(file, i + 1, found.group())));
  }

  private static Offence offence(SourceFile file, int line, String trace) {
    return new Offence(NAME, file.path(), line, trace, "\"" + trace + "\" belongs to one machine");
  }
}
