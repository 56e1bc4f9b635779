package dev.seaworthy.cli.command;

import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.cli.process.CliError;
import dev.seaworthy.cli.process.Places;
import dev.seaworthy.cli.process.Surroundings;
import dev.seaworthy.signing.Cryptography;
import dev.seaworthy.signing.CryptographyProfile;
import dev.seaworthy.signing.KeyFolder;
import dev.seaworthy.signing.Secrets;
import dev.seaworthy.signing.Signer;
import dev.seaworthy.signing.reference.KeyReferences;
import dev.seaworthy.signing.reference.Trust;
import dev.seaworthy.signing.x509.ChainSigner;
import dev.seaworthy.signing.x509.TimestampAuthority;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The keys that sign certificates and those whose signatures count.
///
/// @param profile which cryptography they may use
record CertificateKeys(Surroundings surroundings, CryptographyProfile profile) {

  /// The keys that these texts name, else this installation's own.
  ///
  /// @param chain a file of certificates that lead from the first key to its root, or null
  /// @param timestamps the address of an authority that timestamps the first key's signature, or
  ///   null
  /// @throws SeaworthyException with a code of the room `signing`
  List<Signer> signers(List<String> references, @Nullable Path chain, @Nullable String timestamps) {
    List<Signer> signers = new ArrayList<>();
    if (references.isEmpty()) {
      signers.add(folder().own());
    }
    references.forEach(each -> signers.add(references().signer(each)));
    if (chain != null) {
      TimestampAuthority authority =
          timestamps == null ? null : TimestampAuthority.at(timestamps, cryptography());
      signers.set(0, ChainSigner.of(signers.getFirst(), chain, authority));
    } else if (timestamps != null) {
      throw new SeaworthyException(
          CliError.USAGE,
          "--timestamp needs --chain: without a certificate there is nothing that could expire",
          "Give the certificates of the key with --chain.",
          null);
    }
    return signers;
  }

  /// Whose signatures count: those that these texts name, else this installation's own and pinned
  /// keys.
  ///
  /// @throws SeaworthyException with a code of the room `signing`
  Trust trust(List<String> references) {
    return references.isEmpty()
        ? new Trust(folder().trusted(), List.of())
        : references().trust(references);
  }

  /// Whose signatures count: those that these texts name, and nobody else's.
  ///
  /// @throws SeaworthyException with a code of the room `signing`
  Trust named(List<String> references) {
    return references().trust(references);
  }

  private KeyReferences references() {
    return new KeyReferences(cryptography(), new Secrets(surroundings.environment()));
  }

  private KeyFolder folder() {
    return new KeyFolder(new Places(surroundings).certificateKeys(), cryptography());
  }

  private Cryptography cryptography() {
    return profile.cryptography();
  }
}
