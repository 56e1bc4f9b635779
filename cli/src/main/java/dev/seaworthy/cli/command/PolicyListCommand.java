package dev.seaworthy.cli.command;

import dev.seaworthy.verdict.BuiltInPolicies;
import dev.seaworthy.verdict.Policy;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/// `seaworthy policy list`: the policies that come with the program.
@Command(
    name = "list",
    header = "List the policies that come with the program.",
    synopsisHeading = "%nUsage:%n  ",
    optionListHeading = "%nOptions:%n")
final class PolicyListCommand implements Callable<Integer> {

  private final PrintWriter out;

  PolicyListCommand(PrintWriter out) {
    this.out = out;
  }

  @Override
  public Integer call() {
    for (String name : BuiltInPolicies.names()) {
      Policy policy = BuiltInPolicies.named(name);
      List<String> others = BuiltInPolicies.shortNames(name);
      String title = policy.demands().title();
      out.println(
          "%s@%s%s"
              .formatted(
                  policy.displayName(),
                  policy.version(),
                  others.isEmpty() ? "" : ", also called " + String.join(", ", others)));
      out.println("  " + policy.digest());
      out.println("  " + (title.isEmpty() ? "What holds when nothing else is asked for" : title));
    }
    return SeaworthyCommand.done();
  }
}
