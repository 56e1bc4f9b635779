package dev.seaworthy.cli.command;

import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.base.Text;
import dev.seaworthy.cli.process.CliError;
import dev.seaworthy.cli.process.ErrorReport;
import dev.seaworthy.cli.process.Surroundings;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// Tells usage errors like all others: what is wrong, what may have been meant, where to look.
final class UsageErrors implements IParameterExceptionHandler {

  private static final int SHOWN_CHARS_MAX = 80;

  private final Surroundings surroundings;
  private final PrintWriter err;

  UsageErrors(Surroundings surroundings, PrintWriter err) {
    this.surroundings = surroundings;
    this.err = err;
  }

  @Override
  public int handleParseException(ParameterException e, String[] arguments) {
    ErrorReport report =
        ErrorReport.of(e.getCause() instanceof SeaworthyException cause ? cause : usage(e));
    report.write(err, surroundings);
    return report.exitCode();
  }

  private static SeaworthyException usage(ParameterException e) {
    CommandSpec spec = e.getCommandLine().getCommandSpec();
    String help = "See %s --help.".formatted(spec.qualifiedName());
    if (!(e instanceof UnmatchedArgumentException unmatched)) {
      return new SeaworthyException(CliError.USAGE, sentence(e.getMessage()), help, e);
    }
    String word = unmatched.getUnmatched().getFirst();
    String shown = Text.shorten(word, SHOWN_CHARS_MAX);
    if (word.startsWith("-")) {
      String name = word.contains("=") ? word.substring(0, word.indexOf('=')) : word;
      String meant = meant(name, spec.optionsMap().keySet());
      return new SeaworthyException(CliError.USAGE, "there is no option " + shown, meant + help, e);
    }
    if (!spec.subcommands().isEmpty()) {
      String meant = meant(word, spec.subcommands().keySet());
      return new SeaworthyException(
          CliError.USAGE, "there is no command " + shown, meant + help, e);
    }
    return new SeaworthyException(CliError.USAGE, shown + " is one argument too many", help, e);
  }

  private static String meant(String word, Collection<String> known) {
    List<String> sorted = new ArrayList<>(known);
    sorted.sort(null);
    Optional<String> nearest = Optional.empty();
    int least = Math.max(2, word.length() / 3) + 1;
    for (String candidate : sorted) {
      int distance = distance(word, candidate);
      if (distance < least) {
        least = distance;
        nearest = Optional.of(candidate);
      }
    }
    return nearest.map(name -> "Did you mean " + name + "? ").orElse("");
  }

  /// How many characters must be inserted, removed, changed or swapped with their neighbour
  /// (optimal string alignment).
  private static int distance(String a, String b) {
    int[][] table = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          table[i][j] = i + j;
          continue;
        }
        boolean isSame = a.charAt(i - 1) == b.charAt(j - 1);
        int least = table[i - 1][j - 1] + (isSame ? 0 : 1);
        least = Math.min(least, 1 + Math.min(table[i - 1][j], table[i][j - 1]));
        boolean isSwapped =
            i > 1
                && j > 1
                && a.charAt(i - 1) == b.charAt(j - 2)
                && a.charAt(i - 2) == b.charAt(j - 1);
        table[i][j] = isSwapped ? Math.min(least, 1 + table[i - 2][j - 2]) : least;
      }
    }
    return table[a.length()][b.length()];
  }

  /// picocli writes its messages with a capital; ours begin like any other.
  private static String sentence(@Nullable String message) {
    return message == null || message.isEmpty()
        ? CliError.USAGE.title()
        : Character.toLowerCase(message.charAt(0)) + message.substring(1);
  }
}
