package dev.seaworthy.cli.command;

import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.cli.output.OutputFormat;
import dev.seaworthy.cli.output.OutputRequest;
import dev.seaworthy.cli.output.Outputs;
import dev.seaworthy.cli.process.Surroundings;
import dev.seaworthy.signing.CryptographyProfile;
import dev.seaworthy.signing.Signer;
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
      paramLabel = "KEY",
      required = true,
      description = {
        "Your key: a PEM file with its public part beside it as FILE.pub, pkcs11:… or",
        "vault:…"
      })
  private String key = "";

  String by() {
    return by;
  }

  /// @throws SeaworthyException with a code of the room `signing`
  Signer signer(Surroundings surroundings) {
    return new CertificateKeys(surroundings, CryptographyProfile.STANDARD)
        .signers(List.of(key), null, null)
        .getFirst();
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
