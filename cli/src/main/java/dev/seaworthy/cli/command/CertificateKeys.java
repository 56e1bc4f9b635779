package dev.seaworthy.cli.command;

import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.cli.process.Places;
import dev.seaworthy.cli.process.Surroundings;
import dev.seaworthy.signing.KeyFolder;
import dev.seaworthy.signing.SigningKey;
import dev.seaworthy.signing.VerificationKey;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The keys that sign certificates and those whose signatures count.
record CertificateKeys(Surroundings surroundings) {

  /// The key in a file with its public part beside it (`FILE` and `FILE.pub`), else this
  /// installation's own.
  ///
  /// @throws SeaworthyException with a code of the room `signing`
  SigningKey signer(@Nullable Path file) {
    if (file == null) {
      return folder().own();
    }
    Path shown = file.resolveSibling(file.getFileName() + ".pub");
    VerificationKey verification = KeyFolder.publicKey(shown);
    return KeyFolder.privateKey(file, verification);
  }

  /// The keys in these files, else this installation's own and the pinned ones.
  ///
  /// @throws SeaworthyException with a code of the room `signing`
  Set<VerificationKey> trusted(List<Path> files) {
    if (files.isEmpty()) {
      return folder().trusted();
    }
    Set<VerificationKey> keys = new TreeSet<>();
    files.forEach(file -> keys.add(KeyFolder.publicKey(file)));
    return keys;
  }

  private KeyFolder folder() {
    return new KeyFolder(new Places(surroundings).certificateKeys());
  }
}
