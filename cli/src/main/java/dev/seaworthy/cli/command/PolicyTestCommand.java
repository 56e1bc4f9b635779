package dev.seaworthy.cli.command;

import dev.seaworthy.base.Limit;
import dev.seaworthy.base.Limits;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.base.Text;
import dev.seaworthy.cli.process.CliError;
import dev.seaworthy.cli.process.ExitCode;
import dev.seaworthy.cli.text.Quantities;
import dev.seaworthy.verdict.BuiltInPolicies;
import dev.seaworthy.verdict.Policy;
import dev.seaworthy.verdict.example.PolicyExamples;
import dev.seaworthy.verdict.example.PolicyExamples.Result;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `seaworthy policy test`: decides the examples that lie beside a policy.
@Command(
    name = "test",
    header = "Decide the examples beside a policy, and say what comes out otherwise.",
    description = {
      "",
      "The examples of policy.yaml are in policy.test.yaml beside it. A directory stands",
      "for every policy in it that has examples. Ends with 0 when all is as expected",
      "and with 1 when something isn't."
    },
    synopsisHeading = "%nUsage:%n  ",
    customSynopsis = "seaworthy policy test [NAME|FILE|DIRECTORY]",
    parameterListHeading = "%nArguments:%n",
    optionListHeading = "%nOptions:%n")
final class PolicyTestCommand implements Callable<Integer> {

  private static final String EXAMPLES = ".test.yaml";
  private static final String POLICY = ".yaml";

  private final PrintWriter out;
  private final Limits limits = Limits.defaults();

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "NAME|FILE|DIRECTORY",
      description = "What to test (default: .seaworthy).")
  private String target = ".seaworthy";

  private int decided;
  private int different;

  PolicyTestCommand(PrintWriter out) {
    this.out = out;
  }

  @Override
  public Integer call() throws IOException {
    Path path = Path.of(target);
    if (Files.isDirectory(path)) {
      for (Path policy : policies(path)) {
        test(policy);
      }
    } else if (PolicyOption.isFile(target)) {
      test(path);
    } else {
      Policy policy = BuiltInPolicies.named(target);
      decide(policy, BuiltInPolicies.examples(target).getBytes(StandardCharsets.UTF_8), target);
    }
    out.println(
        "%s, %s"
            .formatted(
                Quantities.counted(decided, "example"),
                different == 0 ? "all as expected" : different + " otherwise"));
    return different == 0 ? ExitCode.CLEARED : ExitCode.REFUSED;
  }

  /// Those that have examples.
  private static List<Path> policies(Path directory) throws IOException {
    List<Path> examples;
    try (Stream<Path> files = Files.list(directory)) {
      examples =
          files.filter(file -> file.getFileName().toString().endsWith(EXAMPLES)).sorted().toList();
    }
    if (examples.isEmpty()) {
      throw new SeaworthyException(
          CliError.USAGE,
          "there is no file *%s in %s".formatted(EXAMPLES, Text.visible(directory.toString())),
          "Write the examples of policy.yaml into policy%s beside it.".formatted(EXAMPLES),
          null);
    }
    return examples.stream()
        .map(file -> {
          String name = file.getFileName().toString();
          String stem = name.substring(0, name.length() - EXAMPLES.length());
          return file.resolveSibling(stem + POLICY);
        })
        .toList();
  }

  private void test(Path policy) {
    String name = policy.getFileName().toString();
    int dot = name.lastIndexOf('.');
    Path examples = policy.resolveSibling((dot < 0 ? name : name.substring(0, dot)) + EXAMPLES);
    decide(
        PolicyOption.policy(policy.toAbsolutePath().toString()),
        InputFiles.bytes(examples, limits, Limit.POLICY_BYTES),
        examples.toString());
  }

  private void decide(Policy policy, byte[] examples, String what) {
    for (Result result : PolicyExamples.read(examples, what, limits).decide(policy)) {
      decided++;
      if (result.isAsExpected()) {
        out.println("ok    " + Text.visible(result.name()));
      } else {
        different++;
        out.println(
            "FAIL  %s  %s".formatted(Text.visible(result.name()), Text.visible(result.place())));
        result.differences().forEach(each -> out.println("      " + Text.visible(each)));
      }
    }
  }
}
