package dev.seaworthy.cli.command;

import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.cli.process.Surroundings;
import dev.seaworthy.signing.CryptographyProfile;
import dev.seaworthy.signing.Signer;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Which key signs.
final class SignerOption {

  @Option(
      names = "--key",
      paramLabel = "KEY",
      description = {
        "Sign with this key: a PEM file with its public part beside it as FILE.pub,",
        "pkcs11:… or vault:… (default: this installation's own)."
      })
  private @Nullable String key;

  @Mixin private CryptographyOption cryptography = new CryptographyOption();

  /// Which cryptography is allowed, to sign and to verify.
  CryptographyProfile profile() {
    return cryptography.profile();
  }

  /// @throws SeaworthyException with a code of the room `signing`
  Signer signer(Surroundings surroundings) {
    return signer(surroundings, null, null);
  }

  /// With what stands behind the key.
  ///
  /// @param chain a file of certificates that lead from the key to its root, or null
  /// @param timestamps the address of an authority that timestamps its signature, or null
  /// @throws SeaworthyException with a code of the room `signing`
  Signer signer(Surroundings surroundings, @Nullable Path chain, @Nullable String timestamps) {
    return new CertificateKeys(surroundings, cryptography.profile())
        .signers(key == null ? List.of() : List.of(key), chain, timestamps)
        .getFirst();
  }
}
