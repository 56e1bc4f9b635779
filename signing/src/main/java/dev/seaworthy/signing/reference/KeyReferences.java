package dev.seaworthy.signing.reference;

import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.signing.Cryptography;
import dev.seaworthy.signing.KeyFolder;
import dev.seaworthy.signing.Secrets;
import dev.seaworthy.signing.Signer;
import dev.seaworthy.signing.VerificationKey;
import dev.seaworthy.signing.pkcs11.Pkcs11Uri;
import dev.seaworthy.signing.pkcs11.Token;
import dev.seaworthy.signing.vault.TransitKey;
import dev.seaworthy.signing.vault.VaultUri;
import dev.seaworthy.signing.x509.ChainTrust;
import dev.seaworthy.signing.x509.ChainUri;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Finds the key that a text names: `pkcs11:…` ([Pkcs11Uri]), `vault:…` ([VaultUri]), else the path
/// of a PEM file.
///
/// @param cryptography what the keys do their work with
/// @param secrets where PINs and tokens come from
public record KeyReferences(Cryptography cryptography, Secrets secrets) {

  private static final String PUBLIC_ENDING = ".pub";

  /// What signs with that key. A private key in a file has its public part beside it, as
  /// `FILE.pub`.
  ///
  /// @throws SeaworthyException with a code of this room
  public Signer signer(String reference) {
    if (reference.startsWith(Pkcs11Uri.SCHEME)) {
      return Token.open(Pkcs11Uri.parse(reference), secrets).signer(cryptography);
    }
    if (reference.startsWith(VaultUri.SCHEME)) {
      return TransitKey.open(VaultUri.parse(reference), secrets, cryptography).signer();
    }
    Path file = Path.of(reference);
    return KeyFolder.privateKey(
        file,
        KeyFolder.publicKey(file.resolveSibling(file.getFileName() + PUBLIC_ENDING), cryptography));
  }

  /// The keys whose signatures count by that reference: more than one where a service keeps earlier
  /// versions of a key.
  ///
  /// @throws SeaworthyException with a code of this room
  public Set<VerificationKey> verifications(String reference) {
    if (reference.startsWith(Pkcs11Uri.SCHEME)) {
      return Set.of(Token.open(Pkcs11Uri.parse(reference), secrets).verification(cryptography));
    }
    if (reference.startsWith(VaultUri.SCHEME)) {
      return TransitKey.open(VaultUri.parse(reference), secrets, cryptography).verifications();
    }
    return Set.of(KeyFolder.publicKey(Path.of(reference), cryptography));
  }

  /// Whose signatures count by these references; `x509:` names roots of certificates.
  ///
  /// @throws SeaworthyException with a code of this room
  public Trust trust(List<String> references) {
    Set<VerificationKey> keys = new TreeSet<>();
    List<ChainTrust> chains = new ArrayList<>();
    for (String reference : references) {
      if (reference.startsWith(ChainUri.SCHEME)) {
        chains.add(ChainTrust.open(ChainUri.parse(reference), cryptography));
      } else {
        keys.addAll(verifications(reference));
      }
    }
    return new Trust(keys, chains);
  }
}
