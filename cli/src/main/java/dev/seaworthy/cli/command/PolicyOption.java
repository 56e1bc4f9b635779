package dev.seaworthy.cli.command;

import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.verdict.BuiltInPolicies;
import dev.seaworthy.verdict.Policy;
import picocli.CommandLine.Option;

/// By which policy a command rates and decides.
final class PolicyOption {

  @Option(
      names = "--policy",
      paramLabel = "NAME",
      description = "Rate and decide by this policy: default, fedramp or mlps (default: default).")
  private String name = "default";

  /// @throws SeaworthyException [dev.seaworthy.verdict.VerdictError#NO_SUCH_POLICY]
  Policy policy() {
    return BuiltInPolicies.named(name);
  }
}
