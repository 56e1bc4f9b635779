package dev.seaworthy.cli.command;

import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.cli.process.Surroundings;
import dev.seaworthy.signing.CryptographyProfile;
import dev.seaworthy.signing.Signer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Which keys sign certificates.
final class SigningOptions {

  @Option(
      names = "--key",
      paramLabel = "KEY",
      description = {
        "Sign with this key: a PEM file with its public part beside it as FILE.pub,",
        "pkcs11:… or vault:… Repeatable: each signs (default: this installation's own key,",
        "made when it is first needed)."
      })
  private List<String> keys = new ArrayList<>();

  @Option(
      names = "--chain",
      paramLabel = "FILE",
      description = {
        "The certificates (PEM) that lead from the first key to its root, its own first.",
        "They go into the envelope."
      })
  private @Nullable Path chain;

  @Option(
      names = "--timestamp",
      paramLabel = "ADDRESS",
      description = "Have that signature timestamped by this authority (RFC 3161).")
  private @Nullable String timestamps;

  @Mixin private CryptographyOption cryptography = new CryptographyOption();

  /// Which cryptography is allowed, to sign and to verify.
  CryptographyProfile profile() {
    return cryptography.profile();
  }

  /// Whether keys were named.
  boolean hasKeys() {
    return !keys.isEmpty() || chain != null;
  }

  /// The address of the timestamp authority, if one was named.
  @Nullable String timestampsOrNull() {
    return timestamps;
  }

  /// @throws SeaworthyException with a code of the room `signing`
  List<Signer> signers(Surroundings surroundings) {
    return new CertificateKeys(surroundings, cryptography.profile())
        .signers(keys, chain, timestamps);
  }

  /// What certificates say of them.
  static String words(List<Signer> signers) {
    return signers.stream().map(Signer::cryptography).collect(Collectors.joining(", "));
  }

  /// The first end of their own certificates.
  static Optional<Instant> end(List<Signer> signers) {
    return signers.stream()
        .flatMap(signer -> signer.notAfter().stream())
        .min(Comparator.naturalOrder());
  }
}
