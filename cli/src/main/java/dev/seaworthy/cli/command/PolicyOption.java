package dev.seaworthy.cli.command;

import dev.seaworthy.base.Limit;
import dev.seaworthy.base.Limits;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.cli.process.Places;
import dev.seaworthy.cli.process.Surroundings;
import dev.seaworthy.verdict.BuiltInPolicies;
import dev.seaworthy.verdict.Policy;
import dev.seaworthy.verdict.PolicyReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// By which policy a command rates and decides: the one that is named, else the project's, else the
/// user's, else the default.
final class PolicyOption {

  private static final String FILE = "policy.yaml";

  @Option(
      names = "--policy",
      paramLabel = "NAME|FILE",
      description = {
        "Rate and decide by this policy: a name that seaworthy policy list shows, or a",
        "file (default: .seaworthy/policy.yaml, then the user's policy.yaml, then",
        "default)."
      })
  private @Nullable String name;

  /// @throws SeaworthyException [dev.seaworthy.verdict.VerdictError#NO_SUCH_POLICY],
  ///   [dev.seaworthy.verdict.VerdictError#BAD_POLICY]
  Policy policy(Surroundings surroundings) {
    Places places = new Places(surroundings);
    if (name != null) {
      return policy(name);
    }
    for (Path file :
        List.of(places.project().resolve(FILE), places.configuration().resolve(FILE))) {
      if (Files.exists(file)) {
        return read(file);
      }
    }
    return BuiltInPolicies.standard();
  }

  /// A policy by its name, or by its file.
  static Policy policy(String text) {
    return isFile(text) ? read(Path.of(text)) : BuiltInPolicies.named(text);
  }

  /// Whether a text means a file: names have neither a slash nor such an ending.
  static boolean isFile(String text) {
    return text.contains("/")
        || text.endsWith(".yaml")
        || text.endsWith(".yml")
        || text.endsWith(".json");
  }

  private static Policy read(Path file) {
    Limits limits = Limits.defaults();
    return PolicyReader.read(
        InputFiles.bytes(file, limits, Limit.POLICY_BYTES), file.toString(), limits);
  }
}
