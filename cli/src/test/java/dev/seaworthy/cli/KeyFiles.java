package dev.seaworthy.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;

/// Key pairs as people keep them: `FILE` and `FILE.pub` in PEM.
final class KeyFiles {

  private KeyFiles() {}

  /// A new Ed25519 pair, made by the JDK's own generator.
  static Path make(Path file) throws IOException {
    try {
      KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(file, pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
      Files.writeString(
          file.resolveSibling(file.getFileName() + ".pub"),
          pem("PUBLIC KEY", pair.getPublic().getEncoded()));
      return file;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String pem(String label, byte[] der) {
    String text =
        Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(der);
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(label, text, label);
  }
}
