package dev.seaworthy.cli.command;

import dev.seaworthy.base.JsonWriter;
import dev.seaworthy.cli.output.OutputFormat;
import dev.seaworthy.cli.output.OutputRequest;
import dev.seaworthy.cli.output.Outputs;
import dev.seaworthy.cli.process.Surroundings;
import dev.seaworthy.verdict.Approval;
import dev.seaworthy.verdict.OpenVex;
import dev.seaworthy.verdict.Policy;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `seaworthy deviation vex`: the deviations for other tools.
@Command(
    name = "vex",
    header = "Write the deviations as an OpenVEX document.",
    synopsisHeading = "%nUsage:%n  ",
    customSynopsis = "seaworthy deviation vex [OPTIONS] --author NAME",
    optionListHeading = "%nOptions:%n")
final class DeviationVexCommand implements Callable<Integer> {

  private final Surroundings surroundings;

  @Mixin private DeviationOptions options = new DeviationOptions();
  @Mixin private PolicyOption policies = new PolicyOption();

  @Option(
      names = "--author",
      paramLabel = "NAME",
      required = true,
      description = "Who says so, as an address or a name.")
  private String author = "";

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Where it goes (default: standard output).")
  private @Nullable Path place;

  DeviationVexCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    Policy policy = policies.policy(surroundings);
    List<OutputRequest> requests =
        OutputRequest.parse(
            List.of(place == null ? "json" : "json=" + place), List.of(OutputFormat.JSON));
    String document =
        JsonWriter.indented(
            OpenVex.of(
                options.deviations(surroundings),
                author,
                StepOptions.now(surroundings),
                policy.zone(),
                Approval.of(policy)));
    new Outputs(requests, surroundings.out()).write((format, out) -> out.write(document));
    return SeaworthyCommand.done();
  }
}
