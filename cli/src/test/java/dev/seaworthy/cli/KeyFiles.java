package dev.seaworthy.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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

  /// Signs an envelope's payload anew after a change, as whoever has the key can (DSSE v1, "PAE").
  static void resign(Path envelope, Path key, Path out, UnaryOperator<String> change)
      throws IOException, GeneralSecurityException {
    String text = Files.readString(envelope);
    Matcher payload = Pattern.compile("\"payload\":\"([^\"]*)\"").matcher(text);
    Matcher signature = Pattern.compile("\"sig\":\"([^\"]*)\"").matcher(text);
    if (!payload.find() || !signature.find()) {
      throw new IOException(envelope + " is no envelope");
    }
    byte[] changed =
        change
            .apply(new String(Base64.getDecoder().decode(payload.group(1)), StandardCharsets.UTF_8))
            .getBytes(StandardCharsets.UTF_8);
    String pem = Files.readString(key).replaceAll("-----[^-]*-----|\\s", "");
    Signature signer = Signature.getInstance("Ed25519");
    signer.initSign(
        KeyFactory.getInstance("Ed25519")
            .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(pem))));
    signer.update(
        "DSSEv1 28 application/vnd.in-toto+json %s "
            .formatted(changed.length)
            .getBytes(StandardCharsets.UTF_8));
    signer.update(changed);
    Base64.Encoder encoder = Base64.getEncoder();
    Files.writeString(
        out,
        text.replace(payload.group(1), encoder.encodeToString(changed))
            .replace(signature.group(1), encoder.encodeToString(signer.sign())));
  }

  private static String pem(String label, byte[] der) {
    String text =
        Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(der);
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(label, text, label);
  }
}
