package dev.seaworthy.cli.command;

import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.cli.process.CliError;
import dev.seaworthy.inspection.secret.FingerprintKey;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;

/// This installation's key for fingerprints of secrets, made when it is first needed and readable
/// by its owner alone.
///
/// @param folder where it lies
record FingerprintKeyFile(Path folder) {

  private static final String NAME = "secret-fingerprints.key";
  private static final int KEY_BYTES = 32;

  /// @throws SeaworthyException when it can't be read or made
  FingerprintKey key() {
    Path file = folder.resolve(NAME);
    try {
      if (!Files.exists(file)) {
        make(file);
      }
      return FingerprintKey.of(Files.readAllBytes(file));
    } catch (IOException | IllegalArgumentException e) {
      throw new SeaworthyException(
          CliError.READING_FAILED, "tried to use the fingerprint key %s: %s".formatted(file, e), e);
    }
  }

  private void make(Path file) throws IOException {
    Files.createDirectories(folder);
    byte[] bytes = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(bytes);
    Path made =
        Files.createTempFile(
            folder,
            ".fingerprints-",
            ".key",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.write(made, bytes);
    try {
      Files.createLink(file, made);
    } catch (FileAlreadyExistsException _) {
      // Another process made it at the same time: that one counts.
    }
    Files.delete(made);
  }
}
