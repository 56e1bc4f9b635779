package dev.seaworthy.cli.command;

import dev.seaworthy.base.Limits;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.cli.process.Surroundings;
import dev.seaworthy.scan.signature.ImageSignatures;
import dev.seaworthy.scan.signature.SignatureLook;
import dev.seaworthy.signing.CryptographyProfile;
import dev.seaworthy.signing.VerificationKey;
import dev.seaworthy.signing.reference.Trust;
import dev.seaworthy.verdict.Policy;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine.Option;

/// Whose signatures on the image count.
final class ImageKeyOption {

  @Option(
      names = "--image-key",
      paramLabel = "KEY",
      description = {
        "Trust this public key for signatures of the image: a PEM file, pkcs11:… or",
        "vault:…; or x509:ROOTS. One signature is then required, or those that the policy",
        "names. Repeatable (asks the registry)."
      })
  private List<String> references = new ArrayList<>();

  /// The policy, which asks for a signature if a key is named and it asks for none itself.
  Policy applied(Policy policy) {
    return references.isEmpty() ? policy : policy.requiringSignature();
  }

  /// What looks for signatures, where the policy asks for some.
  ///
  /// @param policy with what was asked for ([#applied])
  /// @param limits of what is looked at
  /// @throws SeaworthyException with a code of the room `signing`
  SignatureLook look(
      Surroundings surroundings, Policy policy, CryptographyProfile profile, Limits limits) {
    if (policy.demands().requiredSignatures().isEmpty()) {
      return SignatureLook.NONE;
    }
    Trust named = new CertificateKeys(surroundings, profile).named(references);
    Set<VerificationKey> keys = new TreeSet<>(named.keys());
    policy.demands().requiredSignatures().forEach(each -> each.key().ifPresent(keys::add));
    return new ImageSignatures(
        new Trust(keys, named.chains()), surroundings.clock().instant(), limits);
  }
}
