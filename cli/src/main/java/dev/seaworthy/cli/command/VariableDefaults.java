package dev.seaworthy.cli.command;

import dev.seaworthy.cli.process.Surroundings;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/// Takes what the command line leaves out from variables: `SEAWORTHY_FAIL_ON` for `--fail-on`.
final class VariableDefaults implements IDefaultValueProvider {

  private static final String PREFIX = "SEAWORTHY_";
  private static final Set<String> FLAGS_ALONE = Set.of("--help", "--version");

  private final Surroundings surroundings;

  VariableDefaults(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public @Nullable String defaultValue(ArgSpec argument) {
    if (!(argument instanceof OptionSpec option) || FLAGS_ALONE.contains(option.longestName())) {
      return null;
    }
    return surroundings.environment().get(variable(option.longestName()));
  }

  /// The variable that stands for an option.
  static String variable(String option) {
    return PREFIX + option.substring(2).replace('-', '_').toUpperCase(Locale.ROOT);
  }
}
