package dev.seaworthy.cli.command;

import dev.seaworthy.cli.process.ExitCode;
import dev.seaworthy.cli.process.ProductVersion;
import dev.seaworthy.cli.process.Surroundings;
import java.io.PrintWriter;
import java.util.List;
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
      "  seaworthy check Dockerfile",
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

  private static final String SCAN = "scan";
  private static final String EXPLAIN = "explain";
  private static final String CERTIFY = "certify";
  private static final String VERIFY = "verify";
  private static final String POLICY = "policy";
  private static final String CHECK = "check";
  private static final String REBASE = "rebase";
  private static final String DEVIATION = "deviation";
  private static final String ATTACH = "attach";
  private static final String REVOKE = "revoke";
  private static final String REEVALUATE = "reevaluate";
  private static final String REPLAY = "replay";
  private static final String SBOM = "sbom";
  private static final String RELEASE = "release";
  private static final String LEDGER = "ledger";
  private static final String SIGN = "sign";
  private static final String DATABASE = "db";
  private static final String VERSION = "version";

  /// In the order of the help.
  private static final List<String> COMMANDS =
      List.of(
          SCAN,
          EXPLAIN,
          CERTIFY,
          VERIFY,
          ATTACH,
          SIGN,
          REVOKE,
          REEVALUATE,
          REPLAY,
          POLICY,
          DEVIATION,
          SBOM,
          RELEASE,
          LEDGER,
          CHECK,
          REBASE,
          DATABASE,
          VERSION);

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

  /// The command line for these arguments, ready to be executed: only the command that the first
  /// one names, or all of them. To describe all commands to the parser takes longer than many a
  /// command.
  public static CommandLine commandLine(
      Surroundings surroundings, PrintWriter out, PrintWriter err, String... arguments) {
    boolean isNamed = arguments.length > 0 && COMMANDS.contains(arguments[0]);
    List<String> commands = isNamed ? List.of(arguments[0]) : COMMANDS;
    CommandLine line = new CommandLine(new SeaworthyCommand());
    for (String command : commands) {
      line.addSubcommand(
          switch (command) {
            case SCAN -> new ScanCommand(surroundings, err);
            case EXPLAIN -> new ExplainCommand(surroundings, out, err);
            case CERTIFY -> new CertifyCommand(surroundings, err);
            case VERIFY -> new VerifyCommand(surroundings, out);
            case POLICY -> policy(out);
            case CHECK -> new CheckCommand(surroundings);
            case REBASE -> new RebaseCommand(surroundings, err);
            case DEVIATION -> deviation(surroundings, out);
            case ATTACH -> new AttachCommand(surroundings, out);
            case SIGN -> new SignCommand(surroundings, out);
            case REVOKE -> new RevokeCommand(surroundings, out);
            case REEVALUATE -> new ReevaluateCommand(surroundings, err);
            case REPLAY -> new ReplayCommand(surroundings, out);
            case SBOM -> sbom(surroundings, out, err);
            case RELEASE -> release(surroundings, out);
            case LEDGER -> ledger(surroundings, out);
            case DATABASE -> database(surroundings, out, err);
            case VERSION -> new VersionCommand(out);
            default -> throw new IllegalArgumentException(command);
          });
    }
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

  private static CommandLine database(Surroundings surroundings, PrintWriter out, PrintWriter err) {
    CommandLine database = new CommandLine(new DbCommand());
    database.addSubcommand(new DbBuildCommand(surroundings, out, err));
    database.addSubcommand(new DbUpdateCommand(surroundings, out, err));
    database.addSubcommand(new DbInstallCommand(surroundings, out));
    database.addSubcommand(new DbJarIndexCommand(out));
    database.addSubcommand(new DbStatusCommand(surroundings, out));
    database.addSubcommand(new DbVerifyCommand(surroundings, out));
    return database;
  }

  private static CommandLine sbom(Surroundings surroundings, PrintWriter out, PrintWriter err) {
    CommandLine sbom = new CommandLine(new SbomCommand());
    sbom.addSubcommand(new SbomAttestCommand(surroundings, out, err));
    sbom.addSubcommand(new SbomCheckCommand(surroundings, out, err));
    return sbom;
  }

  private static CommandLine release(Surroundings surroundings, PrintWriter out) {
    CommandLine release = new CommandLine(new ReleaseCommand());
    release.addSubcommand(new ReleaseArchiveCommand(surroundings, out));
    release.addSubcommand(new ReleaseVerifyCommand(surroundings, out));
    return release;
  }

  private static CommandLine ledger(Surroundings surroundings, PrintWriter out) {
    CommandLine ledger = new CommandLine(new LedgerCommand());
    ledger.addSubcommand(new LedgerVerifyCommand(surroundings, out));
    ledger.addSubcommand(new LedgerHeadCommand(surroundings, out));
    return ledger;
  }

  private static CommandLine deviation(Surroundings surroundings, PrintWriter out) {
    CommandLine deviation = new CommandLine(new DeviationCommand());
    deviation.addSubcommand(new DeviationRequestCommand(surroundings, out));
    deviation.addSubcommand(new DeviationStepCommand.Endorse(surroundings, out));
    deviation.addSubcommand(new DeviationStepCommand.Decide(surroundings, out));
    deviation.addSubcommand(new DeviationStepCommand.Withdraw(surroundings, out));
    deviation.addSubcommand(new DeviationStepCommand.CheckIn(surroundings, out));
    deviation.addSubcommand(new DeviationStepCommand.Release(surroundings, out));
    deviation.addSubcommand(new DeviationListCommand(surroundings, out));
    deviation.addSubcommand(new DeviationVexCommand(surroundings));
    return deviation;
  }

  private static CommandLine policy(PrintWriter out) {
    CommandLine policy = new CommandLine(new PolicyCommand());
    policy.addSubcommand(new PolicyListCommand(out));
    policy.addSubcommand(new PolicyShowCommand(out));
    policy.addSubcommand(new PolicyTestCommand(out));
    return policy;
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
