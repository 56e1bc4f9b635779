package dev.seaworthy.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `seaworthy`: reads the command line and answers with an exit code: 0 cleared, 1 refused, 2 usage
/// or configuration, 3 target, data or network, 4 internal.
@Command(
    name = "seaworthy",
    description = "Says whether a container image may sail, and why.",
    mixinStandardHelpOptions = true,
    versionProvider = ProductVersion.class,
    subcommands = HelpCommand.class)
public final class Main implements Runnable {
  private static final int USAGE = 2;
  private static final int INTERNAL = 4;

  @Spec private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  private Main() {}

  /// Runs one command and ends the process with its exit code.
  public static void main(String[] args) {
    System.exit(run(System.out, System.err, args));
  }

  /// Runs one command, leaves the process alive and returns the exit code. Results go to `out`,
  /// progress and complaints to `err`; both are flushed and neither is closed.
  public static int run(PrintStream out, PrintStream err, String... args) {
    PrintWriter outWriter = new PrintWriter(out, true, StandardCharsets.UTF_8);
    PrintWriter errWriter = new PrintWriter(err, true, StandardCharsets.UTF_8);
    CommandLine commandLine = new CommandLine(new Main());
    commandLine.setOut(outWriter);
    commandLine.setErr(errWriter);
    commandLine.getCommandSpec().exitCodeOnInvalidInput(USAGE);
    commandLine.getCommandSpec().exitCodeOnExecutionException(INTERNAL);
    int code = commandLine.execute(args);
    outWriter.flush();
    errWriter.flush();
    return code;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "No command given; see seaworthy --help.");
  }
}
