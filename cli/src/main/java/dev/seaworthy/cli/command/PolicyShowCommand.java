package dev.seaworthy.cli.command;

import dev.seaworthy.base.JsonWriter;
import dev.seaworthy.verdict.BuiltInPolicies;
import dev.seaworthy.verdict.Policy;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `seaworthy policy show`: a policy as it was written, or in its canonical form.
@Command(
    name = "show",
    header = "Show a policy, with its digest.",
    description = {
      "",
      "A policy that comes with the program is shown as it was written, in YAML with its",
      "comments: the start of one's own. A file is shown in its canonical form, with",
      "what it takes from the policy that it extends."
    },
    synopsisHeading = "%nUsage:%n  ",
    customSynopsis = "seaworthy policy show [OPTIONS] NAME|FILE",
    parameterListHeading = "%nArguments:%n",
    optionListHeading = "%nOptions:%n")
final class PolicyShowCommand implements Callable<Integer> {

  private final PrintWriter out;

  @Parameters(index = "0", paramLabel = "NAME|FILE", description = "The policy.")
  private String name = "";

  @Option(names = "--canonical", description = "Show the canonical form, of which the digest is.")
  private boolean isCanonical;

  PolicyShowCommand(PrintWriter out) {
    this.out = out;
  }

  @Override
  public Integer call() {
    Policy policy = PolicyOption.policy(name);
    if (isCanonical || PolicyOption.isFile(name)) {
      out.print(JsonWriter.indented(policy.toJson()));
    } else {
      out.println("# " + policy.digest());
      out.print(BuiltInPolicies.source(name));
    }
    return SeaworthyCommand.done();
  }
}
