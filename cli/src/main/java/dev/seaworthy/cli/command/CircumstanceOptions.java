package dev.seaworthy.cli.command;

import dev.seaworthy.base.Limit;
import dev.seaworthy.base.Limits;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.verdict.Circumstances;
import dev.seaworthy.verdict.Circumstances.Predecessor;
import dev.seaworthy.verdict.VerdictError;
import dev.seaworthy.verdict.policy.DeclaredFacts;
import dev.seaworthy.verdict.policy.SignatureSearch;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What a person or pipeline says of an image and its system.
final class CircumstanceOptions {

  @Option(
      names = "--builder",
      paramLabel = "TEXT",
      description = "Who built the image, as the pipeline's run address; policies may ask for it.")
  private String builder = "";

  @Option(
      names = "--facts",
      paramLabel = "FILE",
      description = {
        "What is declared of the system and of findings in it, in YAML: exposure, data",
        "class, evaluations. Deadlines follow from it; undeclared counts as the worst."
      })
  private @Nullable Path facts;

  String builder() {
    return builder;
  }

  /// @throws SeaworthyException [VerdictError#BAD_FACTS] with line and column
  DeclaredFacts facts() {
    Path file = facts;
    Limits limits = Limits.defaults();
    return file == null
        ? DeclaredFacts.NONE
        : DeclaredFacts.read(
            InputFiles.bytes(file, limits, Limit.POLICY_BYTES),
            file.toString(),
            VerdictError.BAD_FACTS,
            limits);
  }

  /// @param before the image that was certified before; null when none is known
  Circumstances circumstances(DeclaredFacts declared, @Nullable Predecessor before) {
    return new Circumstances(
        null, Map.of(), null, builder, SignatureSearch.NONE, declared, before, List.of());
  }
}
