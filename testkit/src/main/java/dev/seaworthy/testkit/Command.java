package dev.seaworthy.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One run of an outside program, with a limit on its time. Its streams go through temporary files,
/// so that a program that writes much can't block.
///
/// @param words the program and its arguments; no shell is involved
/// @param folder where it runs; null means where the tests run
/// @param environment variables added to the tests' own
/// @param input what it reads on standard input
/// @param limit after this long it is killed and the test fails
public record Command(
    List<String> words,
    @Nullable Path folder,
    Map<String, String> environment,
    String input,
    Duration limit) {
  private static final Duration DEFAULT_LIMIT = Duration.ofMinutes(5);

  public Command {
    words = List.copyOf(words);
    environment = Map.copyOf(environment);
  }

  /// What a run left behind.
  ///
  /// @param exit its exit code
  /// @param out its standard output
  /// @param err its standard error
  public record Result(int exit, String out, String err) {
    /// The lines of the standard output.
    public List<String> lines() {
      return out.lines().toList();
    }
  }

  /// A command with nothing on its standard input and a limit of five minutes.
  public static Command of(String... words) {
    return of(List.of(words));
  }

  /// A command with nothing on its standard input and a limit of five minutes.
  public static Command of(List<String> words) {
    return new Command(words, null, Map.of(), "", DEFAULT_LIMIT);
  }

  public Command in(Path folder) {
    return new Command(words, folder, environment, input, limit);
  }

  public Command with(String variable, String value) {
    Map<String, String> more = new TreeMap<>(environment);
    more.put(variable, value);
    return new Command(words, folder, more, input, limit);
  }

  public Command input(String text) {
    return new Command(words, folder, environment, text, limit);
  }

  public Command within(Duration limit) {
    return new Command(words, folder, environment, input, limit);
  }

  /// Runs it and hands back whatever came of it.
  ///
  /// @throws IllegalStateException when it takes longer than its limit
  public Result run() {
    try {
      Path scratch = Files.createTempDirectory("seaworthy-command");
      try {
        return run(scratch);
      } finally {
        Folders.delete(scratch);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("could not run " + words, e);
    }
  }

  /// Runs it and hands back its standard output.
  ///
  /// @throws IllegalStateException when it exits with another code than 0
  public String text() {
    Result result = run();
    if (result.exit() != 0) {
      throw new IllegalStateException(
          "%s exited with %s: %s".formatted(words, result.exit(), result.err()));
    }
    return result.out();
  }

  /// Runs it and hands back the lines of its standard output.
  ///
  /// @throws IllegalStateException when it exits with another code than 0
  public List<String> lines() {
    return text().lines().toList();
  }

  private Result run(Path scratch) throws IOException {
    Path in = Files.writeString(scratch.resolve("in"), input);
    Path out = scratch.resolve("out");
    Path err = scratch.resolve("err");
    ProcessBuilder builder =
        new ProcessBuilder(words)
            .redirectInput(in.toFile())
            .redirectOutput(Redirect.to(out.toFile()))
            .redirectError(Redirect.to(err.toFile()));
    if (folder != null) {
      builder.directory(folder.toFile());
    }
    builder.environment().putAll(environment);
    Process process = builder.start();
    if (!finishes(process)) {
      throw new IllegalStateException(words + " took longer than " + limit);
    }
    return new Result(process.exitValue(), read(out), read(err));
  }

  private boolean finishes(Process process) {
    try {
      if (process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        return true;
      }
      kill(process);
      return false;
    } catch (InterruptedException e) {
      kill(process);
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for " + words, e);
    }
  }

  private static void kill(Process process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  private static String read(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
  }
}
