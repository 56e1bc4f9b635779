package dev.seaworthy.cli;

import dev.seaworthy.cli.command.SeaworthyCommand;
import dev.seaworthy.cli.process.CliError;
import dev.seaworthy.cli.process.ErrorReport;
import dev.seaworthy.cli.process.ExitCode;
import dev.seaworthy.cli.process.ProductVersion;
import dev.seaworthy.cli.process.Surroundings;
import dev.seaworthy.cli.process.Surroundings.Terminals;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/// `seaworthy`: reads the command line and answers with an [ExitCode].
public final class Main {

  private Main() {}

  /// Runs one command and ends the process with its exit code.
  public static void main(String[] arguments) {
    Surroundings surroundings =
        new Surroundings(
            new FileInputStream(FileDescriptor.in),
            new FileOutputStream(FileDescriptor.out),
            new FileOutputStream(FileDescriptor.err),
            System.getenv(),
            InstantSource.system(),
            // Java tells of standard input and output together only, so the launcher says it.
            Terminals.parse(System.getProperty("seaworthy.terminals", "")),
            home());
    System.exit(run(surroundings, arguments));
  }

  private static @Nullable Path home() {
    String home = System.getProperty("seaworthy.home", "");
    return home.isEmpty() ? null : Path.of(home).toAbsolutePath().normalize();
  }

  /// Runs one command, leaves the process alive and returns the exit code. Results go to the
  /// surroundings' `out`, progress and complaints to `err`; neither is closed.
  public static int run(Surroundings surroundings, String... arguments) {
    PrintWriter err = writer(surroundings.err());
    try {
      if (arguments.length == 1 && arguments[0].equals("--version")) {
        // Asked by scripts again and again: answered before anything else is loaded.
        return version(surroundings.out());
      }
      return execute(surroundings, err, arguments);
    } catch (IOException e) {
      return report(surroundings, err, CliError.unwritable(e));
    } finally {
      err.flush();
    }
  }

  private static int version(OutputStream out) throws IOException {
    out.write(("seaworthy " + ProductVersion.text() + "\n").getBytes(StandardCharsets.UTF_8));
    out.flush();
    return ExitCode.CLEARED;
  }

  private static int execute(Surroundings surroundings, PrintWriter err, String... arguments)
      throws IOException {
    HonestStream seen = new HonestStream(surroundings.out());
    PrintWriter out = writer(seen);
    CommandLine line = SeaworthyCommand.commandLine(surroundings, out, err, arguments);
    line.setExecutionExceptionHandler((e, _, _) -> report(surroundings, err, e));
    int code;
    try {
      code = line.execute(arguments);
    } catch (OutOfMemoryError | StackOverflowError e) {
      code = report(surroundings, err, e);
    }
    out.flush();
    seen.check();
    return code;
  }

  private static int report(Surroundings surroundings, PrintWriter err, Throwable thrown) {
    ErrorReport report = ErrorReport.of(thrown);
    report.write(err, surroundings);
    return report.exitCode();
  }

  private static PrintWriter writer(OutputStream out) {
    return new PrintWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), false);
  }
}
