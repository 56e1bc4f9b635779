package dev.seaworthy.testkit.sigstore;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampResponseGenerator;
import org.bouncycastle.tsp.TimeStampTokenGenerator;

/// A timestamp authority (RFC 3161).
final class TestClock {

  private static final X500Name ROOT = new X500Name("CN=root of the clock");
  private static final ASN1ObjectIdentifier POLICY = new ASN1ObjectIdentifier("1.2.3.4");

  private final KeyPair authority = Keys.pair();
  private final KeyPair key = Keys.pair();
  private final X509CertificateHolder root;
  private final X509CertificateHolder own;

  TestClock(Instant since) {
    try {
      X509v3CertificateBuilder above = builder(ROOT, 1, since, authority);
      above.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
      above.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign));
      root = signed(above);
      X509v3CertificateBuilder below = builder(new X500Name("CN=clock"), 2, since, key);
      below.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
      below.addExtension(
          Extension.extendedKeyUsage, true, new ExtendedKeyUsage(KeyPurposeId.id_kp_timeStamping));
      own = signed(below);
    } catch (IOException | OperatorCreationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static X509v3CertificateBuilder builder(
      X500Name subject, long serial, Instant since, KeyPair key) {
    return new X509v3CertificateBuilder(
        ROOT,
        BigInteger.valueOf(serial),
        Date.from(since),
        Date.from(since.plus(Duration.ofDays(3650))),
        subject,
        SubjectPublicKeyInfo.getInstance(key.getPublic().getEncoded()));
  }

  private X509CertificateHolder signed(X509v3CertificateBuilder builder)
      throws OperatorCreationException {
    return builder.build(
        new JcaContentSignerBuilder("SHA256withECDSA").build(authority.getPrivate()));
  }

  /// From its own certificate to the root, DER.
  List<byte[]> chain() {
    try {
      return List.of(own.getEncoded(), root.getEncoded());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  byte[] answer(byte[] query, Instant now) throws IOException, GeneralSecurityException {
    try {
      TimeStampTokenGenerator tokens =
          new TimeStampTokenGenerator(
              new JcaSimpleSignerInfoGeneratorBuilder()
                  .build("SHA256withECDSA", key.getPrivate(), own),
              new JcaDigestCalculatorProviderBuilder()
                  .build()
                  .get(new org.bouncycastle.asn1.x509.AlgorithmIdentifier(TSPAlgorithms.SHA256)),
              POLICY);
      tokens.addCertificates(new org.bouncycastle.util.CollectionStore<>(List.of(own)));
      return new TimeStampResponseGenerator(tokens, Set.of(TSPAlgorithms.SHA256.getId()))
          .generate(new TimeStampRequest(query), BigInteger.TEN, Date.from(now))
          .getEncoded();
    } catch (TSPException | OperatorCreationException e) {
      throw new GeneralSecurityException(e);
    }
  }
}
