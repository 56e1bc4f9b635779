package dev.seaworthy.cli.command;

import dev.seaworthy.cli.process.ExitCode;
import dev.seaworthy.cli.process.ProductVersion;
import dev.seaworthy.cli.process.Surroundings;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The program itself: its commands, and what it says when none is given.
@Command(
    name = "seaworthy",
    header = "Says whether a container image may sail, and why.",
    versionProvider = SeaworthyCommand.Version.class,
    synopsisHeading = "%nUsage:%n  ",
    customSynopsis = "seaworthy COMMAND [OPTIONS] [ARGUMENTS]",
    optionListHeading = "%nOptions:%n",
    commandListHeading = "%nCommands:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  seaworthy scan registry.example/shop/cart:1.8",
      "  seaworthy scan dir:/",
      "  seaworthy explain docker-archive:cart.tar CVE-2021-44228",
      "  seaworthy db update",
      "",
      "seaworthy COMMAND --help tells more about a command.",
      "Exit codes: 0 cleared or done, 1 refused, 2 usage or configuration,",
      "3 target, data or network, 4 a fault of Seaworthy.",
    })
public final class SeaworthyCommand implements Runnable {

  /// Says the version.
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"seaworthy " + ProductVersion.text()};
    }
  }

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = CommandLine.ScopeType.INHERIT,
      description = "Show this help and exit.")
  @SuppressWarnings("UnusedVariable") // picocli acts on it
  private boolean isHelpAsked;

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Show the version and exit.")
  @SuppressWarnings("UnusedVariable") // picocli acts on it
  private boolean isVersionAsked;

  private SeaworthyCommand() {}

  /// The whole command line, ready to be executed.
  public static CommandLine commandLine(
      Surroundings surroundings, PrintWriter out, PrintWriter err) {
    CommandLine line = new CommandLine(new SeaworthyCommand());
    CommandLine database = new CommandLine(new DbCommand());
    database.addSubcommand(new DbBuildCommand(surroundings, out, err));
    database.addSubcommand(new DbUpdateCommand(surroundings, out, err));
    database.addSubcommand(new DbInstallCommand(surroundings, out));
    database.addSubcommand(new DbJarIndexCommand(out));
    database.addSubcommand(new DbStatusCommand(surroundings, out));
    database.addSubcommand(new DbVerifyCommand(surroundings, out));
    line.addSubcommand(new ScanCommand(surroundings, err));
    line.addSubcommand(new ExplainCommand(surroundings, out, err));
    line.addSubcommand(database);
    line.addSubcommand(new VersionCommand(out));
    line.setOut(out);
    line.setErr(err);
    line.setUsageHelpWidth(80);
    line.setUsageHelpAutoWidth(false);
    line.setUnmatchedOptionsArePositionalParams(false);
    line.setCaseInsensitiveEnumValuesAllowed(false);
    line.setDefaultValueProvider(new VariableDefaults(surroundings));
    line.setParameterExceptionHandler(new UsageErrors(surroundings, err));
    return line;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "no command was given");
  }

  /// How every command ends that did what was asked.
  static int done() {
    return ExitCode.CLEARED;
  }
}
