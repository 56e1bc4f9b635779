package dev.seaworthy.cli.command;

import dev.seaworthy.base.Limits;
import dev.seaworthy.cli.process.CredentialProcesses;
import dev.seaworthy.cli.process.Surroundings;
import dev.seaworthy.image.OpenOptions;
import dev.seaworthy.image.RegistryOptions;
import dev.seaworthy.image.RegistryOptions.Security;
import dev.seaworthy.image.RegistryOptions.Traffic;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/// How registries are spoken to.
final class RegistryAccess {

  @Option(names = "--plain-http", description = "Speak to the registry without TLS.")
  private boolean isPlainHttp;

  @Option(
      names = "--tls-ca",
      paramLabel = "FILE",
      description = "Also trust the CA certificates in this PEM file. Repeatable.")
  private List<Path> authorities = new ArrayList<>();

  RegistryOptions options(Surroundings surroundings) {
    return RegistryOptions.of(Traffic.of(surroundings.clock(), Thread::sleep))
        .withEnvironment(
            surroundings.environment(), new CredentialProcesses(surroundings.environment()))
        .withSecurity(new Security(isPlainHttp, authorities, null));
  }

  /// To look at what is attached to an image, without its layers.
  OpenOptions opening(Surroundings surroundings) {
    return OpenOptions.of(
        Limits.defaults(),
        TargetOptions.machine(),
        TargetOptions.temporaryDirectory(surroundings),
        options(surroundings));
  }
}
