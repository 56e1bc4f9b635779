package dev.seaworthy.cli.command;

import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.cli.output.OutputFormat;
import dev.seaworthy.cli.output.OutputRequest;
import dev.seaworthy.cli.output.Outputs;
import dev.seaworthy.cli.process.Surroundings;
import dev.seaworthy.signing.SigningKey;
import dev.seaworthy.verdict.DeviationFile;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import picocli.CommandLine.Option;

/// Who takes a step with a deviation.
final class StepOptions {

  @Option(
      names = "--by",
      paramLabel = "NAME",
      required = true,
      description = "Who you are, as the list of people names you.")
  private String by = "";

  @Option(
      names = "--key",
      paramLabel = "FILE",
      required = true,
      description = "Your private key (PEM); its public part lies beside it as FILE.pub.")
  private Path key = Path.of("");

  String by() {
    return by;
  }

  /// @throws SeaworthyException with a code of the room `signing`
  SigningKey signer(Surroundings surroundings) {
    return new CertificateKeys(surroundings).signer(key);
  }

  static Instant now(Surroundings surroundings) {
    return surroundings.clock().instant().truncatedTo(ChronoUnit.SECONDS);
  }

  /// Writes the file whole or not at all.
  static void write(DeviationFile file, Path place, Surroundings surroundings) {
    List<OutputRequest> requests =
        OutputRequest.parse(List.of("json=" + place), List.of(OutputFormat.JSON));
    new Outputs(requests, surroundings.out())
        .write((format, writer) -> writer.write(file.toYaml()));
  }
}
