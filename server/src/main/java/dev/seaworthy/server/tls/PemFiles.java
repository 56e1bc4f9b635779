package dev.seaworthy.server.tls;

import dev.seaworthy.signing.CryptographyProfile;
import dev.seaworthy.signing.KeyAlgorithm;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;

/// Certificates and keys as text (RFC 7468).
final class PemFiles {
  private static final int LINE_CHARS = 64;

  private PemFiles() {}

  static String text(X509Certificate certificate) throws GeneralSecurityException {
    return block("CERTIFICATE", certificate.getEncoded());
  }

  static String text(PrivateKey key) {
    return block("PRIVATE KEY", key.getEncoded());
  }

  private static String block(String label, byte[] der) {
    byte[] lineBreak = "\n".getBytes(StandardCharsets.US_ASCII);
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
        .formatted(label, Base64.getMimeEncoder(LINE_CHARS, lineBreak).encodeToString(der), label);
  }

  /// The first certificate of a file.
  static X509Certificate certificate(Path file) throws IOException, GeneralSecurityException {
    try (InputStream in = Files.newInputStream(file)) {
      return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
    }
  }

  /// A key that [#text(PrivateKey)] wrote.
  static PrivateKey key(Path file) throws IOException, GeneralSecurityException {
    String text = Files.readString(file).replaceAll("-----[A-Z ]+-----|\\s", "");
    return CryptographyProfile.STANDARD
        .cryptography()
        .privateKey(KeyAlgorithm.ECDSA_P256, Base64.getDecoder().decode(text));
  }
}
