package dev.seaworthy.testkit.sigstore;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.KeyPair;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/// A certificate authority as Fulcio's certificate specification describes it, with the log of
/// certificates whose word is in each of them (RFC 6962 §3.2 and §3.3).
final class TestFulcio {

  private static final ASN1ObjectIdentifier ISSUER =
      new ASN1ObjectIdentifier("1.3.6.1.4.1.57264.1.8");
  private static final ASN1ObjectIdentifier OLDER_ISSUER =
      new ASN1ObjectIdentifier("1.3.6.1.4.1.57264.1.1");
  private static final ASN1ObjectIdentifier SCTS =
      new ASN1ObjectIdentifier("1.3.6.1.4.1.11129.2.4.2");
  private static final X500Name NAME = new X500Name("O=test,CN=authority");

  private final KeyPair authority = Keys.pair();
  private final KeyPair certificates = Keys.pair();
  private final byte[] root;
  private long serial = 1;

  TestFulcio(Instant since) {
    try {
      X509v3CertificateBuilder builder =
          builder(NAME, since, since.plus(Duration.ofDays(3650)), authority.getPublic());
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
      builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign));
      builder.addExtension(Extension.subjectKeyIdentifier, false, identifier());
      root = signed(builder).getEncoded();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  byte[] root() {
    return root.clone();
  }

  PublicKey certificateLog() {
    return certificates.getPublic();
  }

  /// A certificate of ten minutes.
  ///
  /// @param isLogged whether the log of certificates vouches for it
  byte[] certify(
      PublicKey key,
      String identity,
      String issuer,
      Instant from,
      boolean isLogged,
      KeyPurposeId purpose) {
    try {
      X509v3CertificateBuilder builder =
          builder(new X500Name(""), from, from.plus(Duration.ofMinutes(10)), key);
      builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
      builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose));
      builder.addExtension(
          Extension.authorityKeyIdentifier,
          false,
          new AuthorityKeyIdentifier(identifier().getKeyIdentifier()));
      int kind =
          identity.contains("://") ? GeneralName.uniformResourceIdentifier : GeneralName.rfc822Name;
      builder.addExtension(
          Extension.subjectAlternativeName,
          true,
          new GeneralNames(new GeneralName(kind, identity)));
      builder.addExtension(ISSUER, false, new DERUTF8String(issuer));
      builder.addExtension(OLDER_ISSUER, false, Keys.utf8(issuer));
      if (isLogged) {
        byte[] before = signed(builder).toASN1Structure().getTBSCertificate().getEncoded();
        builder.addExtension(SCTS, false, new DEROctetString(vouched(before, from)));
      }
      return signed(builder).getEncoded();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /// A list of one signed certificate timestamp over the certificate as it was without the list.
  private byte[] vouched(byte[] before, Instant at) {
    byte[] time = ByteBuffer.allocate(8).putLong(at.toEpochMilli()).array();
    byte[] none = new byte[2];
    byte[] length = {
      (byte) (before.length >> 16), (byte) (before.length >> 8), (byte) before.length
    };
    byte[] issuer = Keys.id(authority.getPublic());
    byte[] signed =
        Keys.joined(new byte[] {0, 0}, time, new byte[] {0, 1}, issuer, length, before, none);
    byte[] signature = Keys.sign(certificates.getPrivate(), signed);
    byte[] timestamp =
        Keys.joined(
            new byte[] {0},
            Keys.id(certificates.getPublic()),
            time,
            none,
            // SHA-256 with ECDSA (RFC 5246 §7.4.1.4.1)
            new byte[] {4, 3},
            two(signature.length),
            signature);
    return Keys.joined(two(timestamp.length + 2), two(timestamp.length), timestamp);
  }

  private SubjectKeyIdentifier identifier() {
    return new SubjectKeyIdentifier(Arrays.copyOf(Keys.id(authority.getPublic()), 20));
  }

  private static byte[] two(int number) {
    return new byte[] {(byte) (number >> 8), (byte) number};
  }

  private X509v3CertificateBuilder builder(
      X500Name subject, Instant from, Instant through, PublicKey key) {
    return new X509v3CertificateBuilder(
        NAME,
        BigInteger.valueOf(serial++),
        Date.from(from),
        Date.from(through),
        subject,
        SubjectPublicKeyInfo.getInstance(key.getEncoded()));
  }

  private X509CertificateHolder signed(X509v3CertificateBuilder builder) {
    try {
      return builder.build(
          new JcaContentSignerBuilder("SHA256withECDSA").build(authority.getPrivate()));
    } catch (OperatorCreationException e) {
      throw new IllegalStateException(e);
    }
  }

  /// From the certificate to the root.
  List<byte[]> chain(byte[] certificate) {
    return List.of(certificate, root());
  }
}
