package dev.seaworthy.server;

import dev.seaworthy.base.ErrorType;
import dev.seaworthy.base.SeaworthyException;
import io.quarkus.runtime.annotations.QuarkusMain;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// The platform's program. The launcher starts it for the commands below; all others are the
/// command line's.
@QuarkusMain
public final class Main {
  private static final int USAGE = 2;
  private static final int EXTERNAL = 3;
  private static final int INTERNAL = 4;

  private Main() {}

  @Command(
      name = "seaworthy",
      subcommands = {UpCommand.class, BackupCommand.class, RestoreCommand.class})
  private static final class Root {}

  /// Runs one command and ends the process with its exit code.
  public static void main(String... arguments) {
    CommandLine line = new CommandLine(new Root());
    line.setExecutionExceptionHandler((e, _, _) -> report(e));
    System.exit(line.execute(arguments));
  }

  private static int report(Exception e) {
    if (e instanceof SeaworthyException known) {
      System.err.println("seaworthy: " + known.getMessage());
      if (!known.hint().isEmpty()) {
        System.err.println("  " + known.hint());
      }
      System.err.println("  (" + known.code().id() + ")");
      return code(known.code().type());
    }
    e.printStackTrace();
    return INTERNAL;
  }

  private static int code(ErrorType type) {
    return switch (type) {
      case USER, LIMIT -> USAGE;
      case EXTERNAL -> EXTERNAL;
      case INTERNAL -> INTERNAL;
    };
  }
}
