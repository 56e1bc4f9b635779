package dev.seaworthy.cli.process;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Everything that a command takes from the process it runs in.
///
/// @param in what a person or program types in
/// @param out where results go; errors of writing are seen
/// @param err where progress and complaints go
/// @param environment the process's variables
/// @param clock the time of a scan, and what progress is measured with
/// @param terminals which of the streams a person watches
/// @param programOrNull the directory that this program was installed in, where its launcher says
///   so
public record Surroundings(
    InputStream in,
    OutputStream out,
    OutputStream err,
    Map<String, String> environment,
    InstantSource clock,
    Terminals terminals,
    @Nullable Path programOrNull) {

  public Surroundings {
    environment = Map.copyOf(environment);
  }

  /// With nothing on standard input.
  public Surroundings(
      OutputStream out,
      OutputStream err,
      Map<String, String> environment,
      InstantSource clock,
      Terminals terminals,
      @Nullable Path programOrNull) {
    this(InputStream.nullInputStream(), out, err, environment, clock, terminals, programOrNull);
  }

  /// @param isOut whether results go to a terminal
  /// @param isErr whether progress goes to a terminal
  public record Terminals(boolean isOut, boolean isErr) {

    /// Neither.
    public static final Terminals NONE = new Terminals(false, false);

    /// Reads the launcher's word: `out`, `err`, both or neither.
    public static Terminals parse(String text) {
      return new Terminals(text.contains("out"), text.contains("err"));
    }
  }

  /// The directory that this program was installed in, where its launcher says so.
  public Optional<Path> program() {
    return Optional.ofNullable(programOrNull);
  }

  /// The variable's value, or an empty text.
  public String variable(String name) {
    return environment.getOrDefault(name, "");
  }
}
