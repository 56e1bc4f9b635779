package dev.seaworthy.cli.command;

import dev.seaworthy.base.Text;
import dev.seaworthy.cli.process.Surroundings;
import dev.seaworthy.verdict.Approval;
import dev.seaworthy.verdict.Deviation;
import dev.seaworthy.verdict.Policy;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `seaworthy deviation list`: where each deviation stands.
@Command(
    name = "list",
    header = "Say where each deviation stands, and what is wrong with it.",
    synopsisHeading = "%nUsage:%n  ",
    customSynopsis = "seaworthy deviation list [OPTIONS]",
    optionListHeading = "%nOptions:%n")
final class DeviationListCommand implements Callable<Integer> {

  private final Surroundings surroundings;
  private final PrintWriter out;

  @Mixin private DeviationOptions options = new DeviationOptions();
  @Mixin private PolicyOption policies = new PolicyOption();

  DeviationListCommand(Surroundings surroundings, PrintWriter out) {
    this.surroundings = surroundings;
    this.out = out;
  }

  @Override
  public Integer call() {
    Policy policy = policies.policy(surroundings);
    Instant now = surroundings.clock().instant();
    List<Deviation> deviations = options.deviations(surroundings);
    if (deviations.isEmpty()) {
      out.println("there are no deviations");
    }
    for (Deviation deviation : deviations) {
      out.println(
          "%s  %s  %s of %s, through %s"
              .formatted(
                  deviation.request().id(),
                  deviation.state(now, policy.zone(), Approval.of(policy)).word(),
                  deviation.request().kind().word(),
                  Text.visible(deviation.request().name()),
                  deviation.request().expires()));
      out.println("  " + Text.visible(deviation.request().asset().toString()));
      Deviation.Flaw flaw = deviation.flawOrNull();
      if (flaw != null) {
        out.println("  %s: %s".formatted(flaw.code().title(), Text.visible(flaw.detail())));
        out.println("  " + flaw.code().id());
      }
    }
    return SeaworthyCommand.done();
  }
}
