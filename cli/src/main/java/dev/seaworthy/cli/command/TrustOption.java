package dev.seaworthy.cli.command;

import dev.seaworthy.base.Limits;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.certificate.TrustedKeys;
import dev.seaworthy.cli.process.Surroundings;
import dev.seaworthy.signing.CryptographyProfile;
import dev.seaworthy.signing.Signer;
import dev.seaworthy.signing.reference.Trust;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Whose signatures count.
final class TrustOption {

  @Option(
      names = "--trust",
      paramLabel = "KEY",
      description = {
        "Trust this public key or root. Repeatable (default: what this installation",
        "trusts, and the key that signs)."
      })
  private List<String> references = new ArrayList<>();

  /// @param ownOrNull the key that signs, which counts where nothing was named; null for a command
  ///   that signs nothing
  /// @throws SeaworthyException with a code of the room `signing`
  TrustedKeys keys(Surroundings surroundings, @Nullable Signer ownOrNull) {
    if (references.isEmpty() && ownOrNull != null) {
      return envelope -> Set.of(ownOrNull.verification());
    }
    Trust trust = new CertificateKeys(surroundings, CryptographyProfile.STANDARD).trust(references);
    return envelope ->
        trust.keysFor(envelope, "the envelope", Limits.defaults(), surroundings.clock().instant());
  }
}
