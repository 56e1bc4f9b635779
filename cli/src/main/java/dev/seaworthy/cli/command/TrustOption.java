package dev.seaworthy.cli.command;

import dev.seaworthy.base.Limits;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.certificate.TrustedKeys;
import dev.seaworthy.cli.process.Surroundings;
import dev.seaworthy.signing.CryptographyProfile;
import dev.seaworthy.signing.Signer;
import dev.seaworthy.signing.VerificationKey;
import dev.seaworthy.signing.reference.Trust;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
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

  /// Of a command that signs nothing.
  ///
  /// @throws SeaworthyException with a code of the room `signing`
  TrustedKeys keys(Surroundings surroundings) {
    return counting(surroundings, CryptographyProfile.STANDARD, Set.of());
  }

  /// Of a command that signs; where nothing is named its own keys count too.
  ///
  /// @param signers opened already: a token asks for its PIN each time
  /// @throws SeaworthyException with a code of the room `signing`
  TrustedKeys keys(
      Surroundings surroundings, CryptographyProfile profile, Collection<Signer> signers) {
    Set<VerificationKey> own =
        references.isEmpty()
            ? signers.stream().map(Signer::verification).collect(Collectors.toSet())
            : Set.of();
    return counting(surroundings, profile, own);
  }

  private TrustedKeys counting(
      Surroundings surroundings, CryptographyProfile profile, Set<VerificationKey> own) {
    Trust trust = new CertificateKeys(surroundings, profile).trust(references);
    return envelope -> {
      Set<VerificationKey> keys = new TreeSet<>(own);
      keys.addAll(
          trust.keysFor(
              envelope, "the envelope", Limits.defaults(), surroundings.clock().instant()));
      return keys;
    };
  }
}
