package dev.seaworthy.cli.process;

import dev.seaworthy.base.ErrorType;
import dev.seaworthy.verdict.Verdict;
import dev.seaworthy.verdict.Verdict.Outcome;

/// How a command ends, the same five for every command.
public final class ExitCode {

  /// The image is cleared, or the command did what was asked.
  public static final int CLEARED = 0;

  /// The image is refused; a scan that could not see everything refuses too.
  public static final int REFUSED = 1;

  /// The command line or the configuration is wrong.
  public static final int USAGE = 2;

  /// The target, the data or the network failed.
  public static final int FAILED = 3;

  /// A fault of Seaworthy.
  public static final int INTERNAL = 4;

  private ExitCode() {}

  /// How a command ends that decided: a refusal that is only advice ends nothing.
  public static int of(Verdict verdict) {
    boolean isRefused = verdict.outcome() == Outcome.REFUSED && !verdict.policy().isAdvice();
    return isRefused ? REFUSED : CLEARED;
  }

  /// The one place where an error's type becomes an exit code.
  public static int of(ErrorType type) {
    return switch (type) {
      case USER -> USAGE;
      case EXTERNAL, LIMIT -> FAILED;
      case INTERNAL -> INTERNAL;
    };
  }
}
