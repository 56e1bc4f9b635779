package dev.seaworthy.server.tls;

import dev.seaworthy.server.store.DataDirectory;
import dev.seaworthy.signing.CryptographyProfile;
import dev.seaworthy.signing.KeyAlgorithm;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/// The certificate authority that an installation makes for itself at its first start, so that TLS
/// is there before anybody has asked a real authority. Its key stays in the data directory.
final class Authority {
  static final Duration SERVER_LIFE = Duration.ofDays(90);
  static final Duration RENEW_BEFORE = Duration.ofDays(30);
  private static final Duration AUTHORITY_LIFE = Duration.ofDays(3650);

  /// Clocks of clients may be behind.
  private static final Duration BACKDATED = Duration.ofHours(1);

  private static final int SERIAL_BITS = 120;
  private static final String ALGORITHM = "SHA256withECDSA";

  private final SecureRandom chance;

  Authority(SecureRandom chance) {
    this.chance = chance;
  }

  /// Makes what is absent or near its end.
  ///
  /// @param names host names and addresses that the certificate must be for
  /// @return whether the server's certificate is a new one
  boolean refresh(CertificateFiles files, Collection<String> names, Instant now)
      throws IOException {
    try {
      if (!Files.exists(files.authorityKey()) || !Files.exists(files.authority())) {
        make(files, now);
      }
      if (isGood(files, names, now)) {
        return false;
      }
      issue(files, new TreeSet<>(names), now);
      return true;
    } catch (GeneralSecurityException | OperatorCreationException e) {
      throw new IOException("tried to make certificates in " + files.folder(), e);
    }
  }

  private static boolean isGood(CertificateFiles files, Collection<String> names, Instant now)
      throws IOException, GeneralSecurityException {
    if (!Files.exists(files.server()) || !Files.exists(files.serverKey())) {
      return false;
    }
    X509Certificate server = PemFiles.certificate(files.server());
    Set<String> named = new HashSet<>();
    Collection<List<?>> alternatives = server.getSubjectAlternativeNames();
    if (alternatives != null) {
      alternatives.forEach(alternative -> named.add(normal(String.valueOf(alternative.get(1)))));
    }
    boolean byOurs =
        server
            .getIssuerX500Principal()
            .equals(PemFiles.certificate(files.authority()).getSubjectX500Principal());
    return byOurs
        && names.stream().map(Authority::normal).allMatch(named::contains)
        && now.plus(RENEW_BEFORE).isBefore(server.getNotAfter().toInstant());
  }

  /// The JDK writes IPv6 addresses at full length.
  private static String normal(String name) {
    return isAddress(name) ? InetAddress.ofLiteral(name).getHostAddress() : name;
  }

  static boolean isAddress(String name) {
    return name.contains(":") || name.matches("[0-9.]+");
  }

  private void make(CertificateFiles files, Instant now)
      throws IOException, GeneralSecurityException, OperatorCreationException {
    KeyPair pair = pair();
    // The serial number keeps two installations apart in a client's store of roots.
    BigInteger serial = serial();
    X500Name name = new X500Name("CN=Seaworthy installation " + serial.toString(16));
    X509v3CertificateBuilder builder =
        new JcaX509v3CertificateBuilder(
            name,
            serial,
            Date.from(now.minus(BACKDATED)),
            Date.from(now.plus(AUTHORITY_LIFE)),
            name,
            pair.getPublic());
    JcaX509ExtensionUtils extensions = new JcaX509ExtensionUtils();
    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
    builder.addExtension(
        Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
    builder.addExtension(
        Extension.subjectKeyIdentifier,
        false,
        extensions.createSubjectKeyIdentifier(pair.getPublic()));
    DataDirectory.write(files.authorityKey(), PemFiles.text(pair.getPrivate()));
    DataDirectory.write(files.authority(), PemFiles.text(sign(builder, pair.getPrivate())));
  }

  private void issue(CertificateFiles files, Collection<String> names, Instant now)
      throws IOException, GeneralSecurityException, OperatorCreationException {
    X509Certificate authority = PemFiles.certificate(files.authority());
    PrivateKey key = PemFiles.key(files.authorityKey());
    KeyPair pair = pair();
    X509v3CertificateBuilder builder =
        new JcaX509v3CertificateBuilder(
            authority,
            serial(),
            Date.from(now.minus(BACKDATED)),
            Date.from(now.plus(SERVER_LIFE)),
            new X500Name("CN=Seaworthy"),
            pair.getPublic());
    describe(builder, authority, pair, names);
    X509Certificate server = sign(builder, key);
    // The key first: a kill in between leaves a pair that does not fit, which the next start mends.
    Files.deleteIfExists(files.server());
    DataDirectory.write(files.serverKey(), PemFiles.text(pair.getPrivate()));
    DataDirectory.write(files.server(), PemFiles.text(server) + PemFiles.text(authority));
  }

  private static void describe(
      X509v3CertificateBuilder builder,
      X509Certificate authority,
      KeyPair pair,
      Collection<String> names)
      throws CertIOException, GeneralSecurityException {
    JcaX509ExtensionUtils extensions = new JcaX509ExtensionUtils();
    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
    builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
    builder.addExtension(
        Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
    builder.addExtension(
        Extension.subjectKeyIdentifier,
        false,
        extensions.createSubjectKeyIdentifier(pair.getPublic()));
    builder.addExtension(
        Extension.authorityKeyIdentifier,
        false,
        extensions.createAuthorityKeyIdentifier(authority));
    builder.addExtension(
        Extension.subjectAlternativeName,
        false,
        new GeneralNames(
            names.stream()
                .map(name ->
                    new GeneralName(
                        isAddress(name) ? GeneralName.iPAddress : GeneralName.dNSName, name))
                .toArray(GeneralName[]::new)));
  }

  private static X509Certificate sign(X509v3CertificateBuilder builder, PrivateKey key)
      throws GeneralSecurityException, OperatorCreationException {
    return new JcaX509CertificateConverter()
        .getCertificate(builder.build(new JcaContentSignerBuilder(ALGORITHM).build(key)));
  }

  private static KeyPair pair() throws GeneralSecurityException {
    return CryptographyProfile.STANDARD.cryptography().newKeyPair(KeyAlgorithm.ECDSA_P256);
  }

  private BigInteger serial() {
    return new BigInteger(SERIAL_BITS, chance).setBit(SERIAL_BITS);
  }
}
